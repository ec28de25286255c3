"""The score scale: raw scores of any form, equated to the reference form and put on the blueprint's scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.irt import expected_raw, information, theta_error, theta_from_raw
from cmas_desktop.engine.items import difficulty_from_rating

END_DISTANCE = 0.3
"""Nothing right and everything right have no finite theta: they get that of a raw score this far inward."""

ROUNDING = 1e-9
"""What rounding in the last binary places may take away: a cut met within this is met."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The reference form's difficulties (logits) and the two lines of the scale.

    The lines go through (0, 0), (cut, pass mark) and (all right, top); `cut` is the raw score on the
    reference form that the just-qualified candidate (theta = 0) is expected to reach.
    """

    difficulties: tuple[float, ...]
    cut: float
    pass_scaled: int
    scale_max: int

    def equated(self, theta: float) -> float:
        """The raw score on the reference form expected at theta (true-score equating)."""
        return expected_raw(theta, self.difficulties)

    def scaled(self, equated: float) -> float:
        """The exact scaled score: 0 for nothing, the pass mark at the cut, the top for all."""
        if equated <= self.cut:
            return equated * self._below
        return self.pass_scaled + (equated - self.cut) * self._above

    def slope(self, theta: float) -> float:
        """How many scaled points one logit is worth at theta."""
        return (self._below if theta < 0 else self._above) * information(theta, self.difficulties)

    @property
    def _below(self) -> float:
        return self.pass_scaled / self.cut

    @property
    def _above(self) -> float:
        return (self.scale_max - self.pass_scaled) / (len(self.difficulties) - self.cut)

    def passes(self, equated: float) -> bool:
        """Whether an equated raw score reaches the cut; decided before anything is rounded for show."""
        return equated >= self.cut - ROUNDING

    def shown(self, equated: float) -> int:
        """The score a person sees: a failing one rounded down, a passing one half up.

        Whoever fails never sees the pass mark, whoever passes never sees less.
        """
        scaled = self.scaled(equated)
        if self.passes(equated):
            return max(self.pass_scaled, math.floor(scaled + 0.5))
        return min(self.pass_scaled - 1, math.floor(scaled))


@dataclass(frozen=True, slots=True)
class ConversionRow:
    """What one raw score of a form means: theta and its CSEM in logits, and the scores that follow."""

    raw: int
    theta: float
    theta_error: float
    equated: float
    scaled: float
    shown: int
    passed: bool


@dataclass(frozen=True, slots=True)
class ConversionTable:
    """All raw scores 0..n of a form. `cut` is on the reference form, `form_cut` on this form (both exact)."""

    rows: tuple[ConversionRow, ...]
    cut: float
    form_cut: float

    @property
    def passing_raw(self) -> int:
        """The smallest raw score of this form that passes."""
        return next(row.raw for row in self.rows if row.passed)


def scale_of(blueprint: Blueprint) -> Scale:
    """The scale that the blueprint's reference form and pass mark define."""
    difficulties = tuple(
        difficulty_from_rating(rating) for rating, count in blueprint.reference for _ in range(count)
    )
    cut = expected_raw(0.0, difficulties)
    return Scale(difficulties, cut, blueprint.pass_scaled, blueprint.scale_max)


def conversion_table(difficulties: Sequence[float], blueprint: Blueprint) -> ConversionTable:
    """The table raw -> theta, CSEM, equated and scaled score of a form with these difficulties (logits).

    True-score equating (M. J. Kolen and R. L. Brennan, Test Equating, Scaling, and Linking, ch. 6)
    with its ends pinned: nothing right equates to 0, everything right to all of the reference form.
    """
    scale = scale_of(blueprint)
    rows = tuple(_row(raw, difficulties, scale) for raw in range(len(difficulties) + 1))
    return ConversionTable(rows, scale.cut, expected_raw(0.0, difficulties))


def _row(raw: int, difficulties: Sequence[float], scale: Scale) -> ConversionRow:
    count = len(difficulties)
    theta = theta_from_raw(min(max(raw, END_DISTANCE), count - END_DISTANCE), difficulties)
    pinned = {0: 0.0, count: float(len(scale.difficulties))}
    equated = pinned.get(raw, scale.equated(theta))
    return ConversionRow(
        raw=raw,
        theta=theta,
        theta_error=theta_error(theta, difficulties),
        equated=equated,
        scaled=scale.scaled(equated),
        shown=scale.shown(equated),
        passed=scale.passes(equated),
    )
