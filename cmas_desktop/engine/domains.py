"""Domain results: how a candidate stands in each content domain, and what to study first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cmas_desktop.engine.augmented import DomainForm, Estimate, augmented, domain_form
from cmas_desktop.engine.blueprint import Blueprint, Domain
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.irt import theta_from_raw
from cmas_desktop.engine.result import DomainResult, StudyAdvice
from cmas_desktop.engine.scale import END_DISTANCE, scale_of

Z95 = 1.959964
"""The standard normal deviate that 95% lie within."""

SUBAREA_PRIOR_ITEMS = 4
"""A study area's few items are eked out by this many at the domain's estimate: one miss is no verdict."""

ADVICE_COUNT = 5
"""How many study areas are named to open first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Right answers out of some scored items."""

    right: int
    items: int


def domain_results(
    form: Form,
    blueprint: Blueprint,
    right: frozenset[str],
    question_ms: Sequence[int],
    open_domains: frozenset[str] = frozenset(),
) -> tuple[DomainResult, ...]:
    """The domains' results in the blueprint's order; `right` are the ids of the items answered right.

    The domains in `open_domains` (keys) get scores of their own.
    """
    spreads, tallies = [], []
    for domain in blueprint.domains:
        asked = [question for question in form.scored if question.domain == domain.key]
        spreads.append(domain_form(domain.key, [question.b for question in asked]))
        tallies.append(tally(asked, right))
    estimates = augmented(spreads, [one.right / one.items for one in tallies])
    spent: dict[str, int] = {}
    for question, milliseconds in zip(form.questions, question_ms, strict=True):
        spent[question.domain] = spent.get(question.domain, 0) + milliseconds
    results = (
        _domain_result(domain, spread, got, estimate, spent[domain.key])
        for domain, spread, got, estimate in zip(blueprint.domains, spreads, tallies, estimates, strict=True)
    )
    return tuple(
        replace(one, own_score=own_score(form, one, blueprint)) if one.key in open_domains else one
        for one in results
    )


def own_score(form: Form, domain: DomainResult, blueprint: Blueprint) -> int:
    """The scaled score of a domain by itself: theta by its own items, carried over as the whole score is."""
    difficulties = [question.b for question in form.scored if question.domain == domain.key]
    bounded = min(max(domain.right, END_DISTANCE), domain.items - END_DISTANCE)
    scale = scale_of(blueprint)
    return round(scale.scaled(scale.equated(theta_from_raw(bounded, difficulties))))


def study_first(
    form: Form, blueprint: Blueprint, right: frozenset[str], estimates: Mapping[str, float]
) -> tuple[StudyAdvice, ...]:
    """The study areas with lost points that promise most on another form, most first.

    What an area promises is its usual number of items times the chance to miss one there: the
    fraction missed, smoothed toward the domain's estimate (`estimates`, by domain key).
    """
    promised = []
    for domain in blueprint.domains:
        for area in domain.subareas:
            got = tally([question for question in form.scored if question.subarea == area.key], right)
            prior = SUBAREA_PRIOR_ITEMS * estimates[domain.key]
            smoothed = (got.right + prior) / (got.items + SUBAREA_PRIOR_ITEMS)
            lost = got.items - got.right
            if lost:
                advice = StudyAdvice(area.key, area.name, domain.key, lost, got.items)
                promised.append((area.items * (1 - smoothed), advice))
    promised.sort(key=lambda pair: -pair[0])
    return tuple(advice for _, advice in promised[:ADVICE_COUNT])


def tally(questions: Sequence[FormQuestion], right: frozenset[str]) -> Tally:
    """How many of these questions were answered right."""
    return Tally(sum(1 for question in questions if question.item_id in right), len(questions))


def wilson(right: int, items: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of a fraction (E. B. Wilson, JASA 22 (1927) 209-212)."""
    fraction, square = right / items, z * z / items
    middle = (fraction + square / 2) / (1 + square)
    reach = z / (1 + square) * math.sqrt(fraction * (1 - fraction) / items + square / (4 * items))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _domain_result(
    domain: Domain, spread: DomainForm, got: Tally, estimate: Estimate, milliseconds: int
) -> DomainResult:
    low, high = wilson(got.right, got.items)
    return DomainResult(
        key=domain.key,
        name=domain.name,
        right=got.right,
        items=got.items,
        low=low,
        high=high,
        estimate=estimate.fraction,
        expected=spread.expected,
        level=estimate.level(spread.expected),
        points_to_win=domain.items * (1 - estimate.fraction),
        milliseconds=milliseconds,
    )
