"""The history: the score over all attempts, each domain's trend, and every attempt with its result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.readiness_words import HEADLINES
from cmas_desktop.ui.home.words import attempts_words, date_words
from cmas_desktop.ui.ports import PastAttempt, PastCheck
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.charts import Trend, TrendPoint
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.texts import button, label, row

TREND_ATTEMPTS = 12
"""How many of the newest attempts a trend shows."""


class HistoryPage(Page):
    """Everything that was ever finished on this computer."""

    back = Signal()
    result_asked = Signal(str)
    check_asked = Signal(str)

    def __init__(
        self,
        look: Look,
        blueprint: Blueprint,
        attempts: Sequence[PastAttempt],
        checks: Sequence[PastCheck] = (),
    ) -> None:
        """Show these attempts and readiness checks, newest first."""
        super().__init__(look)
        self._attempts = tuple(attempts)
        self.body.addLayout(
            row(label("Your attempts", "display", wrap=False), -1, button("&Back", self.back.emit))
        )
        self.body.addWidget(label(attempts_words(attempts), "muted"))
        if attempts:
            self._add_trends(blueprint)
            self._add_list()
        if checks:
            self._add_checks(checks)
        self.body.addStretch(1)

    def _add_trends(self, blueprint: Blueprint) -> None:
        shown = list(reversed(self._attempts[:TREND_ATTEMPTS]))
        frame, inside = card(self._look)
        inside.addWidget(label("Score", "heading"))
        points = [TrendPoint(attempt.shown, str(attempt.shown)) for attempt in shown]
        name = f"Scaled score; dashed line: pass mark {blueprint.pass_scaled}"
        inside.addWidget(Trend(self._look, name, points, blueprint.pass_scaled, blueprint.scale_max))
        self.body.addWidget(frame)
        frame, inside = card(self._look)
        inside.addWidget(label("Domains", "heading"))
        inside.addWidget(label("Share right per attempt; dashed line: 70%.", "muted"))
        grid = QGridLayout()
        grid.setSpacing(self._look.px(24))
        for place, domain in enumerate(blueprint.domains):
            shares = [attempt.fractions.get(domain.key, 0.0) for attempt in shown]
            points = [TrendPoint(share, f"{share:.0%}") for share in shares]
            grid.addWidget(Trend(self._look, domain.short, points, 0.7, 1.0), place // 2, place % 2)
        inside.addLayout(grid)
        self.body.addWidget(frame)

    def _add_list(self) -> None:
        frame, inside = card(self._look)
        inside.addWidget(label("All attempts", "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(24))
        grid.setColumnStretch(1, 1)
        for line, attempt in enumerate(self._attempts):
            for place, widget in enumerate(self._cells(attempt)):
                grid.addWidget(widget, line, place)
        inside.addLayout(grid)
        self.body.addWidget(frame)

    def _add_checks(self, checks: Sequence[PastCheck]) -> None:
        frame, inside = card(self._look)
        inside.addWidget(label("Readiness checks", "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(24))
        grid.setColumnStretch(1, 1)
        for line, past in enumerate(checks):
            when, headline = date_words(past.finished_at), HEADLINES[past.result.verdict]
            see = button("See outcome", partial(self.check_asked.emit, past.attempt_id), "link")
            see.setAccessibleName(f"See the outcome of {when}, {headline.lower()}")
            for place, widget in enumerate(
                (label(when, wrap=False), label(past.candidate), label(headline, wrap=False), see)
            ):
                grid.addWidget(widget, line, place)
        inside.addLayout(grid)
        self.body.addWidget(frame)

    def _cells(self, attempt: PastAttempt) -> tuple[QWidget, ...]:
        when = date_words(attempt.finished_at)
        see = button("See result", lambda: self.result_asked.emit(attempt.attempt_id), "link")
        see.setAccessibleName(f"See the result of {when}, score {attempt.shown}")
        return (
            label(when, wrap=False),
            label(attempt.candidate),
            label(str(attempt.shown), "heading", wrap=False),
            label(
                "Passed" if attempt.passed else "Not passed", "good" if attempt.passed else "bad", wrap=False
            ),
            see,
        )
