"""Infit and outfit: one under the model, more where a key is wrong."""

import numpy as np
import pytest
from answer_sets import of_table, simulated

from cmas_desktop.engine import responses
from cmas_desktop.engine.item_fit import item_fit
from cmas_desktop.engine.rasch_em import Setup, fit_rasch

TRUTH = np.linspace(-1.5, 1.5, 24)


def fitted(table):
    held = of_table(table)
    return item_fit(held, fit_rasch(held))


def test_under_the_model_both_are_near_one():
    found = fitted(simulated(TRUTH, 500, seed=1))
    for squares, spreads in ((found.infit, found.infit_spread), (found.outfit, found.outfit_spread)):
        assert squares.mean() == pytest.approx(1.0, abs=0.02)
        assert (np.abs(squares - 1) < 4 * spreads).all()


@pytest.mark.parametrize("items", [3, 6, 12])
def test_short_forms_have_the_same_expectation(items):
    means = [fitted(simulated(np.linspace(-1, 1, items), 300, seed=seed)).outfit.mean() for seed in range(12)]
    assert np.mean(means) == pytest.approx(1.0, abs=0.02)


def test_an_item_with_the_wrong_key_does_not_fit():
    table = simulated(TRUTH, 400, seed=2)
    for row in table:
        row[12] = 1 - row[12]
    found = fitted(table)
    assert found.infit[12] > 1.25
    assert found.infit[12] - 1 > 4 * found.infit_spread[12]
    assert found.infit.argmax() == 12
    assert np.delete(found.infit, 12).max() < 1.2


def test_an_item_that_parts_people_too_sharply_is_below_one():
    chance = np.random.default_rng(3)
    theta = chance.normal(0, 1, 400)
    steep = chance.random(400) < 1 / (1 + np.exp(-4 * theta))
    rest = chance.random((400, 23)) < 1 / (1 + np.exp(TRUTH[1:][None, :] - theta[:, None]))
    found = fitted([[int(one), *map(int, cells)] for one, cells in zip(steep, rest, strict=True)])
    assert found.infit[0] < 0.8
    assert found.outfit[0] < 0.8


def test_the_squares_are_those_of_the_residuals_written_out():
    table = simulated([-0.8, 0.0, 0.9], 40, seed=4, asked=0.8)
    held = of_table(table)
    fit = fit_rasch(held, Setup({}, {}, sd=0.8))
    points, weights = np.polynomial.hermite_e.hermegauss(61)
    right = 1 / (1 + np.exp(fit.b[:, None] - 0.8 * points[None, :]))
    standardized, weighted, information, count = (np.zeros(3) for _ in range(4))
    for cells in table:
        likelihood = weights.copy()
        for at, cell in enumerate(cells):
            if cell is not None:
                likelihood = likelihood * (right[at] if cell else 1 - right[at])
        likelihood = likelihood / likelihood.sum()
        for at, cell in enumerate(cells):
            if cell is not None:
                square, spread = (cell - right[at]) ** 2, right[at] * (1 - right[at])
                standardized[at] += likelihood @ (square / spread)
                weighted[at] += likelihood @ square
                information[at] += likelihood @ spread
                count[at] += 1
    found = item_fit(held, fit)
    assert found.outfit == pytest.approx(standardized / count, rel=1e-3)
    assert found.infit == pytest.approx(weighted / information, rel=1e-3)


def test_the_spreads_are_as_large_as_the_squares_scatter():
    b = np.zeros(10)
    found = [fitted(simulated(b, 150, seed=seed)) for seed in range(40)]
    scatter = np.std([one.infit for one in found], axis=0).mean()
    assert scatter == pytest.approx(np.mean([one.infit_spread for one in found]), rel=0.5)


def test_small_blocks_and_one_block_agree(monkeypatch):
    held = of_table(simulated(TRUTH, 60, seed=5, asked=0.5))
    fit = fit_rasch(held)
    whole = item_fit(held, fit)
    monkeypatch.setattr(responses, "BLOCK_CELLS", 50)
    parts = item_fit(held, fit)
    assert parts.infit == pytest.approx(whole.infit)
    assert parts.outfit_spread == pytest.approx(whole.outfit_spread)
