"""The steps before the exam: who sits it, under which rules, and whether they are ready."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.delivery.frame import Bar, Foot, framed
from cmas_desktop.ui.ports import Enrollment
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.banner import announce
from cmas_desktop.ui.widgets.page import Page
from cmas_desktop.ui.widgets.texts import button, column, label, row
from cmas_desktop.ui.widgets.waiting_bar import WaitingBar

NAME_LIMIT = 120
"""The longest name that is taken, in characters."""

QUESTION_STEP = 5
"""The numbers of questions are offered in steps of this many."""


class Step(QWidget):
    """A screen before the exam: frame, a column of text, and buttons at the foot."""

    back = Signal()

    def __init__(self, look: Look, title: str, heading: str, candidate: str = "") -> None:
        """A step with this heading."""
        super().__init__()
        self._look = look
        self.bar = Bar(look, title, candidate)
        self.page = Page(look, width=820)
        self.page.setObjectName("sheet")
        self.heading = label(heading, "title")
        self.page.body.addWidget(self.heading)
        self.foot = Foot(look)
        self.setLayout(framed(self.bar, self.page, foot=self.foot))

    def say(self, *paragraphs: str) -> None:
        """Paragraphs below the heading, in our own marked-up text."""
        for paragraph in paragraphs:
            self.page.body.addWidget(label(paragraph, marked_up=True))


class IdentityStep(Step):
    """The candidate's name, the length of the exam and the time factor; then the confirmation."""

    confirmed = Signal(object)

    def __init__(self, look: Look, blueprint: Blueprint, settings: Settings) -> None:
        """Start from the choices of last time."""
        super().__init__(look, blueprint.exam_title, "Who is sitting this exam?")
        self._blueprint = blueprint
        self.name = QLineEdit(settings.candidate)
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setPlaceholderText("First and last name")
        self.name.returnPressed.connect(self._confirm)
        self.questions = _questions(blueprint, settings)
        self.factor = factor_box(blueprint, settings, blueprint.clock.minutes)
        self.problem = label("", "bad")
        self.say("The name stands on the exam screen and on the score report. It stays on this computer.")
        for text, field in (
            ("&Name", self.name),
            ("&Questions", self.questions),
            ("&Time", self.factor),
        ):
            self.page.body.addWidget(named_field(look, text, field))
        self.page.body.addWidget(self.problem)
        self.page.body.addStretch(1)
        self.foot.left.addWidget(button("&Back", self.back.emit))
        self.foot.right.addWidget(button("&Continue", self._confirm))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the name."""
        super().showEvent(event)
        self.name.setFocus()
        self.name.selectAll()

    def _confirm(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.problem.setText("Please enter a name: it is printed on the report.")
            self.name.setFocus()
            return
        factor = float(self.factor.currentData())
        self.confirmed.emit(Enrollment(name, int(self.questions.currentData()), factor))


class ConfirmStep(Step):
    """The confirmation: is this you, and is this your exam?"""

    confirmed = Signal()

    def __init__(self, look: Look, blueprint: Blueprint, enrollment: Enrollment) -> None:
        """Show the enrollment."""
        super().__init__(look, blueprint.exam_title, "Is this right?", enrollment.candidate)
        minutes = round(blueprint.clock.minutes * enrollment.time_factor)
        for name, value in (
            (blueprint.candidate_label, enrollment.candidate),
            ("Exam", blueprint.exam_title),
            ("Questions", f"{enrollment.questions}, of which {blueprint.scored} are scored"),
            ("Time", f"{minutes // 60} h {minutes % 60:02d} min"),
        ):
            value_label = label(value, "heading")
            self.page.body.addLayout(column(label(name, "small"), value_label, spacing=look.px(2)))
        self.page.body.addStretch(1)
        self.foot.left.addWidget(button("&Back", self.back.emit))
        self.yes = button("&Yes, continue", self.confirmed.emit)
        self.foot.right.addWidget(self.yes)

    def showEvent(self, event: QShowEvent) -> None:
        """The focus stands on the way on."""
        super().showEvent(event)
        self.yes.setFocus()


class AgreementStep(Step):
    """The rules of the sitting and the agreement, with a clock of their own."""

    agreed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, blueprint: Blueprint, enrollment: Enrollment) -> None:
        """The clock begins to run when the step is shown."""
        super().__init__(look, blueprint.exam_title, "Rules and confidentiality", enrollment.candidate)
        minutes = round(blueprint.clock.agreement_minutes * enrollment.time_factor)
        self.left_s = minutes * 60
        self.say(f"Please read and decide within {minutes} minutes. This clock is not your exam time.")
        self.say(*agreement_text(blueprint, enrollment))
        self.page.body.addStretch(1)
        self.countdown = label(wrap=False)
        self.bar.counter.setText("")
        self.foot.left.addWidget(button("I do &not agree", lambda: self._end("")))
        self.agree = button("I &agree", lambda: self._end(None))
        self.foot.right.addWidget(self.countdown)
        self.foot.right.addWidget(self.agree)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self._show_left()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run."""
        super().showEvent(event)
        self._timer.start()
        self.page.setFocus()

    def tick(self) -> None:
        """A second has passed."""
        self.left_s -= 1
        self._show_left()
        if self.left_s == 60:
            announce(self, "One minute left to agree.", urgent=True)
        if self.left_s <= 0:
            self._end(
                "The time to agree ran out, so the sitting was not begun. Nothing is lost: start again when "
                "you are ready."
            )

    def _end(self, reason: str | None) -> None:
        self._timer.stop()
        if reason is None:
            self.agreed.emit()
        else:
            self.refused.emit(reason)

    def _show_left(self) -> None:
        self.countdown.setText(f"{self.left_s // 60}:{self.left_s % 60:02d} left to agree")


class ReadyStep(Step):
    """The gate: No goes back to the tutorial, Yes starts the clock; a form in the making can be stopped."""

    ready = Signal()
    stopped = Signal()

    def __init__(self, look: Look, blueprint: Blueprint, enrollment: Enrollment) -> None:
        """Wait for the form, then for the candidate."""
        super().__init__(look, blueprint.exam_title, "Are you ready to begin?", enrollment.candidate)
        minutes = round(blueprint.clock.minutes * enrollment.time_factor)
        self.say(
            f"{enrollment.questions} questions in {minutes // 60} hours {minutes % 60:02d} minutes: about "
            f"{round(minutes * 60 / enrollment.questions)} seconds each. The clock starts with Yes.",
            "There is no penalty for a wrong answer. Flag what you are unsure of and come back to it.",
        )
        self.status = label("Your form is being put together…", "muted")
        self.progress = WaitingBar("The form is being put together", look.px(420))
        self.stop = button("&Stop and go home", self.stopped.emit, "link")
        self.page.body.addWidget(self.status)
        self.page.body.addWidget(self.progress)
        self.page.body.addLayout(row(self.stop, -1))
        self.page.body.addStretch(1)
        self.foot.left.addWidget(button("&No, back to the tutorial", self.back.emit))
        self.yes = button("&Yes, begin the exam", self.ready.emit)
        self.yes.setEnabled(False)
        self.foot.right.addWidget(self.yes)

    def form_goes_on(self, words: str) -> None:
        """The form is in the making, and so far."""
        self.status.setText(f"Your form is being put together: {words[0].lower()}{words[1:]}…")

    def form_is_ready(self, note: str) -> None:
        """The form is there: the candidate may begin."""
        self.progress.hide()
        self.stop.hide()
        self.status.setText(note)
        self.yes.setEnabled(True)
        self.yes.setFocus()

    def form_failed(self, message: str) -> None:
        """No form could be made: say why, and leave the way home open."""
        self.progress.hide()
        self.status.setText(message)


def agreement_text(blueprint: Blueprint, enrollment: Enrollment) -> tuple[str, ...]:
    """What a candidate agrees to: this product's own words."""
    grace = blueprint.clock.grace_seconds // 60
    minutes = round(blueprint.clock.minutes * enrollment.time_factor)
    return (
        "<b>This is practice.</b> The questions were written for this program. They are not taken from "
        "any examination, and the score is this program's own. American Medical Technologists and "
        "Pearson VUE have no part in it.",
        f"<b>The clock.</b> You have {minutes} minutes. The exam is handed in by itself when they are over. "
        f"If the program stops, you go on at the same question; the first {grace} minutes away are free, "
        "after that the clock runs as it does during an unplanned break at a test center.",
        "<b>Work alone and by head.</b> No calculator, books, notes, phone or other person. Scratch paper "
        "is fine if you would have it on the day.",
        "<b>Keep the questions to yourself.</b> Do not copy, photograph or pass them on, so that they stay "
        "worth something to the next candidate.",
        "<b>Some questions do not count.</b> They are being tried out and look like all the others.",
    )


def named_field(look: Look, text: str, field: QWidget) -> QWidget:
    """A field under its name, of the usual width."""
    name = QLabel(text)
    name.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    field.setFixedWidth(look.px(420))
    holder = QWidget()
    holder.setObjectName("plain")
    holder.setLayout(column(name, row(field, -1), spacing=look.px(4)))
    return holder


def _questions(blueprint: Blueprint, settings: Settings) -> QComboBox:
    box = QComboBox()
    low, high = blueprint.questions_range
    wanted = settings.questions or blueprint.questions_default
    for count in sorted({*range(low, high + 1, QUESTION_STEP), high, blueprint.questions_default, wanted}):
        if low <= count <= high:
            usual = " (usual)" if count == blueprint.questions_default else ""
            box.addItem(f"{count} questions{usual}", count)
    box.setCurrentIndex(max(0, box.findData(wanted)))
    return box


def factor_box(blueprint: Blueprint, settings: Settings, standard: int) -> QComboBox:
    """The choice of a time factor, where the standard time has so many minutes."""
    box = QComboBox()
    for factor in blueprint.clock.accommodations:
        minutes = round(standard * factor)
        usual = "standard" if factor == 1 else f"accommodation, {factor:g} times"
        box.addItem(f"{minutes // 60} h {minutes % 60:02d} min ({usual})", factor)
        if factor == settings.time_factor:
            box.setCurrentIndex(box.count() - 1)
    return box
