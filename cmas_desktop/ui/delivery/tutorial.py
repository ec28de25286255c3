"""The tutorial: three harmless questions on the real exam screen, and every control tried once. Untimed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.items import Cognitive, Exhibit, Item, ItemStatus
from cmas_desktop.engine.journal import Event, EventKind
from cmas_desktop.engine.sitting import begin
from cmas_desktop.engine.timing import ClockReading, GracePolicy
from cmas_desktop.ui.delivery.exam_screen import ExamScreen
from cmas_desktop.ui.delivery.presenter import ExamPresenter
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.banner import announce
from cmas_desktop.ui.widgets.texts import button, label, row


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to try: what to do, and the event (at a position, where that matters) that shows it done."""

    text: str
    kind: EventKind
    position: int | None = None

    def done_by(self, event: Event) -> bool:
        """Whether this event is what was asked for."""
        return event.kind is self.kind and self.position in (None, event.body.get("position"))


TASKS = (
    Task("Choose an answer: click anywhere on its row, or press A, B, C, D or 1, 2, 3, 4.", EventKind.CHOSEN),
    Task(
        "Strike out an answer you have ruled out: right-click it, or press Shift with its letter.",
        EventKind.STRUCK,
    ),
    Task("Flag the question for review: the button at the top right, or Alt+F.", EventKind.FLAGGED),
    Task("Go to the next question: Next at the bottom right, or Alt+N.", EventKind.SHOWN, 1),
    Task("Go back: Previous, or Alt+P.", EventKind.SHOWN, 0),
    Task(
        "Hide the time: click it, or press Alt+T. It can be shown again in the same way.",
        EventKind.TIME_HIDDEN,
    ),
    Task("Open the Navigator (Alt+V) and pick question 3 in it.", EventKind.SHOWN, 2),
    Task("Go to the review screen: Review screen, or Alt+R.", EventKind.REVIEWING),
)
"""What the tutorial asks for, in order."""


class MemoryJournal:
    """A journal that is kept nowhere, and tells a listener of each event."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self.heard: Callable[[Event], object] = lambda event: None

    def append(self, attempt_id: str, event: Event) -> None:
        """Take the event."""
        self.heard(event)


class Tutorial(QWidget):
    """The exam screen with a coach under its bar."""

    finished = Signal(bool)

    def __init__(self, look: Look, blueprint: Blueprint, candidate: str) -> None:
        """Begin with the first task."""
        super().__init__()
        self._look = look
        self._task = 0
        self.exam = ExamScreen(look, f"{blueprint.exam_title}: tutorial", can_end=False)
        self._coach = self._build_coach()
        journal = MemoryJournal()
        self.exam.open_sitting(_rehearsal(journal, blueprint, candidate), candidate)
        journal.heard = self._hear
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._coach)
        layout.addWidget(self.exam, 1)
        self._show_task()

    @property
    def task(self) -> int:
        """How many tasks are done."""
        return self._task

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nobody took go to the exam screen."""
        self.exam.keyPressEvent(event)

    def _build_coach(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("banner")
        frame.setProperty("kind", "calm")
        self._count = label("", wrap=False)
        self._text = label("")
        self.skip = button("Skip the t&utorial", lambda: self.finished.emit(False))
        layout = row(self._count, self._text, self.skip, spacing=self._look.px(14))
        layout.setStretch(1, 1)
        layout.setContentsMargins(self._look.px(20), self._look.px(10), self._look.px(12), self._look.px(10))
        frame.setLayout(layout)
        return frame

    def _hear(self, event: Event) -> None:
        if self._task < len(TASKS) and TASKS[self._task].done_by(event):
            self._task += 1
            self._show_task()

    def _show_task(self) -> None:
        if self._task == len(TASKS):
            self._count.setText("Done")
            self._text.setText(
                "You have tried every control. The exam itself begins only after the next screen."
            )
            self.skip.setText("&Continue")
            self.skip.setAccessibleName("Continue")
            self.skip.clicked.disconnect()
            self.skip.clicked.connect(lambda: self.finished.emit(True))
            self.skip.setFocus()
        else:
            self._count.setText(f"Try {self._task + 1} of {len(TASKS)}")
            self._text.setText(TASKS[self._task].text)
        announce(self, self._text.text())


def _rehearsal(journal: MemoryJournal, blueprint: Blueprint, candidate: str) -> ExamPresenter:
    """A sitting of the tutorial's questions; its clock is shown and stands still."""
    items = tutorial_items()
    questions = tuple(FormQuestion(item.id, "", "", False, 0.0, item.key, (0, 1, 2, 3)) for item in items)
    start = {"attempt": "tutorial", "candidate": candidate, "form": "", "time_factor": 1.0}
    limit_ms = blueprint.clock.minutes * 60_000
    still = ClockReading("", 0, 0, 0)
    sitting = begin(journal, {**start, "questions": len(items)}, limit_ms, GracePolicy(0, 0), still)
    form = Form("tutorial", blueprint.key, 0, questions, "", "")
    by_id = {item.id: item for item in items}
    return ExamPresenter(sitting, form, by_id, blueprint.clock, lambda: still)


_VISITORS = Exhibit(
    kind="call-log",
    title="Visitors this morning",
    alt="Ms. Ito came at 8:05, Mr. Adeyemi at 8:20, Mr. Brandt at 9:10 and Ms. Cruz at 9:40.",
    columns=("Visitor", "Came at"),
    align="lr",
    rows=(("Mr. Brandt", "9:10"), ("Ms. Ito", "8:05"), ("Ms. Cruz", "9:40"), ("Mr. Adeyemi", "8:20")),
)


def tutorial_items() -> tuple[Item, ...]:
    """Three questions that everyone can answer: only the controls matter here."""
    texts = (
        (
            "This is what a question looks like. Which of these is a day of the week?",
            ("Tuesday", "January", "Noon", "Winter"),
        ),
        (
            "The whole row of an option can be clicked. Which of these is a color?",
            ("Triangle", "Green", "Seven", "Loud"),
        ),
        (
            "Some questions come with something to read. Which visitor came first?",
            ("Ms. Ito", "Mr. Adeyemi", "Mr. Brandt", "Ms. Cruz"),
        ),
    )
    return tuple(
        Item(
            id=f"tutorial-{number}",
            domain="",
            subarea="",
            cognitive=Cognitive.RECALL,
            stem=stem,
            options=options,
            key=0,
            rationale=("", "", "", ""),
            reference="",
            angoff=(0.5,),
            status=ItemStatus.PRETEST,
            reviewed=date(2026, 11, 24),
            exhibit=_VISITORS if number == len(texts) else None,
        )
        for number, (stem, options) in enumerate(texts, start=1)
    )
