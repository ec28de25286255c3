"""The first screen: one thing to do next, what was done before, and where to look things up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.ui.home.look_controls import LookControls
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.banner import Banner
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.spread import Spread
from cmas_desktop.ui.widgets.texts import button, clear_layout, label, row

if TYPE_CHECKING:
    from cmas_desktop.engine.blueprint import Blueprint
    from cmas_desktop.ui.ports import PastAttempt, Unfinished

RECENT = 3
"""How many attempts the first screen lists."""


class HomePage(Page):
    """Starts an exam, goes on with one, and shows the way to history, facts and looks."""

    start_asked = Signal()
    check_asked = Signal()
    resume_asked = Signal(str)
    history_asked = Signal()
    facts_asked = Signal()
    items_asked = Signal()
    result_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        """A page that can be painted at once; `show_desk` fills it when everything is loaded."""
        super().__init__(look)
        self.banner = Banner(look)
        self.looks = LookControls(look)
        self.start = button("&Start a mock exam", self.start_asked.emit, "large")
        self.start.setEnabled(False)
        self.resume = button("&Continue the exam", self._resume, "large")
        self.resume.hide()
        self.check = button("&Am I ready?", self.check_asked.emit, "link")
        self.check.setEnabled(False)
        self._waiting = ""
        self._headline = label("Full mock exam", "title")
        self._promise = label("Getting ready…", "muted")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(look.px(2))
        self._history = button("All attempts and &trends", self.history_asked.emit, "link")
        self._history.hide()
        self._fill()

    def show_desk(
        self,
        blueprint: Blueprint,
        attempts: Sequence[PastAttempt],
        unfinished: Unfinished | None,
        notice: str,
        checks: int = 0,
    ) -> None:
        """Show what is known of this person, and let them begin."""
        self._show_task(blueprint, unfinished)
        self._show_recent(attempts)
        self._history.setVisible(bool(attempts) or checks > 0)
        if notice:
            self.banner.say(notice, "warn", lasting=False)

    def take_focus(self) -> None:
        """The focus stands on the next thing to do."""
        (self.resume if self._waiting else self.start).setFocus()

    def _show_task(self, blueprint: Blueprint, unfinished: Unfinished | None) -> None:
        minutes = blueprint.clock.minutes
        self._promise.setText(
            f"{blueprint.questions_default} questions in {minutes // 60} hours, on a screen like the test "
            "center's. Your scaled score, your domains and what to study first come at once."
        )
        self.start.setEnabled(True)
        self.check.setEnabled(True)
        self.items.setEnabled(True)
        self.check.setVisible(unfinished is None)
        self.resume.setVisible(unfinished is not None)
        self.start.setVisible(unfinished is None)
        self._waiting = unfinished.attempt_id if unfinished else ""
        if unfinished is not None:
            what = "readiness check" if unfinished.purpose == "readiness" else "exam"
            limit = "at most " if unfinished.purpose == "readiness" else ""
            self.resume.setText(f"&Continue the {what}")
            self.resume.setAccessibleName(f"Continue the {what}")
            self._headline.setText(f"Your {what} is waiting")
            self._promise.setText(
                f"{unfinished.candidate}, you are at question {unfinished.position + 1} of {limit}"
                f"{unfinished.questions}. Every answer is stored. The clock goes on while you are away."
            )
        else:
            self._headline.setText("Full mock exam")

    def _show_recent(self, attempts: Sequence[PastAttempt]) -> None:
        from cmas_desktop.ui.home.past_row import attempt_row
        from cmas_desktop.ui.home.words import attempts_words

        clear_layout(self._recent)
        self._recent.addWidget(label(attempts_words(attempts), "muted"))
        for attempt in attempts[:RECENT]:
            asked = partial(self.result_asked.emit, attempt.attempt_id)
            self._recent.addWidget(attempt_row(self._look, attempt, asked))

    def _resume(self) -> None:
        self.resume_asked.emit(self._waiting)

    def _fill(self) -> None:
        look = self._look
        self.body.addWidget(self.banner)
        self.body.addWidget(Spread(_brand(), self.looks, (0, 0, 0, 0), look.px(16)))
        task, inside = card(look, spacing=12)
        inside.addWidget(self._headline)
        inside.addWidget(self._promise)
        inside.addSpacing(look.px(8))
        inside.addLayout(row(self.start, self.resume, self.check, -1, spacing=look.px(12)))
        self.body.addWidget(task)
        past, inside = card(look)
        inside.addLayout(row(label("Your attempts", "heading", wrap=False), -1, self._history))
        inside.addLayout(self._recent)
        self.body.addWidget(past)
        facts, inside = card(look)
        facts_button = button("Facts for &candidates", self.facts_asked.emit, "link")
        inside.addLayout(_headed("About the CMAS examination", facts_button))
        inside.addWidget(
            label("Routes, fee, where to sit it, retakes: each with its source and date.", "muted")
        )
        self.body.addWidget(facts)
        authors, inside = card(look)
        self.items = button("&Item report", self.items_asked.emit, "link")
        self.items.setEnabled(False)
        inside.addLayout(_headed("For instructors", self.items))
        inside.addWidget(label("What the answers on this computer say of each question.", "muted"))
        self.body.addWidget(authors)
        self.body.addStretch(1)
        self.body.addWidget(label(DISCLAIMER, "small"))


def _headed(text: str, link: QPushButton) -> QHBoxLayout:
    """A heading that wraps, with a link at its right."""
    line = row(label(text, "heading"), link)
    line.setStretch(0, 1)
    return line


def _brand() -> QLabel:
    return label("CMAS Desktop", "display", wrap=False)
