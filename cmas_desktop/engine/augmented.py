"""Domain estimates: what the answers in a domain and on the whole form say together of the standing there.

Domains of such examinations correlate highly, so that a domain's own fraction says less about the
candidate there than the whole score does. The estimate therefore draws on both: the augmented
estimate of S. J. Haberman, Journal of Educational and Behavioral Statistics 33 (2008) 204-229, with
variances computed from the form's difficulties over the assumed population, not from responses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.population import abilities
from cmas_desktop.engine.result import Level

CORRELATION = 0.9
"""Assumed correlation of true standing between two domains: at this height no subscore adds value alone."""


@dataclass(frozen=True, slots=True)
class DomainForm:
    """A domain of one form: how its fraction right spreads over the population.

    `mean` and `true_variance` are of the expected fraction, `error_variance` of the fraction about
    it, `expected` is the just-qualified candidate's fraction on these items; all on the 0-1 scale.
    """

    key: str
    items: int
    mean: float
    true_variance: float
    error_variance: float
    expected: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """An augmented fraction (0-1) and its standard error."""

    fraction: float
    error: float

    def level(self, expected: float) -> Level:
        """The word for it: near when the just-qualified expectation is within one standard error."""
        distance = self.fraction - expected
        if abs(distance) <= self.error:
            return Level.NEAR
        return Level.ABOVE if distance > 0 else Level.BELOW


def domain_form(key: str, difficulties: Sequence[float]) -> DomainForm:
    """How a domain's fraction on items of these difficulties (logits) spreads over the population."""
    count = len(difficulties)
    grid = [([probability(theta, b) for b in difficulties], weight) for theta, weight in abilities()]
    mean = sum(weight * sum(chances) / count for chances, weight in grid)
    return DomainForm(
        key=key,
        items=count,
        mean=mean,
        true_variance=sum(weight * (sum(chances) / count - mean) ** 2 for chances, weight in grid),
        error_variance=sum(weight * sum(p * (1 - p) for p in chances) for chances, weight in grid) / count**2,
        expected=sum(probability(0.0, b) for b in difficulties) / count,
    )


def augmented(domains: Sequence[DomainForm], fractions: Sequence[float]) -> list[Estimate]:
    """Each domain's fraction, regressed on the observed fraction of the domain and of the whole form."""
    count = sum(domain.items for domain in domains)
    shares = [domain.items / count for domain in domains]
    with_total = [_covariance_with_total(domain, domains, shares) for domain in domains]
    total_variance = sum(
        share * covariance + share**2 * domain.error_variance
        for share, covariance, domain in zip(shares, with_total, domains, strict=True)
    )
    above_mean = sum(
        share * (fraction - domain.mean)
        for share, fraction, domain in zip(shares, fractions, domains, strict=True)
    )
    return [
        _regressed(domain, fraction, share * domain.error_variance, covariance, total_variance, above_mean)
        for domain, fraction, share, covariance in zip(domains, fractions, shares, with_total, strict=True)
    ]


def _covariance_with_total(
    domain: DomainForm, domains: Sequence[DomainForm], shares: Sequence[float]
) -> float:
    """The covariance of a domain's true fraction with the fraction of the whole form."""
    return sum(
        share
        * (1.0 if other.key == domain.key else CORRELATION)
        * math.sqrt(domain.true_variance * other.true_variance)
        for other, share in zip(domains, shares, strict=True)
    )


def _regressed(
    domain: DomainForm, fraction: float, shared: float, covariance: float, total: float, above_mean: float
) -> Estimate:
    """The regression of the true fraction on two predictors; `shared` is the error both have in common."""
    own = domain.true_variance + domain.error_variance
    both = covariance + shared
    determinant = own * total - both * both
    if determinant < 1e-12 * own * total:
        weight, total_weight = domain.true_variance / own, 0.0
    else:
        weight = (domain.true_variance * total - covariance * both) / determinant
        total_weight = (covariance * own - domain.true_variance * both) / determinant
    explained = weight * domain.true_variance + total_weight * covariance
    estimate = domain.mean + weight * (fraction - domain.mean) + total_weight * above_mean
    error = math.sqrt(max(0.0, domain.true_variance - explained))
    return Estimate(min(1.0, max(0.0, estimate)), error)
