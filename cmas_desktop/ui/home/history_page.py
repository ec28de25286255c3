"""The history: the score over all attempts, each domain's trend, and every attempt with its result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Signal

from cmas_desktop.engine.blueprint import Blueprint, Domain
from cmas_desktop.engine.readiness_words import HEADLINES
from cmas_desktop.ui.home.past_row import attempt_row, past_row
from cmas_desktop.ui.home.words import attempts_words, date_words
from cmas_desktop.ui.ports import PastAttempt, PastCheck
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.charts import Trend, TrendPoint
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.spread import Spread
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
        trends = [self._domain_trend(domain, shown) for domain in blueprint.domains]
        gap = self._look.px(16)
        for first, second in zip_longest(trends[::2], trends[1::2]):
            inside.addWidget(Spread(first, second, (0, 0, 0, 0), gap, second_grows=True) if second else first)
        self.body.addWidget(frame)

    def _domain_trend(self, domain: Domain, shown: Sequence[PastAttempt]) -> Trend:
        shares = [attempt.fractions.get(domain.key, 0.0) for attempt in shown]
        points = [TrendPoint(share, f"{share:.0%}") for share in shares]
        return Trend(self._look, domain.short, points, 0.7, 1.0)

    def _add_list(self) -> None:
        frame, inside = card(self._look)
        inside.addWidget(label("All attempts", "heading"))
        for attempt in self._attempts:
            asked = partial(self.result_asked.emit, attempt.attempt_id)
            inside.addWidget(attempt_row(self._look, attempt, asked))
        self.body.addWidget(frame)

    def _add_checks(self, checks: Sequence[PastCheck]) -> None:
        frame, inside = card(self._look)
        inside.addWidget(label("Readiness checks", "heading"))
        for past in checks:
            when, headline = date_words(past.finished_at), HEADLINES[past.result.verdict]
            see = button("See outcome", partial(self.check_asked.emit, past.attempt_id), "link")
            see.setAccessibleName(f"See the outcome of {when}, {headline.lower()}")
            lead = label(when, "muted", wrap=False), label(headline, wrap=False)
            inside.addWidget(past_row(self._look, lead, past.candidate, (see,)))
        self.body.addWidget(frame)
