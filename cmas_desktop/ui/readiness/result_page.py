"""What a readiness check came to: one sentence, the predicted band as a picture, and what it is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.engine.readiness import Readiness
from cmas_desktop.engine.readiness_words import (
    HEADLINES,
    NEXT_STEPS,
    NOT_A_SCORE,
    prediction_sentence,
    verdict_sentence,
)
from cmas_desktop.engine.result_words import duration_words
from cmas_desktop.ui.home.words import date_words
from cmas_desktop.ui.ports import PastCheck
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.charts import BandRule
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.texts import button, label, row

USES = {Readiness.READY: "good", Readiness.NOT_YET: "bad", Readiness.TOO_CLOSE: "flag"}
"""The color of each verdict."""


class CheckResultPage(Page):
    """Everything that is said of one ended check."""

    home_asked = Signal()
    exam_asked = Signal()
    answers_asked = Signal()

    def __init__(self, look: Look, past: PastCheck) -> None:
        """Show this check."""
        super().__init__(look)
        result = past.result
        self.exam = button("&Start a mock exam", self.exam_asked.emit, "primary")
        self.body.addLayout(
            row(label("Readiness check", "muted", wrap=False), -1, button("&Home", self.home_asked.emit))
        )
        frame, inside = card(look)
        inside.addWidget(label(HEADLINES[result.verdict], "display"))
        inside.addWidget(label(f"{past.candidate}, {date_words(past.finished_at)}", "muted"))
        inside.addWidget(label(verdict_sentence(result)))
        if result.asked:
            inside.addWidget(
                BandRule(
                    look,
                    result.pass_scaled,
                    result.scale_max,
                    result.band68,
                    result.band95,
                    USES[result.verdict],
                )
            )
            inside.addWidget(label(prediction_sentence(result)))
        inside.addWidget(label(NEXT_STEPS[result.verdict], "muted"))
        inside.addSpacing(look.px(6))
        inside.addLayout(
            row(self.exam, button("&Read the answers", self.answers_asked.emit), -1, spacing=look.px(10))
        )
        self.body.addWidget(frame)
        self._add_facts(past)
        frame, inside = card(look)
        inside.addWidget(label("What it is not", "heading"))
        for sentence in NOT_A_SCORE:
            inside.addWidget(label(sentence))
        self.body.addWidget(frame)
        self.body.addWidget(label(DISCLAIMER, "small"))
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The focus stands on the next step."""
        super().showEvent(event)
        self.exam.setFocus()

    def _add_facts(self, past: PastCheck) -> None:
        frame, inside = card(self._look)
        inside.addWidget(label("The check", "heading"))
        result = past.result
        ends = {"test": "when the answers were clear or 60 were given", "time": "when the time was up"}
        met = f"; of its panel you had met {past.repeats} before" if past.repeats else ""
        for sentence in (
            f"{result.right} of {result.asked} right, in {duration_words(past.used_ms)}{met}.",
            f"Ended {ends.get(past.ended_by, 'when you stopped it')}.",
        ):
            inside.addWidget(label(sentence))
        self.body.addWidget(frame)
