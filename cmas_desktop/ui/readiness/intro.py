"""The way into a readiness check: what it is, what it is not, and who takes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.readiness_words import NOT_A_SCORE, promise
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.delivery.steps import NAME_LIMIT, Step, factor_box, named_field
from cmas_desktop.ui.ports import Enrollment
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.texts import button, label
from cmas_desktop.ui.widgets.waiting_bar import WaitingBar


class CheckIntro(Step):
    """Asks for the name and begins; meanwhile the questions are picked."""

    begun = Signal(object)

    def __init__(self, look: Look, blueprint: Blueprint, settings: Settings, minutes: int) -> None:
        """Start from the name of last time; the longest check takes so many minutes."""
        super().__init__(look, "Readiness check", "Am I ready?")
        self.say(promise(minutes))
        self.say("Answer in order: each answer decides what comes next, so there is no way back.")
        self.name = QLineEdit(settings.candidate)
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setPlaceholderText("First and last name")
        self.name.returnPressed.connect(self._begin)
        self.factor = factor_box(blueprint, settings, minutes)
        self.problem = label("", "bad")
        self.page.body.addWidget(named_field(look, "N&ame", self.name))
        self.page.body.addWidget(named_field(look, "&Time", self.factor))
        self.page.body.addWidget(self.problem)
        self.page.body.addWidget(label("What it is not", "heading"))
        for sentence in NOT_A_SCORE:
            self.page.body.addWidget(label(sentence, "muted"))
        self.page.body.addStretch(1)
        self.progress = WaitingBar("The questions are being picked", look.px(160))
        self.progress.hide()
        self.foot.left.addWidget(button("&Back", self.back.emit))
        self.start = button("&Begin the check", self._begin)
        self.foot.right.addWidget(self.progress)
        self.foot.right.addWidget(self.start)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the name, or on the button where the name is known."""
        super().showEvent(event)
        (self.start if self.name.text() else self.name).setFocus()

    def say_failed(self, message: str) -> None:
        """No questions could be picked: say why; it can be tried again."""
        self.problem.setText(message)
        self.progress.hide()
        self.start.setEnabled(True)

    def _begin(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.problem.setText("Please enter a name: what you have seen before is kept under it.")
            self.name.setFocus()
            return
        self.problem.setText("")
        self.progress.show()
        self.start.setEnabled(False)
        self.begun.emit(Enrollment(name, 0, float(self.factor.currentData())))
