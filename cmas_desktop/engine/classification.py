"""How good a form's decisions are: how many of those who sit it are rightly passed or failed.

The figures are of the form and of the assumed population (population.py), not of one candidate. Who is
just qualified stands at theta = 0, so that the true class is "qualified" from there upward.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cmas_desktop.engine.irt import expected_raw, information, raw_distribution, shifted_distribution
from cmas_desktop.engine.population import abilities


@dataclass(frozen=True, slots=True)
class DecisionQuality:
    """The shares of decisions of a form that are right, and that another sitting would repeat; all 0-1.

    `accuracy` and `consistency` are Lee's, from raw scores and the form's own passing one; `rudner` is the
    accuracy by the error of theta alone, whatever the passing raw score. `reliability` is that of raw scores.
    """

    accuracy: float
    consistency: float
    rudner: float
    reliability: float


@dataclass(frozen=True, slots=True)
class _Standing:
    """A point of the population and what it does on a form.

    `passing` is the chance to pass, `expected` the expected raw score, `information` the sum of PQ, which is
    also the variance of raw scores about it.
    """

    theta: float
    weight: float
    passing: float
    expected: float
    information: float


def decision_quality(difficulties: Sequence[float], passing_raw: int) -> DecisionQuality:
    """Quality of passing whoever has `passing_raw` right or more, on items of these difficulties (logits).

    Raises ValueError where passing_raw is not one of the form's raw scores 0..n.
    """
    if not difficulties or not 0 <= passing_raw <= len(difficulties):
        raise ValueError(f"{passing_raw} of {len(difficulties)} is not a raw score to pass a form with.")
    standings = _standings(difficulties, passing_raw)
    return DecisionQuality(
        accuracy=min(1.0, _accuracy(standings)),
        consistency=min(1.0, _consistency(standings)),
        rudner=_rudner(standings),
        reliability=_reliability(standings),
    )


def _standings(difficulties: Sequence[float], passing_raw: int) -> list[_Standing]:
    """The population's points; one recursion by Lord and Wingersky serves them all (sufficiency of raw)."""
    at_cut = raw_distribution(0.0, difficulties)
    return [
        _Standing(
            theta=theta,
            weight=weight,
            passing=min(1.0, math.fsum(shifted_distribution(at_cut, theta)[passing_raw:])),
            expected=expected_raw(theta, difficulties),
            information=information(theta, difficulties),
        )
        for theta, weight in abilities()
    ]


def _accuracy(standings: Sequence[_Standing]) -> float:
    """E[p where theta >= 0, else 1 - p], with p = P(raw >= passing raw | theta): right decisions.

    Source: W.-C. Lee, Journal of Educational Measurement 47 (2010) 1-17.
    """
    return math.fsum(one.weight * (one.passing if one.theta >= 0 else 1 - one.passing) for one in standings)


def _consistency(standings: Sequence[_Standing]) -> float:
    """E[p^2 + (1 - p)^2]: the chance that an equally hard form decides alike; Lee (2010), as above."""
    return math.fsum(one.weight * (one.passing**2 + (1 - one.passing) ** 2) for one in standings)


def _rudner(standings: Sequence[_Standing]) -> float:
    """E[Phi(|theta| / SE(theta))], with SE = 1 / sqrt(information) and the cut at theta = 0.

    Source: L. M. Rudner, Practical Assessment, Research & Evaluation 10 (2005) no. 13.
    """
    return math.fsum(one.weight * _normal(abs(one.theta) * math.sqrt(one.information)) for one in standings)


def _reliability(standings: Sequence[_Standing]) -> float:
    """1 - E[sum of PQ] / (variance of expected raw + E[sum of PQ]): the marginal reliability of raw scores.

    Source: B. F. Green, R. D. Bock, L. G. Humphreys, R. L. Linn and M. D. Reckase, Journal of
    Educational Measurement 21 (1984) 347-360, on the raw-score scale.
    """
    mean = math.fsum(one.weight * one.expected for one in standings)
    error = math.fsum(one.weight * one.information for one in standings)
    true = math.fsum(one.weight * (one.expected - mean) ** 2 for one in standings)
    return 1 - error / (true + error)


def _normal(z: float) -> float:
    """Phi(z), the share of a standard normal distribution below z."""
    return math.erfc(-z / math.sqrt(2)) / 2
