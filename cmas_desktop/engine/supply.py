"""Supply: whether a bank suffices for forms that share nothing, by study area and by domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmas_desktop.engine.blueprint import Blueprint, Domain
from cmas_desktop.engine.items import ItemStatus, ItemSummary


@dataclass(frozen=True, slots=True)
class Supply:
    """The items there are of one kind, how many every form needs at least, and for how many forms they last.

    By count alone: enemies and difficulties can only lower it. `forms` is None where a form needs none.
    """

    name: str
    items: int
    needed: int
    forms: int | None


def subarea_supplies(summaries: Iterable[ItemSummary], blueprint: Blueprint) -> tuple[Supply, ...]:
    """The scored items of each study area, in the blueprint's order."""
    counts = _scored(summaries)
    return tuple(
        _supply(area.name, counts[area.key], max(0, area.items - blueprint.subarea_slack))
        for domain in blueprint.domains
        for area in domain.subareas
    )


def domain_supplies(
    summaries: Sequence[ItemSummary], blueprint: Blueprint, pretest: int
) -> tuple[Supply, ...]:
    """The scored items of each domain, then the pretest items of all, of which a form has so many."""
    counts = _scored(summaries)
    domains = [_domain_supply(domain, counts, blueprint.subarea_slack) for domain in blueprint.domains]
    tried = sum(1 for item in summaries if item.status is ItemStatus.PRETEST)
    return *domains, _supply("pretest items", tried, pretest)


def scarcest(supplies: Iterable[Supply]) -> Supply | None:
    """The supply that lasts for the fewest forms; the first of equals, None where none is needed."""
    limits = [(supply.forms, supply) for supply in supplies if supply.forms is not None]
    return min(limits, key=lambda limit: limit[0])[1] if limits else None


def _domain_supply(domain: Domain, counts: Counter[str], slack: int) -> Supply:
    """A domain's items; of a study area no form uses more than its upper bound, so the rest are no help."""
    forms = sum(counts[area.key] for area in domain.subareas) // domain.items
    while sum(min(counts[a.key], forms * (a.items + slack)) for a in domain.subareas) < forms * domain.items:
        forms -= 1
    return Supply(domain.name, sum(counts[area.key] for area in domain.subareas), domain.items, forms)


def _supply(name: str, items: int, needed: int) -> Supply:
    return Supply(name, items, needed, items // needed if needed else None)


def _scored(summaries: Iterable[ItemSummary]) -> Counter[str]:
    return Counter(item.subarea for item in summaries if item.status is ItemStatus.SCORED)
