"""Why there is no form: which constraint is short, and by how many items."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cmas_desktop.engine.assembly_model import Row, RowKind, content_rows, difficulty_rows
from cmas_desktop.engine.assembly_solver import cheapest
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.items import ItemSummary
from cmas_desktop.engine.tolerance import LADDER

PENALTY = 1_000.0
"""Per unit missed: large beside the solver's gap, so that the shortages found are the smallest there are."""

NAMED = 3
"""At most this many shortages are named at once."""


def shortage(
    pool: Sequence[ItemSummary], blueprint: Blueprint, pretest: int, reference: Sequence[float]
) -> str:
    """What the pool lacks for a form with this many pretest items, as the object of "it lacks".

    The nearest thing to a form is sought: first for the counts of items, then for the difficulty.
    """
    loosest = LADDER[-1]
    content = content_rows(pool, blueprint, pretest, loosest)
    enemies = [row for row in content if row.kind is RowKind.ENEMY]
    counted = [row for row in content if row.kind is not RowKind.ENEMY]
    missed = _missed(pool, enemies, counted)
    if missed:
        return ", ".join(_count_words(row, miss) for row, miss in missed[:NAMED])
    missed = _missed(pool, content, difficulty_rows(pool, reference, loosest))
    if missed:
        return _difficulty_words(*max(missed, key=lambda pair: abs(pair[1])))
    return "a set of items that meets all constraints at once (each alone can be met)"


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
