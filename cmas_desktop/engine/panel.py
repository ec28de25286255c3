"""The panel of a readiness check: the questions from which it picks, one after the other, as answers come in.

A panel is a form of about twice as many questions as are ever asked, in the blueprint's proportions, most
of them hard enough to tell something near the cut, and as few seen before as the bank allows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from cmas_desktop.engine.assembly import form_of
from cmas_desktop.engine.blueprint import Blueprint, Domain
from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.form import Form, Purpose
from cmas_desktop.engine.irt import information
from cmas_desktop.engine.items import ItemStatus, ItemSummary
from cmas_desktop.engine.pool import FormRequest, cost, usable
from cmas_desktop.engine.readiness import MOST

FACTOR = 2
"""A panel has so many times the questions of a domain that the longest check asks."""

DULLNESS_COST = 1.0
"""What a question that tells nothing at the cut costs beside seeded weights between 0 and 1.

As much as the weights themselves: telling questions are preferred, and are not the same ones each time.
"""

BEST_INFORMATION = 0.25
"""The most that one question can tell: that of P = 1/2."""


def readiness_panel(request: FormRequest, summaries: Sequence[ItemSummary], blueprint: Blueprint) -> Form:
    """The panel for one candidate; the same request and bank give the same panel.

    Raises AssemblyError with the domain that is short, and by how many items.
    """
    scored = [item for item in usable(summaries) if item.status is ItemStatus.SCORED]
    chosen: list[ItemSummary] = []
    for domain in blueprint.domains:
        own = [item for item in scored if item.domain == domain.key]
        chosen += _of_domain(domain, own, request, blueprint, barred_by(chosen))
    return form_of(request, chosen, (), blueprint, Purpose.READINESS)


def panel_size(domain: Domain, blueprint: Blueprint) -> int:
    """How many questions of a domain a panel has."""
    return math.ceil(FACTOR * MOST * domain.items / blueprint.scored)


def barred_by(chosen: Sequence[ItemSummary]) -> set[str]:
    """The items that may not join these: their enemies."""
    return {enemy for item in chosen for enemy in item.enemies}


def _of_domain(
    domain: Domain,
    items: Sequence[ItemSummary],
    request: FormRequest,
    blueprint: Blueprint,
    barred: set[str],
) -> list[ItemSummary]:
    """The cheapest items of a domain that no enemy bars and whose study area has room."""
    size = panel_size(domain, blueprint)
    room = {area.key: 1 + round(size * area.items / domain.items) for area in domain.subareas}
    chosen: list[ItemSummary] = []
    taken: Counter[str] = Counter()
    for item in sorted(items, key=lambda item: (_panel_cost(item, request), item.id)):
        if len(chosen) == size:
            break
        fits = taken[item.subarea] < room.get(item.subarea, 0) and item.id not in barred | barred_by(chosen)
        if fits and not {one.id for one in chosen}.intersection(item.enemies):
            chosen.append(item)
            taken[item.subarea] += 1
    if len(chosen) < size:
        raise AssemblyError(
            f"No readiness check can be made from this bank: {domain.name} lacks "
            f"{size - len(chosen)} of {size} scored items that may stand together. Add such items."
        )
    return chosen


def _panel_cost(item: ItemSummary, request: FormRequest) -> float:
    dullness = 1 - information(0.0, [item.b]) / BEST_INFORMATION
    return cost(item, request) + DULLNESS_COST * dullness
