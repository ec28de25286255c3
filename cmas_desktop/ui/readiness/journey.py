"""The way through a readiness check: from its rules to its first question. The rest is the flow's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmas_desktop.engine.errors import CmasError
from cmas_desktop.ui.ports import Desk, Enrollment, Prepared
from cmas_desktop.ui.readiness.intro import CheckIntro

if TYPE_CHECKING:
    from cmas_desktop.ui.background import Background, Job
    from cmas_desktop.ui.window import MainWindow


class CheckJourney(QObject):
    """One candidate's way into a check. Ends with `begun` (a sitting whose clock runs) or with `ended`."""

    begun = Signal(object)
    ended = Signal()

    def __init__(self, window: MainWindow, desk: Desk, background: Background) -> None:
        """A journey in this window."""
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._job: Job | None = None

    def begin(self) -> None:
        """Say what the check is, and ask who takes it."""
        desk = self._desk
        self._intro = CheckIntro(self._window.look, desk.blueprint, desk.settings(), desk.readiness.minutes)
        self._intro.back.connect(self._turn_back)
        self._intro.begun.connect(self._make)
        self._window.show_place(self._intro)

    def _make(self, enrollment: Enrollment) -> None:
        settings = self._desk.settings()
        kept = replace(settings, candidate=enrollment.candidate, time_factor=enrollment.time_factor)
        self._desk.keep_settings(kept)
        self._job = self._background.start_stoppable(
            self._desk.readiness.maker(enrollment),
            lambda prepared: self._start(enrollment, prepared),
            self._intro.say_failed,
            lambda words: None,
        )

    def _start(self, enrollment: Enrollment, prepared: Prepared) -> None:
        try:
            opened = self._desk.readiness.begin(enrollment, prepared)
        except CmasError as fault:
            self._intro.say_failed(str(fault))
            return
        self.begun.emit(opened)

    def _turn_back(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.ended.emit()
