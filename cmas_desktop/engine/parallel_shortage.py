"""Why there is no set of forms, or no further form: what is short, and by how many items."""

from __future__ import annotations

from collections.abc import Sequence

from cmas_desktop.engine.assembly_model import Row, RowKind
from cmas_desktop.engine.assembly_shortage import PENALTY, first_lack
from cmas_desktop.engine.assembly_solver import OPTIONS, Programme
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.items import ItemSummary
from cmas_desktop.engine.parallel_model import Terms, keep_apart, times_row, uses_limit
from cmas_desktop.engine.supply import Supply, domain_supplies, scarcest, subarea_supplies


def set_shortage(terms: Terms, count: int) -> str:
    """What the pool lacks for so many forms on these terms, as the object of "it lacks".

    The forms are looked at as one that is so many times as large: what that lacks, they lack.
    """
    rows = [times_row(row, count) for row in terms.hard]
    return first_lack(rows, lambda hard, soft: _missed(terms, count, hard, soft))


def sufficiency(items: Sequence[ItemSummary], blueprint: Blueprint, questions: int) -> str:
    """For how many forms that share nothing the items last, as a sentence that names the scarcest."""
    by_domain = scarcest(domain_supplies(items, blueprint, questions - blueprint.scored))
    by_area = scarcest(subarea_supplies(items, blueprint))
    limits = [_limit_words(supply) for supply in (by_domain, by_area) if supply]
    return f"By count it lasts for {' and '.join(limits)}." if limits else ""


def _limit_words(supply: Supply) -> str:
    forms, items = counted(supply.forms or 0, "disjoint form"), counted(supply.items, "item")
    return f"{forms} in {supply.name} ({items}, {supply.needed} a form)"


def counted(number: int, name: str) -> str:
    """The number with the name of what is counted: "1 form", "2 forms"."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _missed(terms: Terms, count: int, hard: Sequence[Row], soft: Sequence[Row]) -> list[tuple[Row, float]]:
    """The soft rows that even the nearest choice misses, with how far; a TCC's as one form's."""
    programme = Programme()
    uses = programme.columns([0.0] * len(terms.pool), uses_limit(terms, count), whole=True)
    keep_apart(programme, terms, [], uses, count)
    for row in hard:
        programme.row(row.coefficients, row.low, row.high)
    slacks = programme.soft_rows(soft, PENALTY)
    values = programme.solved(OPTIONS)
    if values is None:
        return []
    misses = [values[under + 1] - values[under] for under in slacks[::2]]
    return [
        (row, miss / count if row.kind is RowKind.DIFFICULTY else miss)
        for row, miss in zip(soft, misses, strict=True)
        if abs(miss) > 1e-3
    ]
