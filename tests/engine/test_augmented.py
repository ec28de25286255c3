"""Domain estimates against a simulation of candidates whose domains correlate as assumed."""

import numpy as np
import pytest
from banks import full_blueprint, mixed_difficulties

from cmas_desktop.engine.augmented import CORRELATION, Estimate, augmented, domain_form
from cmas_desktop.engine.irt import expected_raw
from cmas_desktop.engine.population import MEAN, SPREAD
from cmas_desktop.engine.result import Level

BLUEPRINT = full_blueprint()


def dealt():
    """The reference difficulties, domain by domain."""
    left = iter(mixed_difficulties(BLUEPRINT))
    return [[next(left) for _ in range(domain.items)] for domain in BLUEPRINT.domains]


@pytest.fixture(scope="module")
def simulated():
    """True and observed fractions (candidates x domains) of 6,000 candidates."""
    chance = np.random.default_rng(11)
    shared, own = chance.normal(size=(6000, 1)), chance.normal(size=(6000, 8))
    theta = MEAN + SPREAD * (CORRELATION**0.5 * shared + (1 - CORRELATION) ** 0.5 * own)
    chances = [1 / (1 + np.exp(np.array(b) - theta[:, [d]])) for d, b in enumerate(dealt())]
    true = np.column_stack([p.mean(axis=1) for p in chances])
    observed = np.column_stack([(chance.random(p.shape) < p).mean(axis=1) for p in chances])
    return true, observed


@pytest.fixture(scope="module")
def spreads():
    return [domain_form(domain.key, b) for domain, b in zip(BLUEPRINT.domains, dealt(), strict=True)]


def test_the_variances_are_those_of_simulated_candidates(simulated, spreads):
    true, observed = simulated
    for d, spread in enumerate(spreads):
        assert spread.mean == pytest.approx(true[:, d].mean(), abs=0.01)
        assert spread.true_variance == pytest.approx(true[:, d].var(), rel=0.08)
        assert spread.error_variance == pytest.approx((observed - true)[:, d].var(), rel=0.08)


def test_the_estimates_miss_by_as_little_as_the_best_regression(simulated, spreads):
    true, observed = simulated
    share = np.array([domain.items for domain in BLUEPRINT.domains]) / BLUEPRINT.scored
    estimates = np.array([[one.fraction for one in augmented(spreads, list(row))] for row in observed[:1500]])
    for d in range(8):
        predictors = np.column_stack([np.ones(6000), observed[:, d], observed @ share])
        weights, *_ = np.linalg.lstsq(predictors, true[:, d], rcond=None)
        best = ((predictors @ weights - true[:, d])[:1500] ** 2).mean()
        ours = ((estimates[:, d] - true[:1500, d]) ** 2).mean()
        assert ours == pytest.approx(best, rel=0.05)


def test_the_standard_error_is_how_far_estimates_miss(simulated, spreads):
    true, observed = simulated
    estimates = [augmented(spreads, list(row)) for row in observed[:1500]]
    for d in range(8):
        misses = [row[d].fraction - true[i, d] for i, row in enumerate(estimates)]
        assert estimates[0][d].error == pytest.approx(np.std(misses), rel=0.1)


def test_no_domain_alone_says_as_much_as_both_together(spreads):
    errors = [estimate.error for estimate in augmented(spreads, [0.7] * 8)]
    for spread, error in zip(spreads, errors, strict=True):
        alone = spread.true_variance * spread.error_variance / (spread.true_variance + spread.error_variance)
        explained = 1 - error**2 / spread.true_variance
        assert error < alone**0.5
        assert 0.85 < explained < 0.93


def test_an_average_candidate_is_estimated_at_the_average(spreads):
    for spread, estimate in zip(spreads, augmented(spreads, [s.mean for s in spreads]), strict=True):
        assert estimate.fraction == pytest.approx(spread.mean)


def test_one_domain_alone_is_regressed_by_its_reliability():
    spread = domain_form("only", [0.0, -1.0, 0.5, -0.5])
    reliability = spread.true_variance / (spread.true_variance + spread.error_variance)
    (estimate,) = augmented([spread], [0.25])
    assert estimate.fraction == pytest.approx(spread.mean + reliability * (0.25 - spread.mean))


def test_estimates_stay_between_nothing_and_all(spreads):
    assert all(0 <= estimate.fraction <= 1 for estimate in augmented(spreads, [0.0] * 8))
    assert all(0 <= estimate.fraction <= 1 for estimate in augmented(spreads, [1.0] * 8))


def test_the_expected_fraction_is_that_of_the_just_qualified_candidate():
    assert domain_form("x", [-1.0, 0.2]).expected == pytest.approx(expected_raw(0.0, [-1.0, 0.2]) / 2)


@pytest.mark.parametrize(
    ("fraction", "level"),
    [(0.64, Level.BELOW), (0.651, Level.NEAR), (0.70, Level.NEAR), (0.749, Level.NEAR), (0.76, Level.ABOVE)],
)
def test_a_domain_is_near_within_one_standard_error(fraction, level):
    assert Estimate(fraction, 0.05).level(0.70) is level
