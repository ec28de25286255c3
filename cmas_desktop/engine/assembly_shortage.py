"""Why there is no form: which constraint is short, and by how many items."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from cmas_desktop.engine.assembly_model import Row, RowKind, content_rows, difficulty_rows
from cmas_desktop.engine.assembly_solver import cheapest
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.items import ItemSummary
from cmas_desktop.engine.tolerance import LADDER

PENALTY = 1_000.0
"""Per unit missed: large beside the solver's gap, so that the shortages found are the smallest there are."""

ORDER = (RowKind.DOMAIN, RowKind.PRETEST, RowKind.SUBAREA, RowKind.COGNITIVE, RowKind.DIFFICULTY)
"""The kinds of constraint in the order in which they are demanded; enemies and overlap always are."""

Missed = Callable[[Sequence[Row], Sequence[Row]], list[tuple[Row, float]]]
"""Of hard and soft rows, the soft ones that even the nearest choice misses, with how far."""

NAMED = 3
"""At most this many shortages are named at once."""


def shortage(
    pool: Sequence[ItemSummary], blueprint: Blueprint, pretest: int, reference: Sequence[float]
) -> str:
    """What the pool lacks for a form with this many pretest items, as the object of "it lacks".

    The constraints are demanded one kind after the other; the first kind that cannot be met is named,
    by what even the nearest thing to a form misses of it.
    """
    loosest = LADDER[-1]
    rows = [
        *content_rows(pool, blueprint, pretest, loosest),
        *difficulty_rows(pool, reference, loosest),
    ]
    return first_lack(rows, lambda hard, soft: _missed(pool, hard, soft))


def first_lack(rows: Sequence[Row], missed_by: Missed) -> str:
    """The first kind of row that cannot be met, in words, with by how much."""
    for kind in ORDER:
        before = (RowKind.ENEMY, RowKind.OVERLAP, *ORDER[: ORDER.index(kind)])
        hard = [row for row in rows if row.kind in before]
        missed = missed_by(hard, [row for row in rows if row.kind is kind])
        if missed:
            return _words(kind, missed)
    return "a set of items that meets all constraints at once (each alone can be met)"


def _words(kind: RowKind, missed: list[tuple[Row, float]]) -> str:
    if kind is RowKind.DIFFICULTY:
        return _difficulty_words(*max(missed, key=lambda pair: abs(pair[1])))
    return ", ".join(_count_words(row, miss) for row, miss in missed[:NAMED])


def _missed(pool: Sequence[ItemSummary], hard: Sequence[Row], soft: Sequence[Row]) -> list[tuple[Row, float]]:
    """The soft rows that even the nearest choice misses, with how far."""
    nearest = cheapest([0.0] * len(pool), hard, soft, PENALTY)
    if nearest is None:
        return []
    return [(row, miss) for row, miss in zip(soft, nearest.misses, strict=True) if abs(miss) > 1e-3]


def _count_words(row: Row, miss: float) -> str:
    count = math.ceil(abs(miss) - 1e-6)
    items = "item" if count == 1 else "items"
    if row.kind is RowKind.DOMAIN:
        return f"{count} scored {items} in {row.name}"
    if row.kind is RowKind.PRETEST:
        return f"{count} pretest {items} (or ask for fewer questions)"
    if row.kind is RowKind.COGNITIVE:
        return f"{count} scored {items} {'other than' if miss > 0 else 'among the'} {row.name}"
    return f"{count} scored {items} beside those of {row.name} in its domain"


def _difficulty_words(row: Row, miss: float) -> str:
    wanted = "harder" if miss > 0 else "easier"
    if row.name.startswith("information"):
        wanted = "more telling"
    return f"{wanted} items: the nearest form's {row.name} is {abs(miss):.1f} off what is allowed"
