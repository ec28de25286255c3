"""Whom we expect: the spread of ability among candidates that chances and domain estimates assume."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cmas_desktop.engine.irt import raw_distribution, shifted_distribution

MEAN, SPREAD = 0.3, 0.8
"""Mean and standard deviation of theta (logits) assumed of candidates: a little above the cut.

About two in three of them pass. An assumption, not a finding; it is named beside what rests on it.
"""

NODES, REACH = 61, 4.0
"""Points of the grid that stands for the population, and how many standard deviations it spans."""


def abilities() -> list[tuple[float, float]]:
    """The population as pairs of theta (logits) and weight; the weights sum to one."""
    points = [REACH * (2 * i / (NODES - 1) - 1) for i in range(NODES)]
    densities = [math.exp(-z * z / 2) for z in points]
    total = math.fsum(densities)
    return [(MEAN + SPREAD * z, d / total) for z, d in zip(points, densities, strict=True)]


def chance_of_passing(raw: int, passing_raw: int, difficulties: Sequence[float]) -> float:
    """The chance (0-1) that whoever got `raw` right passes an equally hard form.

    The posterior mean of P(another raw score >= passing_raw | theta) given `raw`, with both
    distributions by Lord and Wingersky's recursion and the population as the prior.
    """
    at_cut = raw_distribution(0.0, difficulties)
    total = passed = 0.0
    for theta, weight in abilities():
        chances = shifted_distribution(at_cut, theta)
        posterior = weight * chances[raw]
        total += posterior
        passed += posterior * math.fsum(chances[passing_raw:])
    return min(1.0, passed / total)
