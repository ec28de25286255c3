"""The demo: a simulated candidate sits the whole exam through the real window, and leaves pictures.

It is the end-to-end test too: with `--trace` each answer is printed only after it is durable, so that
another process can kill this one at any moment, `--resume` it, and compare.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TextIO, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cmas_desktop.desk import ExamDesk
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.timing import NS_PER_MS, ClockReading
from cmas_desktop.ui.delivery.exam_screen import ExamScreen
from cmas_desktop.ui.delivery.presenter import ExamPresenter
from cmas_desktop.ui.delivery.steps import AgreementStep, ConfirmStep, IdentityStep, ReadyStep
from cmas_desktop.ui.delivery.tutorial import Tutorial
from cmas_desktop.ui.flow import Flow
from cmas_desktop.ui.results.result_page import ResultPage
from cmas_desktop.ui.widgets.overlay import Overlay

T = TypeVar("T", bound=QWidget)
WAIT_S = 60
PACE_S = (10, 46)
"""A simulated answer takes between these many seconds of exam time."""


class DemoClock:
    """The system's clocks, moved forward by the time that the simulated candidate takes to think.

    The offset is kept in a file, so that a resumed demo goes on by the same clocks.
    """

    def __init__(self, read: Callable[[], ClockReading], kept: Path) -> None:
        """Go on from the offset in this file, or from none."""
        self._read = read
        self._kept = kept
        self._offset_ms = int(kept.read_text(encoding="ascii")) if kept.exists() else 0

    def __call__(self) -> ClockReading:
        """The clocks as the demo sees them."""
        now, offset = self._read(), self._offset_ms
        return replace(
            now,
            active_ns=now.active_ns + offset * NS_PER_MS,
            inclusive_ns=now.inclusive_ns + offset * NS_PER_MS,
            wall_ms=now.wall_ms + offset,
        )

    def think(self, milliseconds: int) -> None:
        """Let this much exam time pass at once."""
        self._offset_ms += milliseconds
        new = self._kept.with_suffix(".new")
        new.write_text(str(self._offset_ms), encoding="ascii")
        new.replace(self._kept)


class DemoCandidate:
    """Drives the window with keys and clicks, as an able person would, and takes pictures on the way."""

    def __init__(self, flow: Flow, desk: ExamDesk, clock: DemoClock, options: argparse.Namespace) -> None:
        """A candidate of ability `options.theta` in front of this window."""
        self._flow, self._window = flow, flow.window
        self._desk, self._clock, self._options = desk, clock, options
        self._pictures = Path(options.out) / "screens"
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._taken = len(list(self._pictures.glob("*.png")))

    def sit(self, out: TextIO) -> Result:
        """Go from the first screen to the result, or on from where a killed demo stopped."""
        if self._flow.exam is None:
            self._enter()
        self._answer_all(out)
        self._end()
        return self._leave_with_result()

    # The way in

    def _enter(self) -> None:
        window = self._window
        self._picture("home")
        window.home.facts_asked.emit()
        self._picture("facts")
        self._flow.go_home()
        window.home.start.click()
        identity = self._place(IdentityStep)
        identity.name.setText(self._options.name)
        identity.questions.setCurrentIndex(identity.questions.findData(self._options.questions))
        self._picture("name")
        self._press(identity, "Continue")
        self._picture("confirmation")
        self._place(ConfirmStep).yes.click()
        self._picture("agreement")
        self._place(AgreementStep).agree.click()
        self._try_tutorial(self._place(Tutorial))
        ready = self._place(ReadyStep)
        self._until(ready.yes.isEnabled, "the form is ready")
        self._picture("ready")
        ready.yes.click()

    def _try_tutorial(self, tutorial: Tutorial) -> None:
        exam = tutorial.exam
        self._key(exam, Qt.Key.Key_A)
        self._key(exam, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
        exam.flag.click()
        self._picture("tutorial")
        exam.next.click()
        exam.previous.click()
        exam.bar.clock.click()
        exam.navigator.click()
        self._overlay().close_overlay()
        exam.go(2)
        exam.to_review.click()
        self._until(lambda: tutorial.task == 8, "every control was tried")
        tutorial.skip.click()

    # The exam

    def _answer_all(self, out: TextIO) -> None:
        screen = self._exam
        presenter = screen.presenter
        assert presenter is not None
        if self._options.trace:
            self._say(out, {"attempt": presenter.sitting.state.attempt_id, "questions": presenter.total})
        while presenter.stage.value == "question":
            self._answer(screen, presenter, out)
            screen.next.click()
            screen.tick()
            self._settle()

    def _answer(self, screen: ExamScreen, presenter: ExamPresenter, out: TextIO) -> None:
        view = presenter.question()
        form, state = presenter.form, presenter.sitting.state
        slot = form.questions[state.position]
        chance = random.Random(f"{self._options.seed}|{slot.item_id}")
        wrong = [option for option in slot.order if option != slot.key]
        right = chance.random() < probability(self._options.theta, slot.b)
        option = slot.key if right else chance.choice(wrong)
        self._clock.think(round(1000 * chance.uniform(*PACE_S)))
        if chance.random() < 0.06 and not view.flagged:
            screen.flag.click()
        if chance.random() < 0.10:
            place = slot.order.index(next(one for one in wrong if one != option))
            self._key(screen, Qt.Key(Qt.Key.Key_A + place), Qt.KeyboardModifier.ShiftModifier)
        self._key(screen, Qt.Key(Qt.Key.Key_A + slot.order.index(option)))
        answered = presenter.sitting.last_event
        if self._options.trace and presenter.sitting.all_saved and answered.kind is EventKind.CHOSEN:
            self._say(
                out,
                {
                    "attempt": state.attempt_id,
                    "seq": answered.seq,
                    "position": state.position,
                    "item": slot.item_id,
                    "option": option,
                },
            )
        self._picture_question(screen, view.exhibit is not None)

    def _picture_question(self, screen: ExamScreen, exhibit: bool) -> None:
        names = {"question": not exhibit, "exhibit": exhibit, "warning": screen.banner.isVisible()}
        for name, now in names.items():
            if now and not list(self._pictures.glob(f"*-{name}.png")):
                self._picture(name)
                if name == "question":
                    screen.navigator.click()
                    self._picture("navigator")
                    self._overlay().close_overlay()

    def _end(self) -> None:
        screen = self._exam
        self._picture("review")
        screen.end.click()
        self._picture("end-second-act")
        self._press(self._overlay(), "End the exam")
        self._picture("end-third-act")
        self._press(self._overlay(), "Yes, hand in")

    def _leave_with_result(self) -> Result:
        self._until(lambda: isinstance(self._window.stack.currentWidget(), ResultPage), "the result is shown")
        self._picture("result")
        result = self._desk.result(self._desk.history()[0].attempt_id)
        page = self._place(ResultPage)
        bar = page.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._picture("result-below")
        self._flow.show_answers(result)
        self._picture("answers")
        self._flow.show_history()
        self._picture("history")
        self._flow.go_home()
        self._picture("home-after")
        return result

    # Hands and eyes

    @property
    def _exam(self) -> ExamScreen:
        screen = self._flow.exam
        assert isinstance(screen, ExamScreen), "the exam is under way"
        return screen

    def _place(self, kind: type[T]) -> T:
        place = self._window.stack.currentWidget()
        assert isinstance(place, kind), f"expected {kind.__name__}, found {type(place).__name__}"
        return place

    def _overlay(self) -> Overlay:
        return next(one for one in self._window.findChildren(Overlay) if one.isVisible())

    def _press(self, inside: QWidget, name: str) -> None:
        named = (one for one in inside.findChildren(QPushButton) if one.accessibleName() == name)
        next(named).click()
        self._settle()

    def _key(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))

    def _settle(self) -> None:
        QApplication.processEvents()

    def _until(self, true: Callable[[], bool], what: str) -> None:
        patience = time.monotonic() + WAIT_S
        while not true():
            if time.monotonic() > patience:
                raise CmasError(f"The demo waited {WAIT_S} seconds, but it never came to this: {what}.")
            QApplication.processEvents()

    def _picture(self, name: str) -> None:
        self._settle()
        self._taken += 1
        self._window.grab().save(str(self._pictures / f"{self._taken:02d}-{name}.png"))

    def _say(self, out: TextIO, data: dict[str, object]) -> None:
        out.write(json.dumps(data) + "\n")
        out.flush()


def write_outcome(out: Path, desk: ExamDesk, result: Result) -> None:
    """Leave report, result and journal in the demo's folder."""
    desk.report_writer(result, out / "score-report.pdf")()
    text = json.dumps(asdict(result), indent=2, ensure_ascii=False)
    (out / "result.json").write_text(text + "\n", encoding="utf-8")
    lines = [event.to_line() for event in desk.events(result.attempt_id)]
    (out / "journal.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def fresh_folder(out: Path, resume: bool) -> None:
    """Make the demo's folder; pictures of an earlier run are taken away unless it goes on."""
    if not resume and (out / "screens").exists():
        shutil.rmtree(out / "screens")
    out.mkdir(parents=True, exist_ok=True)


def summary(result: Result, out: Path, seconds: float) -> str:
    """What the demo says at its end."""
    verdict = "passed" if result.passed else "did not pass"
    right = f"{result.raw} of {result.scored_items} right"
    return (
        f"The simulated candidate {verdict} with {result.shown}: {right}, "
        f"{result.questions} questions, in {seconds:.0f} seconds.\n"
        f"Report, result, journal and pictures: {out}\n"
    )
