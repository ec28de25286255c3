"""What a fit says of persons."""

import numpy as np
import pytest
from answer_sets import of_table, simulated

from benchmarks.lsat import lsat
from cmas_desktop.engine.rasch_em import fit_rasch
from cmas_desktop.engine.rasch_persons import abilities, reliability


def test_ability_is_the_mean_of_the_posterior_written_out():
    table = simulated([-1.0, -0.3, 0.4, 1.0], 30, seed=1, asked=0.8)
    held = of_table(table)
    fit = fit_rasch(held)
    means, variances = abilities(held, fit)
    points, weights = np.polynomial.hermite_e.hermegauss(61)
    theta = fit.sd * points
    asked = [cells for cells in table if any(cell is not None for cell in cells)]
    for at, cells in enumerate(asked):
        density = weights.copy()
        for b, cell in zip(fit.b, cells, strict=True):
            if cell is not None:
                right = 1 / (1 + np.exp(b - theta))
                density = density * (right if cell else 1 - right)
        density = density / density.sum()
        mean = density @ theta
        assert means[at] == pytest.approx(mean, abs=1e-3)
        assert variances[at] == pytest.approx(density @ (theta - mean) ** 2, abs=1e-3)


def test_persons_with_equal_raw_scores_on_one_form_are_equally_able():
    held = lsat()
    means, _ = abilities(held, fit_rasch(held))
    assert len(np.unique(np.round(means, 9))) == 6
    assert (np.diff(means[np.argsort(held.raw, kind="stable")]) > -1e-9).all()


def test_the_variance_of_ability_is_what_is_known_and_what_is_not():
    held = lsat()
    fit = fit_rasch(held)
    means, variances = abilities(held, fit)
    assert means.var() + variances.mean() == pytest.approx(fit.sd**2, abs=1e-3)
    assert reliability(variances, fit.sd) == pytest.approx(means.var() / fit.sd**2, abs=1e-3)


@pytest.mark.parametrize(
    ("variance", "sd", "expected"), [(0.0, 1.0, 1.0), (0.25, 1.0, 0.75), (4.0, 1.0, 0.0)]
)
def test_reliability_is_the_share_that_is_no_longer_in_doubt(variance, sd, expected):
    assert reliability(np.full(5, variance), sd) == pytest.approx(expected)
