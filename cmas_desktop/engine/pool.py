"""The pool: the items a form can be drawn from, with the seeded weight and the cost of each."""

from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.items import ItemStatus, ItemSummary

SAMPLE_ABOVE = 2_000
"""Banks with more scored items than this are sampled: the solver's time grows with the pool."""

SAMPLE_ITEMS, SAMPLE_FACTOR = 12, 3
"""A sample takes this many items of each study area, or this many times what a form needs of it."""

REPEAT_COST, TIMES_COST, RECENT_COST = 20.0, 2.0, 8.0
"""What a repeat costs the objective, beside seeded weights between 0 and 1.

It costs the first for being one, the second for each further time seen (up to four), and the third
for having been seen in the latest attempt, half of it for the one before, and so on. Two repeats
always cost more than one: above all, a form has few repeats.
"""


USE_COST, USE_LIMIT = 0.25, 1.5
"""What each doubling of a scored item's uses, by anybody, costs the objective, and the most it can cost.

About as much as a seeded weight: the whole bank is used, and forms do not come to look alike.
"""

NEED_COST, NEED_LIMIT = 2.5, 16.0
"""The same for a pretest item: more than the solver's gap, so that those with the fewest responses go first.

Less than a repeat. At the limit, about 80 responses, an item is known well enough to wait.
"""


@dataclass(frozen=True, slots=True)
class FormRequest:
    """What is asked of assembly.

    `questions` counts scored and pretest questions together. `exposures` says of each item that this
    candidate has seen how many times, and how many attempts ago last (1: in the latest). `uses` says how
    often an item has been shown to anybody, and `earlier` which items the candidate's earlier forms had,
    by form id: the form's record names what it shares with each.
    """

    seed: int
    questions: int
    bank_hash: str
    exposures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    uses: Mapping[str, int] = field(default_factory=dict)
    earlier: Mapping[str, frozenset[str]] = field(default_factory=dict)


def seeded_weight(seed: int, purpose: str, name: str) -> float:
    """A number in [0, 1) that depends on these three alone, so that a new item moves no other's weight."""
    digest = hashlib.blake2b(f"{seed}|{purpose}|{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def cost(item: ItemSummary, request: FormRequest) -> float:
    """What it costs the objective to use an item: its seeded weight, its uses, and much more for a repeat."""
    weight = seeded_weight(request.seed, "choose", item.id) + _use_cost(item, request)
    times, ago = request.exposures.get(item.id, (0, 0))
    if times == 0:
        return weight
    return weight + REPEAT_COST + TIMES_COST * (min(times, 5) - 1) + RECENT_COST / max(ago, 1)


def _use_cost(item: ItemSummary, request: FormRequest) -> float:
    """Exposure control over the bank; for a pretest item, how little it needs further responses."""
    doublings = math.log2(1 + request.uses.get(item.id, 0))
    if item.status is ItemStatus.PRETEST:
        return min(NEED_LIMIT, NEED_COST * doublings)
    return min(USE_LIMIT, USE_COST * doublings)


def usable(summaries: Sequence[ItemSummary]) -> list[ItemSummary]:
    """The items that a form may use, in an order that does not depend on how they arrive."""
    return sorted(
        (item for item in summaries if item.status is not ItemStatus.RETIRED), key=lambda one: one.id
    )


def sampled(
    items: Sequence[ItemSummary], request: FormRequest, blueprint: Blueprint, forms: int = 1
) -> list[ItemSummary]:
    """The cheapest items of each study area, where there are more than the solver needs (else all).

    What forms that share nothing need of an area grows with their number; what makes it a choice does not.
    """
    if sum(1 for item in items if item.status is ItemStatus.SCORED) <= SAMPLE_ABOVE:
        return list(items)
    sizes = {area.key: area.items for domain in blueprint.domains for area in domain.subareas}
    strata: dict[tuple[str, ItemStatus], list[ItemSummary]] = {}
    for item in items:
        strata.setdefault((item.subarea, item.status), []).append(item)
    kept: list[ItemSummary] = []
    for (area, _), members in strata.items():
        more = (forms - 1) * (sizes.get(area, 0) + blueprint.subarea_slack)
        size = max(SAMPLE_ITEMS, SAMPLE_FACTOR * sizes.get(area, 0)) + more
        kept += heapq.nsmallest(size, members, key=lambda item: (cost(item, request), item.id))
    return sorted(kept, key=lambda item: item.id)


def enemy_sets(items: Sequence[ItemSummary]) -> list[list[str]]:
    """Sets of mutual enemies that together hold every pair of enemies among these items.

    A pair is one whichever of the two names the other. Larger sets make a tighter programme, so each
    pair not yet held is grown as far as it goes.
    """
    present = {item.id for item in items}
    enemies: dict[str, set[str]] = {}
    for item in items:
        for other in present.intersection(item.enemies) - {item.id}:
            enemies.setdefault(item.id, set()).add(other)
            enemies.setdefault(other, set()).add(item.id)
    held: set[tuple[str, str]] = set()
    sets: list[list[str]] = []
    for one in sorted(enemies):
        for two in sorted(enemies[one]):
            if one < two and (one, two) not in held:
                group = _grown([one, two], enemies)
                held.update((a, b) for a in group for b in group if a < b)
                sets.append(group)
    return sets


def _grown(group: list[str], enemies: Mapping[str, set[str]]) -> list[str]:
    """The group with every further item that is an enemy of all in it."""
    common = set.intersection(*(enemies[member] for member in group))
    while common:
        newcomer = min(common)
        group = [*group, newcomer]
        common &= enemies[newcomer]
    return group
