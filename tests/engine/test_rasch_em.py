"""The Rasch model by EM: published values, an independent maximization, and what must not matter."""

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from answer_sets import names, of_table, simulated
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.lsat import ITEMS, answers, lsat, patterns
from cmas_desktop.engine import rasch_em, responses
from cmas_desktop.engine.rasch_em import Prior, Setup, boundless, fit_rasch
from cmas_desktop.engine.responses import responses_of


def dense_log_likelihood(table, b, mean, sd):
    """The marginal log-likelihood written out cell by cell, over Gauss-Hermite points (independent)."""
    points, weights = np.polynomial.hermite_e.hermegauss(61)
    theta = mean + sd * points
    total = 0.0
    for cells in table:
        density = weights / weights.sum()
        for difficulty, cell in zip(b, cells, strict=True):
            if cell is not None:
                right = 1 / (1 + np.exp(difficulty - theta))
                density = density * (right if cell else 1 - right)
        total += np.log(density.sum())
    return total


def test_the_lsat_difficulties_are_those_of_the_r_package_mirt():
    """tests/testthat/test-01-mirtOne.R: Rasch intercepts 2.73, 0.999, 0.24, 1.306, 2.099, variance 0.57."""
    fit = fit_rasch(lsat())
    assert fit.converged
    assert fit.b == pytest.approx([-2.730, -0.999, -0.240, -1.306, -2.099], abs=0.005)
    assert fit.sd**2 == pytest.approx(0.570, abs=0.005)
    assert fit.mean == 0


def test_the_lsat_difficulties_are_those_of_the_r_package_ltm():
    """D. Rizopoulos, Journal of Statistical Software 17 (2006), 5: one discrimination for all items."""
    fit = fit_rasch(lsat())
    assert fit.sd == pytest.approx(0.755, abs=0.005)
    assert fit.b / fit.sd == pytest.approx([-3.615, -1.322, -0.318, -1.730, -2.780], abs=0.005)


def test_the_lsat_log_likelihood_is_the_published_one():
    """The same two packages print -2466.938."""
    assert fit_rasch(lsat()).log_likelihood == pytest.approx(-2466.938, abs=0.005)


def test_no_step_away_from_the_lsat_solution_is_likelier():
    fit = fit_rasch(lsat())

    def likelihood(b, sd):
        return sum(
            times * dense_log_likelihood([pattern], b, 0.0, sd) for pattern, times in patterns() if times
        )

    best = likelihood(fit.b, fit.sd)
    assert best == pytest.approx(fit.log_likelihood, abs=1e-3)
    for at in range(5):
        for step in (-0.02, 0.02):
            moved = fit.b.copy()
            moved[at] += step
            assert likelihood(moved, fit.sd) < best
    assert likelihood(fit.b, fit.sd * 1.03) < best
    assert likelihood(fit.b, fit.sd * 0.97) < best


def test_sparse_answers_have_the_likelihood_of_the_written_out_table():
    table = simulated(np.linspace(-1.5, 1.5, 9), 60, seed=3, asked=0.6)
    fit = fit_rasch(of_table(table))
    assert fit.log_likelihood == pytest.approx(dense_log_likelihood(table, fit.b, 0.0, fit.sd), abs=1e-3)


def test_small_blocks_and_one_block_agree(monkeypatch):
    held = of_table(simulated(np.linspace(-2, 2, 12), 80, seed=4, asked=0.5))
    whole = fit_rasch(held)
    monkeypatch.setattr(responses, "BLOCK_CELLS", 30)
    parts = fit_rasch(held)
    assert parts.b == pytest.approx(whole.b, abs=1e-6)
    assert parts.sd == pytest.approx(whole.sd, abs=1e-6)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_persons_and_items_never_matters(seed):
    chance = random.Random(seed)
    rows = [row for row in answers() if int(row.person[1:]) % 8 == 0]
    usual = fit_rasch(responses_of(rows))
    mixed = rows.copy()
    chance.shuffle(mixed)
    assert np.array_equal(fit_rasch(responses_of(mixed)).b, usual.b)
    renamed = dict(zip(ITEMS, chance.sample(ITEMS, 5), strict=True))
    ids = names(1000, "q")
    chance.shuffle(ids)
    others = responses_of(
        replace(row, item=renamed[row.item], person=ids[int(row.person[1:])]) for row in rows
    )
    again = fit_rasch(others)
    for at, item in enumerate(ITEMS):
        assert again.b[ITEMS.index(renamed[item])] == pytest.approx(usual.b[at], abs=1e-6)


def test_each_round_is_likelier_than_the_one_before(monkeypatch):
    held = of_table(simulated(np.linspace(-2, 2, 10), 150, seed=5, asked=0.7))
    likelihoods = []
    for rounds in range(1, 12):
        monkeypatch.setattr(rasch_em, "MOST_ROUNDS", rounds)
        fit = fit_rasch(held)
        assert fit.iterations <= rounds
        likelihoods.append(fit.log_likelihood)
    assert all(later >= earlier - 1e-7 for earlier, later in pairwise(likelihoods))


def test_a_search_that_was_cut_short_says_so(monkeypatch):
    monkeypatch.setattr(rasch_em, "MOST_ROUNDS", 2)
    assert not fit_rasch(lsat()).converged


def test_a_fixed_spread_of_ability_stays():
    assert fit_rasch(lsat(), Setup({}, {}, sd=1.25)).sd == 1.25


def test_answers_that_do_not_hang_together_end_at_the_least_spread():
    chance = np.random.default_rng(6)
    fit = fit_rasch(of_table(chance.integers(0, 2, (40, 6)).tolist()))
    assert fit.sd < 0.6
    assert np.isfinite(fit.b).all()


def test_priors_pull_thin_items_to_the_rating_and_thick_ones_hardly():
    b = np.zeros(10)
    table = simulated(b, 400, seed=7)
    for row in table[8:]:
        row[0] = None
    items = names(10)
    rated = {item: Prior(0.0, 0.3) for item in items} | {
        items[0]: Prior(1.5, 0.3),
        items[1]: Prior(1.5, 0.3),
    }
    fit = fit_rasch(of_table(table), Setup(rated, {}))
    thin, thick = fit.b[0], fit.b[1]
    assert thin > 1.0
    assert abs(thick) < 0.6


@pytest.mark.parametrize("sd", [0.05, 0.3, 1.0, 5.0])
def test_a_wider_prior_pulls_less(sd):
    held = of_table(simulated(np.linspace(-1, 1, 8), 100, seed=8))
    items = names(8)
    near = fit_rasch(held, Setup({item: Prior(0.0, sd) for item in items}, {}))
    far = fit_rasch(held, Setup({item: Prior(0.0, sd * 2) for item in items}, {}))
    assert np.abs(near.b).sum() < np.abs(far.b).sum()


def test_priors_say_where_the_origin_is():
    truth = np.linspace(-1, 1, 15)
    held = of_table(simulated(truth, 250, seed=9, mean=0.8))
    priors = {item: Prior(b, 0.5) for item, b in zip(names(15), truth, strict=True)}
    fit = fit_rasch(held, Setup(priors, {}))
    assert fit.mean == pytest.approx(0.8, abs=0.2)
    assert fit.b.mean() == pytest.approx(truth.mean(), abs=1e-6)


def test_anchors_stay_to_the_bit_and_place_the_others():
    truth = np.linspace(-1.5, 1.5, 20)
    held = of_table(simulated(truth, 300, seed=13, mean=0.5))
    items = names(20)
    anchors = {item: float(b) for item, b in zip(items[:14], truth[:14], strict=True)}
    fit = fit_rasch(held, Setup({}, anchors))
    assert fit.b[:14].tolist() == [anchors[item] for item in items[:14]]
    assert fit.mean == pytest.approx(0.5, abs=0.2)
    assert fit.b[14:] == pytest.approx(truth[14:], abs=0.4)


def test_moving_all_anchors_moves_everything_by_as_much():
    truth = np.linspace(-1, 1, 10)
    held = of_table(simulated(truth, 200, seed=11))
    anchors = dict(zip(names(5), truth[:5].tolist(), strict=True))
    one = fit_rasch(held, Setup({}, anchors))
    two = fit_rasch(held, Setup({}, {item: b + 2.0 for item, b in anchors.items()}))
    assert two.b == pytest.approx(one.b + 2.0, abs=1e-4)
    assert two.mean == pytest.approx(one.mean + 2.0, abs=1e-4)
    assert two.sd == pytest.approx(one.sd, abs=1e-4)


def test_known_difficulties_are_found_again():
    truth = np.linspace(-2, 2, 20)
    fit = fit_rasch(of_table(simulated(truth, 600, seed=12, sd=0.8, asked=0.8)))
    assert fit.b == pytest.approx(truth, abs=0.4)
    assert np.corrcoef(fit.b, truth)[0, 1] > 0.99
    assert fit.sd == pytest.approx(0.8, abs=0.1)


def test_an_item_that_all_or_none_got_right_has_no_finite_difficulty():
    held = of_table([[1, 0, 1], [1, 0, 0], [1, 0, 1]])
    assert boundless(held, Setup({}, {})) == {"i0000", "i0001"}
    assert boundless(held, Setup({"i0000": Prior(0, 1)}, {"i0001": 0.0})) == frozenset()
    with pytest.raises(ValueError, match="finite"):
        fit_rasch(held)


def test_a_prior_gives_such_an_item_a_finite_difficulty():
    held = of_table([[1, 0, 1], [1, 1, 0], [1, 0, 1]])
    fit = fit_rasch(held, Setup({item: Prior(0.0, 0.7) for item in names(3)}, {}))
    assert fit.converged
    assert -1.5 < fit.b[0] < 0


def test_without_responses_there_is_nothing_to_fit():
    with pytest.raises(ValueError, match="no responses"):
        fit_rasch(responses_of([]))
