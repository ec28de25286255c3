"""Standard errors: against second differences of the likelihood, published intervals, and simulation."""

import numpy as np
import pytest
from answer_sets import names, of_table, simulated

from benchmarks.lsat import FREQUENCIES, lsat, patterns
from cmas_desktop.engine import responses
from cmas_desktop.engine.rasch_em import Prior, Setup, fit_rasch
from cmas_desktop.engine.rasch_errors import complete_information, missing_information, standard_errors


def lsat_likelihood(parameters):
    """Of five difficulties and the variance of ability, over Gauss-Hermite points (independent)."""
    points, weights = np.polynomial.hermite_e.hermegauss(61)
    b, theta = parameters[:5], np.sqrt(parameters[5]) * points
    right = 1 / (1 + np.exp(b[:, None] - theta[None, :]))
    shape = np.array([pattern for pattern, _ in patterns()])[:, :, None]
    chances = np.prod(np.where(shape == 1, right, 1 - right), axis=1) @ (weights / weights.sum())
    return float(np.array(FREQUENCIES) @ np.log(chances))


def second_differences(function, at, step=1e-3):
    """The matrix of second derivatives by central differences."""
    steps = np.eye(len(at)) * step
    return np.array(
        [
            [
                (function(at + a + b) - function(at + a - b) - function(at - a + b) + function(at - a - b))
                / (4 * step * step)
                for b in steps
            ]
            for a in steps
        ]
    )


def test_the_information_is_the_curvature_of_the_likelihood():
    held = lsat()
    fit = fit_rasch(held)
    curvature = -second_differences(lsat_likelihood, np.append(fit.b, fit.sd**2))
    information = complete_information(held, fit) - missing_information(held, fit)
    without_mean = np.delete(np.delete(information, 5, axis=0), 5, axis=1)
    assert without_mean == pytest.approx(curvature, rel=2e-3, abs=0.2)
    expected = np.sqrt(np.diag(np.linalg.inv(curvature)))[:5]
    assert standard_errors(held, fit) == pytest.approx(expected, rel=1e-3)


def test_the_lsat_intervals_are_near_those_of_the_r_package_mirt():
    """tests/testthat/test-01-mirtOne.R, which allows 0.01 itself; its errors come by another method."""
    held = lsat()
    fit = fit_rasch(held)
    reach = 1.959964 * standard_errors(held, fit)
    assert -fit.b - reach == pytest.approx([2.478, 0.845, 0.10, 1.143, 1.896], abs=0.01)
    assert -fit.b + reach == pytest.approx([2.983, 1.152, 0.38, 1.470, 2.303], abs=0.01)


def test_small_blocks_and_one_block_agree(monkeypatch):
    held = of_table(simulated(np.linspace(-2, 2, 12), 80, seed=4, asked=0.5))
    fit = fit_rasch(held)
    whole = standard_errors(held, fit)
    monkeypatch.setattr(responses, "BLOCK_CELLS", 30)
    assert standard_errors(held, fit) == pytest.approx(whole, rel=1e-5)


def test_the_missing_information_is_the_covariance_written_out():
    held = of_table(simulated([-1.0, 0.0, 0.7], 12, seed=5, asked=0.8))
    fit = fit_rasch(held, Setup({}, {}, sd=0.9))
    points, weights = np.polynomial.hermite_e.hermegauss(61)
    theta = 0.9 * points
    right = 1 / (1 + np.exp(fit.b[:, None] - theta[None, :]))
    total = np.zeros((5, 5))
    for at in range(len(held.persons)):
        mine = held.person == at
        likelihood = weights.copy()
        scores = np.zeros((5, len(theta)))
        for item, answer in zip(held.item[mine], held.right[mine], strict=True):
            likelihood = likelihood * (right[item] if answer else 1 - right[item])
            scores[item] = right[item]
        scores[3], scores[4] = theta / 0.81, (theta**2 - 0.81) / (2 * 0.81**2)
        likelihood = likelihood / likelihood.sum()
        scores = scores - (scores @ likelihood)[:, None]
        total += (scores * likelihood) @ scores.T
    assert missing_information(held, fit) == pytest.approx(total, rel=1e-3, abs=1e-4)


def test_an_anchor_has_no_error_and_a_prior_never_widens_one():
    held = of_table(simulated(np.linspace(-1, 1, 10), 150, seed=6))
    items = names(10)
    anchored = Setup({}, {items[0]: -1.0})
    errors = standard_errors(held, fit_rasch(held, anchored), anchored)
    assert errors[0] == 0
    assert (errors[1:] > 0).all()
    rated = Setup({item: Prior(0.0, 0.2) for item in items}, {})
    assert (standard_errors(held, fit_rasch(held, rated), rated) < 0.2).all()


def test_a_fixed_spread_leaves_less_to_be_unsure_of():
    held = lsat()
    free = fit_rasch(held)
    fixed = Setup({}, {}, sd=free.sd)
    assert (standard_errors(held, fit_rasch(held, fixed), fixed) <= standard_errors(held, free) + 1e-6).all()


def test_four_times_the_persons_halve_the_errors():
    truth = np.linspace(-1, 1, 8)
    table = simulated(truth, 200, seed=7)
    few, many = of_table(table), of_table(table * 4)
    one, four = (standard_errors(held, fit_rasch(held)) for held in (few, many))
    assert four == pytest.approx(one / 2, rel=1e-3)


def test_errors_are_as_large_as_estimates_scatter():
    truth = np.array([-1.0, 0.0, 1.0])
    fits, errors = [], []
    for seed in range(60):
        held = of_table(simulated(truth, 100, seed=100 + seed))
        fit = fit_rasch(held, Setup({}, {}, sd=1.0))
        fits.append(fit.b)
        errors.append(standard_errors(held, fit, Setup({}, {}, sd=1.0)))
    assert np.std(fits, axis=0) == pytest.approx(np.mean(errors, axis=0), rel=0.3)
