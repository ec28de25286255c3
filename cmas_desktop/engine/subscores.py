"""Whether a domain's own score adds anything to the whole score, asked of the sittings that there are.

The measure is the proportional reduction of mean squared error (PRMSE): the share (0-1) of the variance of
true domain scores that a linear prediction leaves no doubt of. A domain's own score is worth showing where
it predicts its own true score better than the whole score does.
Source: S. J. Haberman, Journal of Educational and Behavioral Statistics 33 (2008) 204-229.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import covariance, fmean

LEAST_SITTINGS = 200
"""With fewer sittings nothing is computed and no domain opens: chance alone would open some.

Simulated forms of 200 items whose eight domains truly correlate 0.9, where none should open, had at least one
open in 28% of samples of 50 sittings, 9% of 100 and 0.3% of 200. Near 0.8, where own and whole score are
worth the same, chance decides at any number.
"""

LEAST_GAIN = 0.01
"""By so much the own score must predict better than the whole score: a tie on a knife edge opens nothing."""

ROUNDING = 1e-12
"""A variance of fractions (or share of one) under this is rounding, not spread."""

TOO_FEW, NO_SPREAD, NO_TRUE_SPREAD, CLIPPED = (
    "too few sittings",
    "all scores are equal",
    "scores spread no more than chance alone spreads them: the reliability was set to 0",
    "the prediction from the whole score came out above 1 and was set to 1",
)
"""Why figures are missing or were mended."""


@dataclass(frozen=True, slots=True)
class DomainScores:
    """A domain's scores over sittings, which every domain has in the same order, one sitting a person.

    `fractions` are the fractions right (0-1) of n_d scored items, `error_variances` the variance of each
    about its true score, sum of P(1 - P) / n_d^2 at that person's ability; `weight` is n_d / n, the domain's
    share of the whole score. A domain's items should be equally hard in all sittings: differences between
    forms would count as differences between persons.
    """

    domain: str
    fractions: Sequence[float]
    error_variances: Sequence[float]
    weight: float


@dataclass(frozen=True, slots=True)
class SubscoreValue:
    """What a domain's true score can be told from: PRMSE (0-1) by own score, by whole score, by both.

    Figures that cannot be computed are None, and `note` says why, as it says what had to be mended. The
    reliability of the domain's score is also its `from_own`. `adds_value` is False wherever it is not shown.
    """

    domain: str
    sittings: int
    reliability: float | None
    from_own: float | None
    from_total: float | None
    from_both: float | None
    adds_value: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Moments:
    """Variances over sittings: of own and whole scores, their covariance, and the errors of the own ones."""

    own: float
    total: float
    together: float
    error: float
    weight: float

    @property
    def true(self) -> float:
        """The variance of true domain scores: var(s_t) = var(s) - error."""
        return max(0.0, self.own - self.error)

    @property
    def true_together(self) -> float:
        """cov(s_t, x) = cov(s, x) - w error: the whole score holds the domain's error with its weight."""
        return self.together - self.weight * self.error


def subscore_values(domains: Sequence[DomainScores]) -> tuple[SubscoreValue, ...]:
    """What each domain's own score is worth beside the whole score, in the order given.

    Raises ValueError where columns differ in length, weights do not sum to one, or a figure is no variance.
    """
    if not domains:
        return ()
    _check(domains)
    if (sittings := len(domains[0].fractions)) < LEAST_SITTINGS:
        return tuple(_silent(one.domain, sittings, TOO_FEW) for one in domains)
    weights = [one.weight for one in domains]
    rows = zip(*(one.fractions for one in domains), strict=True)
    totals = [math.fsum(w * fraction for w, fraction in zip(weights, row, strict=True)) for row in rows]
    return tuple(_value(one.domain, sittings, _moments(one, totals)) for one in domains)


def gate_sentence(values: Sequence[SubscoreValue]) -> str:
    """One sentence for a person: which domains' own scores say more than the whole score, if any."""
    sittings = values[0].sittings if values else 0
    if sittings < LEAST_SITTINGS:
        have = "there is 1 sitting" if sittings == 1 else f"there are {sittings} sittings"
        return (
            "Whether a domain's own score tells more than the whole score does cannot be said yet: "
            f"{have}, and {LEAST_SITTINGS} are needed."
        )
    opened = [value.domain for value in values if value.adds_value]
    if not opened:
        return f"In {sittings} sittings no domain's own score tells more than the whole score does."
    return (
        f"In {sittings} sittings a domain's own score tells more than the whole score does in "
        f"{_listed(opened)}."
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(", ".join(part) for part in (names[:-1], names[-1:]) if part)


def _check(domains: Sequence[DomainScores]) -> None:
    lengths = {len(column) for one in domains for column in (one.fractions, one.error_variances)}
    if len(lengths) != 1:
        raise ValueError("The domains' columns are not of the same sittings.")
    if abs(math.fsum(one.weight for one in domains) - 1) > 1e-6:
        raise ValueError("The domains' weights do not sum to one.")
    if not all(0 <= fraction <= 1 for one in domains for fraction in one.fractions):
        raise ValueError("A fraction right is not between 0 and 1.")
    if not all(0 <= error < math.inf for one in domains for error in one.error_variances):
        raise ValueError("An error variance is negative or no number.")


def _moments(one: DomainScores, totals: Sequence[float]) -> _Moments:
    return _Moments(
        own=covariance(one.fractions, one.fractions),
        total=covariance(totals, totals),
        together=covariance(one.fractions, totals),
        error=fmean(one.error_variances),
        weight=one.weight,
    )


def _value(domain: str, sittings: int, moments: _Moments) -> SubscoreValue:
    """The PRMSE of a domain by its own score (its reliability), by the whole score and by both."""
    if min(moments.own, moments.total) < ROUNDING:
        return _silent(domain, sittings, NO_SPREAD)
    if moments.true < ROUNDING:
        return SubscoreValue(domain, sittings, 0.0, 0.0, None, None, False, NO_TRUE_SPREAD)
    own, total, both = _from_own(moments), _from_total(moments), _from_both(moments)
    return SubscoreValue(
        domain=domain,
        sittings=sittings,
        reliability=own,
        from_own=own,
        from_total=min(1.0, total),
        from_both=min(1.0, both),
        adds_value=own - total >= LEAST_GAIN,
        note=CLIPPED if max(total, both) > 1 else "",
    )


def _from_own(moments: _Moments) -> float:
    """PRMSE_s = alpha = var(s_t) / var(s)."""
    return moments.true / moments.own


def _from_total(moments: _Moments) -> float:
    """PRMSE_x = cov(s_t, x)^2 / (var(s_t) var(x))."""
    return moments.true_together**2 / (moments.true * moments.total)


def _from_both(moments: _Moments) -> float:
    """PRMSE_a = c' S^-1 c / var(s_t): c = (var(s_t), cov(s_t, x)), S the covariance matrix of s and x."""
    determinant = moments.own * moments.total - moments.together**2
    if determinant < ROUNDING * moments.own * moments.total:
        return _from_own(moments)
    squares = moments.true**2 * moments.total + moments.true_together**2 * moments.own
    crossed = 2 * moments.true * moments.true_together * moments.together
    return (squares - crossed) / determinant / moments.true


def _silent(domain: str, sittings: int, note: str) -> SubscoreValue:
    return SubscoreValue(domain, sittings, None, None, None, None, False, note)
