"""Calibration: difficulties from responses, with everything that is known of each item's working.

Nothing is changed by it: an item that works oddly is flagged, with the reason, for a person to look at.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cmas_desktop.engine.errors import ResponseError
from cmas_desktop.engine.item_analysis import OptionUse, kr20, option_uses, point_biserials
from cmas_desktop.engine.item_fit import ItemFit, item_fit
from cmas_desktop.engine.item_flags import (
    LEAST_RESPONSES,
    Flag,
    FlagKind,
    distractor_flags,
    drift_flags,
    group_flags,
    key_flags,
    misfit_flags,
)
from cmas_desktop.engine.items import RATING_ERROR
from cmas_desktop.engine.mantel_haenszel import GroupDifference, group_differences
from cmas_desktop.engine.rasch_em import Prior, RaschFit, Setup, boundless, fit_rasch
from cmas_desktop.engine.rasch_errors import standard_errors
from cmas_desktop.engine.rasch_persons import abilities, reliability
from cmas_desktop.engine.responses import Responses

if TYPE_CHECKING:
    from cmas_desktop.engine.responses import Floats


class Basis(StrEnum):
    """What a difficulty rests on."""

    RESPONSES = "responses"
    BOTH = "responses and rating"
    RATING = "rating"
    ANCHOR = "anchor"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class CalibrationPlan:
    """What a calibration is to draw on besides the responses; everything goes by the item's or person's id.

    `ratings` are rated difficulties (logits) with the error `rating_error` (SD, logits); `anchors` are
    difficulties that stay; `keys` the right options; `groups` the group of each person who has one, of
    at most two; `sd` fixes the SD of ability (logits).
    """

    ratings: Mapping[str, float] = field(default_factory=dict)
    anchors: Mapping[str, float] = field(default_factory=dict)
    keys: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    rating_error: float = RATING_ERROR
    sd: float | None = None


@dataclass(frozen=True, slots=True)
class ItemCalibration:
    """One item. `b` and `se` are in logits, `p` is the share right, `infit` and `outfit` are mean squares.

    `basis` says what `b` rests on: with fewer than `LEAST_RESPONSES` responses the rating stands, where
    there is one, and `se` is the rating's. What cannot be said is None.
    """

    item: str
    responses: int
    p: float | None
    b: float | None
    se: float | None
    basis: Basis
    rating: float | None
    infit: float | None
    outfit: float | None
    point_biserial: float | None
    options: tuple[OptionUse, ...]
    difference: GroupDifference | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A calibration: items in order of id, and the population's mean and SD of ability (logits).

    `kr20` and `reliability` (marginal) are None where there is nothing to say. `reference` and `focal`
    name the groups compared, the larger first; both are empty where there are none.
    """

    items: tuple[ItemCalibration, ...]
    persons: int
    responses: int
    mean: float
    sd: float
    log_likelihood: float
    kr20: float | None
    reliability: float
    iterations: int
    converged: bool
    reference: str
    focal: str


@dataclass(frozen=True, slots=True, eq=False)
class _Findings:
    """What was computed for all items at once; the arrays are in the order that `place` says."""

    place: Mapping[str, int]
    fit: RaschFit
    errors: Floats
    squares: ItemFit
    points: Mapping[str, float]
    options: Mapping[str, tuple[OptionUse, ...]]
    differences: Mapping[str, GroupDifference]
    reference: str
    focal: str


def calibrate(responses: Responses, plan: CalibrationPlan | None = None) -> Calibration:
    """Calibrate; raises ResponseError where responses are too few or too uniform for any difficulty."""
    plan = plan or CalibrationPlan()
    setup = _setup(responses, plan)
    fitted = _fitted(responses, setup)
    fit = fit_rasch(fitted, setup)
    ability, variance = abilities(fitted, fit)
    reference, focal = _compared(plan.groups, fitted)
    points = point_biserials(responses)
    found = _Findings(
        place={item: at for at, item in enumerate(fitted.items)},
        fit=fit,
        errors=standard_errors(fitted, fit, setup),
        squares=item_fit(fitted, fit),
        points=dict(zip(responses.items, points.tolist(), strict=True)),
        options=option_uses(responses),
        differences=_differences(fitted, ability, plan.groups, reference, focal),
        reference=reference,
        focal=focal,
    )
    counts = zip(responses.items, responses.asked.tolist(), responses.rights.tolist(), strict=True)
    return Calibration(
        items=tuple(_item(item, count, right, found, plan) for item, count, right in counts),
        persons=len(responses.persons),
        responses=len(responses.right),
        mean=fit.mean,
        sd=fit.sd,
        log_likelihood=fit.log_likelihood,
        kr20=kr20(responses),
        reliability=reliability(variance, fit.sd),
        iterations=fit.iterations,
        converged=fit.converged,
        reference=reference,
        focal=focal,
    )


def unanswered(item: str, plan: CalibrationPlan) -> ItemCalibration:
    """The record of an item without a single response: what was known of it before."""
    b = plan.anchors.get(item, plan.ratings.get(item))
    basis = Basis.NOTHING if b is None else Basis.ANCHOR if item in plan.anchors else Basis.RATING
    return ItemCalibration(
        item=item,
        responses=0,
        p=None,
        b=b,
        se=plan.rating_error if basis is Basis.RATING else None,
        basis=basis,
        rating=plan.ratings.get(item),
        infit=None,
        outfit=None,
        point_biserial=None,
        options=(),
        difference=None,
        flags=(_few(0, basis),),
    )


def _setup(responses: Responses, plan: CalibrationPlan) -> Setup:
    held = {item: plan.anchors[item] for item in responses.items if item in plan.anchors}
    priors = {
        item: Prior(plan.ratings[item], plan.rating_error)
        for item in responses.items
        if item in plan.ratings and item not in held
    }
    return Setup(priors, held, plan.sd)


def _fitted(responses: Responses, setup: Setup) -> Responses:
    """The responses without the items that have no finite difficulty."""
    if len(responses.persons) < 2 or len(responses.items) < 2:
        raise ResponseError("A calibration needs at least two persons and two items with responses.")
    endless = boundless(responses, setup)
    if not endless:
        return responses
    left = responses.of_items(set(responses.items) - endless)
    if len(left.items) < 2:
        raise ResponseError(
            "There is nothing to calibrate: all or none got each item right, but for at most one."
        )
    return left


def _compared(groups: Mapping[str, str], responses: Responses) -> tuple[str, str]:
    """The two groups, the larger first; raises ResponseError where there are others than two."""
    sizes: dict[str, int] = {}
    for person in responses.persons:
        if groups.get(person):
            sizes[groups[person]] = sizes.get(groups[person], 0) + 1
    if not groups:
        return "", ""
    if len(sizes) != 2:
        raise ResponseError(f"Two groups can be compared, and here are {len(sizes)}.")
    reference, focal = sorted(sizes, key=lambda name: (-sizes[name], name))
    return reference, focal


def _differences(
    responses: Responses, ability: Floats, groups: Mapping[str, str], reference: str, focal: str
) -> dict[str, GroupDifference]:
    import numpy as np

    if not reference:
        return {}
    side = {reference: 0, focal: 1}
    sides = [side.get(groups.get(person, ""), -1) for person in responses.persons]
    return group_differences(responses, ability, np.array(sides, dtype=np.int64))


def _item(item: str, count: int, right: float, found: _Findings, plan: CalibrationPlan) -> ItemCalibration:
    at = found.place.get(item)
    b, se, basis = _difficulty(item, count, at, found, plan)
    point = found.points[item]
    record = ItemCalibration(
        item=item,
        responses=count,
        p=right / count,
        b=b,
        se=se,
        basis=basis,
        rating=plan.ratings.get(item),
        infit=None if at is None else float(found.squares.infit[at]),
        outfit=None if at is None else float(found.squares.outfit[at]),
        point_biserial=None if math.isnan(point) else point,
        options=found.options.get(item, ()),
        difference=found.differences.get(item),
        flags=(),
    )
    return replace(record, flags=_flags(record, at, found, plan))


def _difficulty(
    item: str, count: int, at: int | None, found: _Findings, plan: CalibrationPlan
) -> tuple[float | None, float | None, Basis]:
    """b, its error and what both rest on."""
    if item in plan.anchors:
        return plan.anchors[item], None, Basis.ANCHOR
    if item in plan.ratings and count < LEAST_RESPONSES:
        return plan.ratings[item], plan.rating_error, Basis.RATING
    if at is None:
        return None, None, Basis.NOTHING
    basis = Basis.BOTH if item in plan.ratings else Basis.RESPONSES
    return float(found.fit.b[at]), float(found.errors[at]), basis


def _flags(
    item: ItemCalibration, at: int | None, found: _Findings, plan: CalibrationPlan
) -> tuple[Flag, ...]:
    if item.responses < LEAST_RESPONSES:
        return (_few(item.responses, item.basis),)
    flags = key_flags(item.responses, item.point_biserial, item.options)
    if item.p is not None and item.options and item.item in plan.keys:
        flags += distractor_flags(item.responses, item.p, item.options, plan.keys[item.item])
    if at is None:
        return (*flags, Flag(FlagKind.NO_DIFFICULTY, "All or none got it right: no finite difficulty."))
    fit = found.squares
    flags += misfit_flags(fit.infit[at], fit.infit_spread[at], fit.outfit[at], fit.outfit_spread[at])
    if item.basis is Basis.BOTH and item.b is not None and item.rating is not None:
        flags += drift_flags(item.b, item.rating, plan.rating_error)
    return (*flags, *group_flags(item.difference, found.reference, found.focal))


def _few(responses: int, basis: Basis) -> Flag:
    stands = "the rating stands" if basis is Basis.RATING else "its figures say little"
    reason = f"Only {responses} responses, {LEAST_RESPONSES} are needed: {stands}."
    return Flag(FlagKind.FEW_RESPONSES, reason)
