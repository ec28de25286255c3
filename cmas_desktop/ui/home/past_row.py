"""One thing of the past in a list: an attempt or a readiness check, whose it was, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from cmas_desktop.ui.home.words import date_words
from cmas_desktop.ui.ports import PastAttempt
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.spread import Spread
from cmas_desktop.ui.widgets.texts import button, label, row


def past_row(look: Look, lead: Sequence[QWidget], candidate: str, rest: Sequence[QWidget]) -> Spread:
    """What leads, the candidate and the rest in one line; large text puts the candidate below what leads."""
    first, second = QWidget(), QWidget()
    gap = look.px(10)
    first.setLayout(row(*lead, spacing=gap))
    whose = row(label(candidate), *rest, spacing=gap)
    whose.setStretch(0, 1)
    second.setLayout(whose)
    return Spread(first, second, (0, 0, 0, 0), gap, second_grows=True)


def attempt_row(look: Look, attempt: PastAttempt, asked: Callable[[], object]) -> Spread:
    """An attempt with its score, its verdict and its day; `asked` is called for its result."""
    when = date_words(attempt.finished_at)
    score = label(str(attempt.shown), "heading", wrap=False)
    verdict = ("Passed", "good") if attempt.passed else ("Not passed", "bad")
    word, date = label(*verdict, wrap=False), label(when, "muted", wrap=False)
    for part, width in ((score, 44), (word, 100), (date, 190)):
        part.setMinimumWidth(look.px(width))
    see = button("See result", asked, "link")
    see.setAccessibleName(f"See the result of {when}, score {attempt.shown}")
    return past_row(look, (score, word, date), attempt.candidate, (see,))
