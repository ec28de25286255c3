"""The figures over a group of items, each with its bound (docs/item-writing.md says what each means)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import mean, median, pstdev

from cmas_desktop.bank import guessers
from cmas_desktop.bank.findings import Figure, Unit
from cmas_desktop.bank.likeness import template_groups
from cmas_desktop.bank.option_model import option_model_rate
from cmas_desktop.bank.wording import EXHIBIT_WORDS, is_negative, reading_words
from cmas_desktop.engine.blueprint import CognitiveBounds
from cmas_desktop.engine.items import LETTERS, Cognitive, Item, ItemStatus

Z95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""

CHI_SQUARE_MOST = 7.81
"""The 95th percentile of chi-square with three degrees of freedom."""

GUESSER_MOST, GUESSER_MOST_OF_BANK, MODEL_MOST = 0.32, 0.29, 0.33


def group_figures(
    group: str, items: Sequence[Item], cognitive: CognitiveBounds, whole_bank: bool = False
) -> list[Figure]:
    """All figures of a group of items; the whole bank has tighter bounds, being large. Empty for no items."""
    if not items:
        return []
    return [
        *_cues(group, items, whole_bank),
        *_key_positions(group, items, whole_bank),
        *_mix(group, items, cognitive),
        *_reading(group, items),
        *_ratings(group, items),
    ]


def wilson(right: float, n: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share (Wilson 1927); `right` may be fractional where ties were shared."""
    share, square = right / n, Z95**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z95 / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def chi_square(items: Sequence[Item]) -> float:
    """Pearson's chi-square of the key positions against equal numbers of A, B, C and D."""
    expected = len(items) / len(LETTERS)
    counts = [sum(item.key == place for item in items) for place in range(len(LETTERS))]
    return sum((count - expected) ** 2 / expected for count in counts)


def _share(
    group: str,
    name: str,
    values: Sequence[float],
    least: float | None = None,
    most: float | None = None,
) -> Figure:
    low, high = wilson(sum(values), len(values))
    return Figure(group, name, len(values), mean(values), least, most, Unit.SHARE, low, high)


def _cues(group: str, items: Sequence[Item], whole_bank: bool) -> list[Figure]:
    most = GUESSER_MOST_OF_BANK if whole_bank else GUESSER_MOST
    model, ratio = option_model_rate(items), guessers.length_ratio(items)
    low, high = wilson(model * len(items), len(items))
    return [
        _share(group, "key strictly longest", [guessers.longest_is_key(item) for item in items], 0.20, 0.30),
        _share(group, "key strictly shortest", [guessers.shortest_is_key(item) for item in items]),
        Figure(group, "key length / distractors", len(items), ratio, 0.93, 1.07, Unit.NUMBER),
        _share(group, "stem-overlap guesser", [guessers.overlap_guess(item) for item in items], None, most),
        _share(group, "test-wise guesser", [guessers.testwise_guess(item) for item in items], None, most),
        Figure(group, "bag-of-words model", len(items), model, None, MODEL_MOST, Unit.SHARE, low, high),
    ]


def _key_positions(group: str, items: Sequence[Item], whole_bank: bool) -> list[Figure]:
    least, most = (None, None) if whole_bank else (0.20, 0.30)
    shares = [
        _share(group, f"key is {letter}", [float(item.key == place) for item in items], least, most)
        for place, letter in enumerate(LETTERS)
    ]
    if whole_bank:
        square = chi_square(items)
        shares.append(
            Figure(group, "key position, chi-square", len(items), square, None, CHI_SQUARE_MOST, Unit.NUMBER)
        )
    return shares


def _mix(group: str, items: Sequence[Item], bounds: CognitiveBounds) -> list[Figure]:
    limits = {
        Cognitive.RECALL: (None, bounds.recall_max),
        Cognitive.APPLICATION: (bounds.application_min, None),
        Cognitive.ANALYSIS: (bounds.analysis_min, None),
    }
    levels = [
        _share(group, level.value, [float(item.cognitive is level) for item in items], *limit)
        for level, limit in limits.items()
    ]
    groups = template_groups(items)
    largest = len(groups[0]) if groups else 0
    return [
        *levels,
        _share(group, "negative stems", [float(is_negative(item.stem)) for item in items], None, 0.03),
        Figure(group, "largest template", len(items), largest / len(items), None, 0.01),
        _share(group, "with exhibit", [float(item.exhibit is not None) for item in items]),
        _share(group, "pretest", [float(item.status is ItemStatus.PRETEST) for item in items]),
    ]


def _reading(group: str, items: Sequence[Item]) -> list[Figure]:
    counts = sorted(reading_words(item) for item in items)
    loads = [reading_words(item) + (EXHIBIT_WORDS if item.exhibit else 0) for item in items]
    last = counts[math.ceil(0.95 * len(counts)) - 1]
    return [
        Figure(group, "words, median", len(items), median(counts), None, 55, Unit.WORDS),
        Figure(group, "words, 95th percentile", len(items), last, None, 90, Unit.WORDS),
        Figure(group, "words with exhibit, most", len(items), max(loads), None, 110, Unit.WORDS),
    ]


def _ratings(group: str, items: Sequence[Item]) -> list[Figure]:
    ratings = [item.rating for item in items]
    return [
        Figure(group, "rating, mean", len(items), mean(ratings), unit=Unit.NUMBER),
        Figure(group, "rating, standard deviation", len(items), pstdev(ratings), unit=Unit.NUMBER),
    ]
