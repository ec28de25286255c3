"""The journey from the first button to the first question: name, confirmation, rules, tutorial, gate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmas_desktop.engine.errors import CmasError
from cmas_desktop.ui.delivery.steps import AgreementStep, ConfirmStep, IdentityStep, ReadyStep
from cmas_desktop.ui.delivery.tutorial import Tutorial
from cmas_desktop.ui.ports import Desk, Enrollment, Prepared

if TYPE_CHECKING:
    from cmas_desktop.ui.background import Background, Job
    from cmas_desktop.ui.window import MainWindow


class Journey(QObject):
    """One candidate's way into the exam. The form is made in the background meanwhile.

    It ends with `begun` (a sitting whose clock runs) or with `ended` (a sentence, empty where the
    candidate simply turned back).
    """

    begun = Signal(object)
    ended = Signal(str)

    def __init__(self, window: MainWindow, desk: Desk, background: Background) -> None:
        """A journey in this window."""
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._blueprint = desk.blueprint
        self._prepared: Prepared | None = None
        self._failure = self._progress = ""
        self._job: Job | None = None
        self._ready: ReadyStep | None = None

    def begin(self) -> None:
        """Ask who is sitting the exam."""
        step = IdentityStep(self._window.look, self._blueprint, self._desk.settings())
        step.back.connect(lambda: self.ended.emit(""))
        step.confirmed.connect(self._confirm)
        self._window.show_place(step)

    def _confirm(self, enrollment: Enrollment) -> None:
        settings = self._desk.settings()
        self._desk.keep_settings(
            replace(
                settings,
                candidate=enrollment.candidate,
                questions=enrollment.questions,
                time_factor=enrollment.time_factor,
            )
        )
        step = ConfirmStep(self._window.look, self._blueprint, enrollment)
        step.back.connect(self.begin)
        step.confirmed.connect(lambda: self._agree(enrollment))
        self._window.show_place(step)

    def _agree(self, enrollment: Enrollment) -> None:
        self._job = self._background.start_stoppable(
            self._desk.maker(enrollment), self._form_is_made, self._form_failed, self._form_goes_on
        )
        self._window.fill_screen()
        step = AgreementStep(self._window.look, self._blueprint, enrollment)
        step.agreed.connect(lambda: self._teach(enrollment))
        step.refused.connect(self._turn_back)
        self._window.show_place(step)

    def _teach(self, enrollment: Enrollment) -> None:
        tutorial = Tutorial(self._window.look, self._blueprint, enrollment.candidate)
        tutorial.finished.connect(lambda complete: self._gate(enrollment))
        self._ready = None
        self._window.show_place(tutorial)

    def _gate(self, enrollment: Enrollment) -> None:
        step = ReadyStep(self._window.look, self._blueprint, enrollment)
        step.back.connect(lambda: self._teach(enrollment))
        step.ready.connect(lambda: self._start(enrollment))
        step.stopped.connect(lambda: self._turn_back(""))
        self._ready = step
        self._window.show_place(step)
        self._tell_gate()

    def _form_is_made(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._tell_gate()

    def _form_goes_on(self, words: str) -> None:
        self._progress = words
        self._tell_gate()

    def _turn_back(self, reason: str) -> None:
        """The candidate goes home: a form still in the making is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
        self.ended.emit(reason)

    def _form_failed(self, message: str) -> None:
        self._failure = message
        self._tell_gate()

    def _tell_gate(self) -> None:
        if self._ready is None:
            return
        if self._failure:
            self._ready.form_failed(self._failure)
        elif self._prepared is not None:
            self._ready.form_is_ready(form_words(self._prepared))
        elif self._progress:
            self._ready.form_goes_on(self._progress)

    def _start(self, enrollment: Enrollment) -> None:
        assert self._prepared is not None, "the gate opens only when the form is there"
        try:
            opened = self._desk.begin(enrollment, self._prepared)
        except CmasError as fault:
            self.ended.emit(str(fault))
            return
        self.begun.emit(opened)


def form_words(prepared: Prepared) -> str:
    """What is said of a form that is ready."""
    repeats = prepared.form.repeats
    if not repeats:
        return "Your form is ready. You have seen none of its questions before."
    questions = "question" if repeats == 1 else "questions"
    return f"Your form is ready. You have seen {repeats} of its {questions} in an earlier exam."
