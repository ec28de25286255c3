"""The result: one sentence, one picture, one next step; the rest below for whoever wants it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cmas_desktop.engine import result_words as words
from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.engine.result import Result
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.banner import Banner
from cmas_desktop.ui.widgets.charts import DomainBars, ScoreRule
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.spread import Spread
from cmas_desktop.ui.widgets.texts import button, label, row


class ResultPage(Page):
    """Everything that is said of one finished attempt."""

    save_asked = Signal()
    open_asked = Signal()
    answers_asked = Signal()
    certificate_asked = Signal()
    home_asked = Signal()

    def __init__(self, look: Look, result: Result) -> None:
        """Show this result."""
        super().__init__(look)
        self._result = result
        self.banner = Banner(look)
        self.answers = button("&Read the answers", self.answers_asked.emit, "primary")
        self.body.addWidget(self.banner)
        self.body.addLayout(
            row(label(result.exam_title, "muted", wrap=False), -1, button("&Home", self.home_asked.emit))
        )
        self._add_score()
        self._add_study()
        self._add_domains()
        self._add_facts()
        self.body.addWidget(label(" ".join(result.assumptions), "small"))
        self.body.addWidget(label(DISCLAIMER, "small"))

    def showEvent(self, event: QShowEvent) -> None:
        """The focus stands on the next step."""
        super().showEvent(event)
        self.answers.setFocus()

    def _add_score(self) -> None:
        result = self._result
        frame, inside = card(self._look)
        inside.addWidget(label(f"{words.verdict(result)} with a score of {result.shown}", "display"))
        inside.addWidget(label(result.candidate, "muted"))
        rule = ScoreRule(
            self._look,
            result.shown,
            result.passed,
            result.pass_scaled,
            result.scale_max,
            result.band68,
            result.band95,
        )
        inside.addWidget(rule)
        inside.addWidget(label(words.band_sentence(result)))
        inside.addWidget(label(words.chance_sentence(result), "muted"))
        inside.addSpacing(self._look.px(6))
        save = button("&Save the report (PDF)", self.save_asked.emit)
        opened = button("&Open the report", self.open_asked.emit)
        report, gap = QWidget(), self._look.px(10)
        report.setLayout(row(save, opened, -1, spacing=gap))
        inside.addWidget(Spread(self.answers, report, (0, 0, 0, 0), gap, second_grows=True))
        self.body.addWidget(frame)

    def _add_study(self) -> None:
        if not self._result.study_first:
            return
        frame, inside = card(self._look)
        inside.addWidget(label("What to study first", "heading"))
        inside.addWidget(label(words.STUDY_LINE, "muted"))
        for place, advice in enumerate(self._result.study_first, start=1):
            lost = f"{advice.lost} of {advice.items} lost here"
            line = row(label(f"{place}. {advice.name}"), label(lost, "muted", wrap=False))
            line.setStretch(0, 1)
            inside.addLayout(line)
        self.body.addWidget(frame)

    def _add_domains(self) -> None:
        frame, inside = card(self._look)
        inside.addWidget(label("Your domains", "heading"))
        inside.addWidget(DomainBars(self._look, self._result.domains))
        inside.addWidget(label(words.own_scores_sentence(self._result), "small"))
        self.body.addWidget(frame)

    def _add_facts(self) -> None:
        result = self._result
        frame, inside = card(self._look)
        inside.addWidget(label("The sitting", "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(32))
        grid.setColumnStretch(1, 1)
        facts = [*words.sitting_facts(result), ("Verification code", result.verification)]
        for line, (name, value) in enumerate(facts):
            grid.addWidget(label(name, "muted", wrap=False), line, 0)
            grid.addWidget(label(value), line, 1)
        inside.addLayout(grid)
        self.certificate = button("How your form was &made", self.certificate_asked.emit, "link")
        inside.addLayout(row(self.certificate, -1))
        if result.relaxed:
            inside.addWidget(label("This form gave way on: " + "; ".join(result.relaxed) + ".", "small"))
        self.body.addWidget(frame)
