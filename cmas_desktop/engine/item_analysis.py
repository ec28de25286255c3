"""Classical item analysis: share right, point-biserial, KR-20, and what each option drew.

Source of the formulas: F. M. Lord and M. R. Novick, Statistical Theories of Mental Test Scores (1968).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cmas_desktop.engine.items import LETTERS
from cmas_desktop.engine.responses import NO_OPTION, Responses

if TYPE_CHECKING:
    from cmas_desktop.engine.responses import Floats, Integers

SCORE_GROUPS = 3
"""Lower, middle and upper third of the persons by their share of right answers."""

LEAST_PERSONS = 30
"""A form that fewer persons sat has no KR-20 worth saying."""


@dataclass(frozen=True, slots=True)
class OptionUse:
    """One option of an item: how many chose it, in all and by score group (lowest first).

    `correlation` is the point-biserial of choosing it with the share of right answers on the person's
    other items; None where it has none (chosen by all or nobody, or persons who do not differ).
    """

    option: int
    chosen: int
    by_group: tuple[int, ...]
    correlation: float | None


def point_biserials(responses: Responses) -> Floats:
    """Each item's correlation with the share right of the person's other items; nan where there is none.

    The item is left out of the score that it is held against (S. Henrysson, Psychometrika 28 (1963)
    211-218). On one complete form this is the correlation with the rest score.
    """
    return _correlations(responses, responses.right, responses.item, len(responses.items))


def kr20(responses: Responses) -> float | None:
    """The reliability of raw scores: formula 20 of G. F. Kuder and M. W. Richardson, Psychometrika 2 (1937).

    k / (k - 1) * (1 - sum of pq / variance of raw scores), over persons who answered the same items. With
    several forms it is the mean over the forms, weighted by persons; forms with fewer than `LEAST_PERSONS`
    persons are left out, unless there is but one form. None where no form is left or scores do not differ.
    """
    forms = _forms(responses)
    worth = [rows for rows in forms if len(forms) == 1 or len(rows) >= LEAST_PERSONS]
    values = [(value, len(rows)) for rows in worth if (value := _kr20_of(responses, rows)) is not None]
    persons = sum(count for _, count in values)
    return sum(value * count for value, count in values) / persons if persons else None


def option_uses(responses: Responses) -> dict[str, tuple[OptionUse, ...]]:
    """The options of each item whose responses all have a known one or are blank; in the order A to D."""
    import numpy as np

    group = score_groups(responses)
    known = np.flatnonzero(responses.option >= 0)
    unknown = responses.item[responses.option == NO_OPTION]
    whole = set(responses.items) - {responses.items[at] for at in unknown}
    width = len(LETTERS)
    cell = responses.item[known] * width + responses.option[known]
    table = np.zeros((len(responses.items) * width, SCORE_GROUPS), dtype=np.int64)
    np.add.at(table, (cell, group[responses.person[known]]), 1)
    correlations = [_correlations(responses, responses.option == at, responses.item, len(responses.items))
                    for at in range(width)]  # fmt: skip
    return {
        item: tuple(
            _option_use(option, table[at * width + option], float(correlations[option][at]))
            for option in range(width)
        )
        for at, item in enumerate(responses.items)
        if item in whole
    }


def score_groups(responses: Responses) -> Integers:
    """The score group of each person, 0 the lowest; persons with equal shares right are never parted."""
    import numpy as np

    share = np.round(responses.raw / responses.answered, 9)
    bounds = np.quantile(share, [at / SCORE_GROUPS for at in range(1, SCORE_GROUPS)])
    return np.searchsorted(bounds, share, side="left").astype(np.int64)


def _option_use(option: int, by_group: Integers, correlation: float) -> OptionUse:
    counts = tuple(int(count) for count in by_group)
    return OptionUse(option, sum(counts), counts, None if correlation != correlation else correlation)


def _correlations(responses: Responses, value: Floats, item: Integers, items: int) -> Floats:
    """Per item the correlation of `value` (one per response) with the share right of the other items."""
    import numpy as np

    others = responses.answered[responses.person] - 1
    held = others > 0
    rest = (responses.raw[responses.person] - responses.right)[held] / others[held]
    at, x = item[held], np.asarray(value, dtype=np.float64)[held]
    count = np.maximum(np.bincount(at, minlength=items), 1)
    x = x - (np.bincount(at, x, items) / count)[at]
    rest = rest - (np.bincount(at, rest, items) / count)[at]
    spread = np.sqrt(np.bincount(at, x * x, items) * np.bincount(at, rest * rest, items))
    together = np.bincount(at, x * rest, items)
    return np.where(spread > 1e-9, together / np.maximum(spread, 1e-9), np.nan)


def _forms(responses: Responses) -> list[list[int]]:
    """The persons by the set of items that they answered."""
    import numpy as np

    bounds = np.searchsorted(responses.person, range(len(responses.persons) + 1))
    sets: dict[bytes, list[int]] = {}
    for person, (low, high) in enumerate(pairwise(bounds)):
        sets.setdefault(responses.item[low:high].tobytes(), []).append(person)
    return list(sets.values())


def _kr20_of(responses: Responses, persons: list[int]) -> float | None:
    import numpy as np

    inside = np.zeros(len(responses.persons), dtype=bool)
    inside[persons] = True
    count, raw = len(persons), responses.raw[persons]
    mine = inside[responses.person]
    p = np.bincount(responses.item[mine], responses.right[mine], len(responses.items)) / count
    items, variance = int(responses.answered[persons[0]]), float(np.var(raw))
    if items < 2 or variance == 0:
        return None
    return items / (items - 1) * (1 - float(np.sum(p * (1 - p))) / variance)
