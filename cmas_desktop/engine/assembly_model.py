"""The integer programme of a form: one row per constraint, after W. J. van der Linden's formulation.

Source: W. J. van der Linden, Linear Models for Optimal Test Design (2005), chapters 3-5.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.irt import expected_raw, information, probability
from cmas_desktop.engine.items import Cognitive, ItemStatus, ItemSummary
from cmas_desktop.engine.pool import enemy_sets
from cmas_desktop.engine.tolerance import THETA_POINTS, Tolerance

EDGE = 1e-9
"""Shares times counts are rounded with this margin, so that 0.15 of 200 is 30 and not 31."""

SPREAD_PENALTY = 200.0
"""What each pretest item outside its domain's share costs: more than any repeat."""

Groups = Mapping[tuple[str, str], tuple[tuple[int, float], ...]]
"""The coefficients of a row for each value of an item's domain, subarea and cognitive fields."""


class RowKind(StrEnum):
    """What a row of the programme bounds."""

    DOMAIN = "domain"
    PRETEST = "pretest"
    COGNITIVE = "cognitive"
    SUBAREA = "subarea"
    ENEMY = "enemy"
    DIFFICULTY = "difficulty"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Row:
    """One constraint: low <= the sum of the chosen items' coefficients <= high.

    `coefficients` pairs the index of an item in the pool with its coefficient; `name` is for a person.
    """

    kind: RowKind
    name: str
    coefficients: tuple[tuple[int, float], ...]
    low: float
    high: float


def content_rows(
    pool: Sequence[ItemSummary], blueprint: Blueprint, pretest: int, tolerance: Tolerance
) -> list[Row]:
    """The rows that count items: domains, pretest items, cognitive levels, study areas, enemies."""
    tried = tuple((i, 1.0) for i, item in enumerate(pool) if item.status is ItemStatus.PRETEST)
    groups = _grouped(pool, ItemStatus.SCORED)
    return [
        *_domain_rows(groups, blueprint),
        Row(RowKind.PRETEST, "pretest items", tried, pretest, pretest),
        *_cognitive_rows(groups, blueprint),
        *_subarea_rows(groups, blueprint, tolerance),
        *_enemy_rows(pool),
    ]


def difficulty_rows(
    pool: Sequence[ItemSummary], reference: Sequence[float], tolerance: Tolerance
) -> list[Row]:
    """The rows that hold the TCC and the information at the cut to the reference form's (logits)."""
    scored = [(i, item.b) for i, item in enumerate(pool) if item.status is ItemStatus.SCORED]
    rows = []
    for theta in THETA_POINTS:
        target, band = expected_raw(theta, reference), tolerance.tcc_band
        chances = tuple((i, probability(theta, b)) for i, b in scored)
        rows.append(Row(RowKind.DIFFICULTY, f"TCC at {theta:+g}", chances, target - band, target + band))
    spreads = tuple((i, information(0.0, [b])) for i, b in scored)
    least = tolerance.information_share * information(0.0, reference)
    return [*rows, Row(RowKind.DIFFICULTY, "information at the cut", spreads, least, math.inf)]


def pretest_rows(pool: Sequence[ItemSummary], blueprint: Blueprint, pretest: int) -> list[Row]:
    """The rows of the pretest items' spread over domains: a wish, since few banks have all of them."""
    groups = _grouped(pool, ItemStatus.PRETEST)
    return [
        Row(RowKind.PRETEST, key, groups.get(("domain", key), ()), quota, math.inf)
        for key, quota in pretest_quotas(blueprint, pretest).items()
    ]


def pretest_quotas(blueprint: Blueprint, pretest: int) -> dict[str, int]:
    """Pretest items by domain key, in proportion to the scored items (largest remainder).

    Of equal remainders the domain with fewer pretest items goes first.
    """
    shares = {domain.key: divmod(pretest * domain.items, blueprint.scored) for domain in blueprint.domains}
    quotas = {key: whole for key, (whole, _) in shares.items()}
    by_remainder = sorted(quotas, key=lambda key: (-shares[key][1], quotas[key]))
    for key in by_remainder[: pretest - sum(quotas.values())]:
        quotas[key] += 1
    return quotas


def _domain_rows(groups: Groups, blueprint: Blueprint) -> list[Row]:
    return [
        Row(RowKind.DOMAIN, domain.name, groups.get(("domain", domain.key), ()), domain.items, domain.items)
        for domain in blueprint.domains
    ]


def _subarea_rows(groups: Groups, blueprint: Blueprint, tolerance: Tolerance) -> list[Row]:
    slack = blueprint.subarea_slack
    rows = []
    for area in (area for domain in blueprint.domains for area in domain.subareas):
        low = max(0, area.items - slack) if tolerance.subarea_minimum else 0
        members = groups.get(("subarea", area.key), ())
        rows.append(Row(RowKind.SUBAREA, area.name, members, low, area.items + slack))
    return rows


def _cognitive_rows(groups: Groups, blueprint: Blueprint) -> list[Row]:
    count, bounds = blueprint.scored, blueprint.cognitive
    limits = {
        Cognitive.RECALL: (0, math.floor(bounds.recall_max * count + EDGE)),
        Cognitive.APPLICATION: (math.ceil(bounds.application_min * count - EDGE), count),
        Cognitive.ANALYSIS: (math.ceil(bounds.analysis_min * count - EDGE), count),
    }
    return [
        Row(RowKind.COGNITIVE, f"{level.value} items", groups.get(("cognitive", level), ()), low, high)
        for level, (low, high) in limits.items()
    ]


def _enemy_rows(pool: Sequence[ItemSummary]) -> list[Row]:
    places = {item.id: i for i, item in enumerate(pool)}
    return [
        Row(RowKind.ENEMY, " and ".join(group), tuple((places[name], 1.0) for name in group), 0, 1)
        for group in enemy_sets(pool)
    ]


def _grouped(pool: Sequence[ItemSummary], status: ItemStatus) -> Groups:
    """The items of this status, each counting one, by field and value."""
    groups: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for i, item in enumerate(pool):
        if item.status is status:
            for field in ("domain", "subarea", "cognitive"):
                groups.setdefault((field, getattr(item, field)), []).append((i, 1.0))
    return {key: tuple(members) for key, members in groups.items()}
