"""What a domain's own score is worth, against simulated candidates whose true domain scores are known."""

import dataclasses

import numpy as np
import pytest
from banks import full_blueprint, mixed_difficulties
from hypothesis import given, settings
from hypothesis import strategies as st

from cmas_desktop.engine.irt import theta_from_raw
from cmas_desktop.engine.population import MEAN, SPREAD
from cmas_desktop.engine.subscores import (
    CLIPPED,
    LEAST_GAIN,
    LEAST_SITTINGS,
    NO_SPREAD,
    NO_TRUE_SPREAD,
    TOO_FEW,
    DomainScores,
    SubscoreValue,
    gate_sentence,
    subscore_values,
)

COUNTS = (26, 14, 20, 34, 34, 34, 14, 24)
DIFFICULTIES = np.array(mixed_difficulties(full_blueprint()))
STARTS = np.cumsum((0, *COUNTS))[:-1]


def sittings(correlation, persons, seed):
    """True and observed fractions by domain, and the error variances at the ability of the whole score."""
    chance = np.random.default_rng(seed)
    shared, own = chance.normal(size=(persons, 1)), chance.normal(size=(persons, 8))
    theta = MEAN + SPREAD * (correlation**0.5 * shared + (1 - correlation) ** 0.5 * own)
    chances = 1 / (1 + np.exp(DIFFICULTIES - np.repeat(theta, COUNTS, axis=1)))
    right = (chance.random(chances.shape) < chances).astype(float)
    abilities = [theta_from_raw(min(max(raw, 0.3), 199.7), DIFFICULTIES) for raw in range(201)]
    ability = np.array(abilities)[right.sum(axis=1).astype(int), None]
    p = 1 / (1 + np.exp(DIFFICULTIES - ability))
    true, observed, error = (
        np.add.reduceat(table, STARTS, axis=1) for table in (chances, right, p * (1 - p))
    )
    return true / COUNTS, observed / COUNTS, error / np.square(COUNTS)


def scores(observed, error):
    """The columns as the engine takes them."""
    return [
        DomainScores(f"domain {at + 1}", observed[:, at].tolist(), error[:, at].tolist(), count / 200)
        for at, count in enumerate(COUNTS)
    ]


def explained(true, *predictors):
    """1 - mean squared error of the best linear prediction of the true scores over their variance."""
    table = np.column_stack([np.ones_like(true), *predictors])
    weights, *_ = np.linalg.lstsq(table, true, rcond=None)
    return 1 - ((table @ weights - true) ** 2).mean() / true.var()


def two_domains(first, second, error=0.01, sitting=LEAST_SITTINGS):
    """Two domains of equal weight that repeat these fractions over enough sittings."""
    times = sitting // len(first)
    return [
        DomainScores(name, column * times, [error] * len(column) * times, 0.5)
        for name, column in (("a", first), ("b", second))
    ]


@pytest.fixture(scope="module", params=[0.95, 0.9, 0.7])
def simulated(request):
    true, observed, error = sittings(request.param, 20_000, seed=37)
    return request.param, true, observed, subscore_values(scores(observed, error))


def test_the_predictions_are_worth_what_true_scores_say(simulated):
    _, true, observed, values = simulated
    total = observed @ COUNTS / 200
    for at, value in enumerate(values):
        assert value.from_own == pytest.approx(explained(true[:, at], observed[:, at]), abs=0.02)
        assert value.from_total == pytest.approx(explained(true[:, at], total), abs=0.02)
        assert value.from_both == pytest.approx(explained(true[:, at], observed[:, at], total), abs=0.02)


def test_domains_open_where_they_differ_enough_and_are_long_enough(simulated):
    correlation, _, _, values = simulated
    opened = [count for count, value in zip(COUNTS, values, strict=True) if value.adds_value]
    assert all(value.note == "" and value.sittings == 20_000 for value in values)
    if correlation >= 0.9:
        assert opened == []
    else:
        assert {34, 26, 24} <= set(opened) <= {34, 26, 24, 20}


def test_the_figures_are_near_those_of_an_independent_study():
    """With 0.9 between them: 34 items 0.79 by the own score and 0.87 by the whole; 14 items 0.60, 0.85."""
    values = subscore_values(scores(*sittings(0.9, 6000, seed=41)[1:]))
    for count, own, total in ((34, 0.79, 0.87), (14, 0.60, 0.85)):
        found = [value for value, items in zip(values, COUNTS, strict=True) if items == count]
        assert np.mean([value.from_own for value in found]) == pytest.approx(own, abs=0.03)
        assert np.mean([value.from_total for value in found]) == pytest.approx(total, abs=0.03)


def test_both_scores_together_predict_no_worse_than_either(simulated):
    for value in simulated[3]:
        assert value.reliability == value.from_own
        assert value.from_both >= max(value.from_own, value.from_total)


def test_the_formulas_by_hand():
    """Variance 0.04 each, covariance 0.02, error 0.01; n / (n - 1) throughout."""
    k = 200 / 199
    first, second = [0.4] * 75 + [0.8] * 75 + [0.4] * 25 + [0.8] * 25, [0.4] * 75 + [0.8] * 100 + [0.4] * 25
    value, other = subscore_values(two_domains(first, second))
    true, together = 0.04 * k - 0.01, 0.03 * k - 0.005
    known, table = np.array([true, together]), np.array([[0.04 * k, 0.03 * k], [0.03 * k, 0.03 * k]])
    assert value.from_own == pytest.approx(true / (0.04 * k))
    assert value.from_total == pytest.approx(together**2 / (true * 0.03 * k))
    assert value.from_both == pytest.approx(known @ np.linalg.solve(table, known) / true)
    assert dataclasses.replace(other, domain="a") == value


def test_the_order_of_the_sittings_changes_nothing():
    _, observed, error = sittings(0.8, 400, seed=43)
    mixed = np.random.default_rng(1).permutation(400)
    one, other = (subscore_values(scores(observed[rows], error[rows])) for rows in (np.arange(400), mixed))
    for value, again in zip(one, other, strict=True):
        assert dataclasses.astuple(value)[2:6] == pytest.approx(dataclasses.astuple(again)[2:6], rel=1e-12)
        assert (value.domain, value.adds_value) == (again.domain, again.adds_value)


def test_below_the_least_number_nothing_is_computed_and_nothing_opens():
    _, observed, error = sittings(0.5, LEAST_SITTINGS, seed=47)
    few = subscore_values(scores(observed[1:], error[1:]))
    assert few[0] == SubscoreValue("domain 1", 199, None, None, None, None, False, TOO_FEW)
    assert not any(value.adds_value for value in few)
    assert any(value.adds_value for value in subscore_values(scores(observed, error)))


def test_a_gain_under_the_least_opens_nothing():
    """Errors chosen so that own and whole score come as near as the gain asked for, from either side."""
    first, second = [0.2, 0.8, 0.2, 0.8], [0.2, 0.2, 0.8, 0.8]

    def gain(error):
        value = subscore_values(two_domains(first, second, error))[0]
        return value.from_own - value.from_total, value.adds_value

    found = [gain(0.001 * step) for step in range(1, 90)]
    assert {opened for _, opened in found} == {True, False}
    assert all(opened == (difference >= LEAST_GAIN) for difference, opened in found)


def test_one_domain_that_is_the_whole_adds_nothing_to_itself():
    (value,) = subscore_values([DomainScores("all", [0.3, 0.9] * 100, [0.01] * 200, 1.0)])
    assert value.from_own == pytest.approx(value.from_total) == pytest.approx(value.from_both)
    assert not value.adds_value


@pytest.mark.parametrize(("same", "error"), [(0.5, 0.01), (0.1, 0.0), (0.7, 0.0)])
def test_scores_that_do_not_differ_have_no_figures(same, error):
    constant, other = subscore_values(two_domains([same, same], [0.2, 0.8], error))
    assert constant == SubscoreValue("a", 200, None, None, None, None, False, NO_SPREAD)
    assert other.from_own is not None


def test_a_whole_score_that_does_not_differ_gives_no_figures():
    values = subscore_values(two_domains([0.1, 0.7], [0.7, 0.1]))
    assert [value.note for value in values] == [NO_SPREAD, NO_SPREAD]


def test_scores_that_differ_less_than_chance_makes_them_have_no_reliability():
    value = subscore_values(two_domains([0.49, 0.51], [0.2, 0.8]))[0]
    assert value == SubscoreValue("a", 200, 0.0, 0.0, None, None, False, NO_TRUE_SPREAD)


def test_a_prediction_above_one_is_set_to_one_and_said():
    """More error than there is: the domains then seem to correlate by more than 1."""
    value = subscore_values(two_domains([0.4, 0.8], [0.4, 0.8], error=0.035))[0]
    assert (value.from_total, value.note, value.adds_value) == (1.0, CLIPPED, False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"fractions": [0.5] * 199}, "same sittings"),
        ({"weight": 0.4}, "sum to one"),
        ({"fractions": [1.5] * 200}, "between 0 and 1"),
        ({"fractions": [float("nan")] * 200}, "between 0 and 1"),
        ({"error_variances": [-0.01] * 200}, "negative"),
        ({"error_variances": [float("nan")] * 200}, "no number"),
    ],
)
def test_columns_that_contradict_themselves_are_refused(change, words):
    first, second = two_domains([0.4, 0.8], [0.2, 0.8])
    with pytest.raises(ValueError, match=words):
        subscore_values([dataclasses.replace(first, **change), second])


@given(st.integers(0, 10_000), st.floats(0, 0.2), st.sampled_from([0.0, 0.5, 0.99]))
@settings(max_examples=40, deadline=None)
def test_all_figures_are_shares_whatever_the_columns(seed, error, likeness):
    chance = np.random.default_rng(seed)
    first = chance.random(LEAST_SITTINGS)
    second = likeness * first + (1 - likeness) * chance.random(LEAST_SITTINGS)
    for value in subscore_values(two_domains(first.tolist(), second.tolist(), error)):
        figures = (value.reliability, value.from_own, value.from_total, value.from_both)
        assert all(figure is None or 0 <= figure <= 1 for figure in figures)
        assert None not in figures or value.note


def named(*opened, of=("Billing", "Records", "Office"), count=340):
    return [SubscoreValue(name, count, 0.8, 0.8, 0.7, 0.85, name in opened) for name in of]


def test_the_sentence_says_that_no_domain_opens():
    sentence = "In 340 sittings no domain's own score tells more than the whole score does."
    assert gate_sentence(named()) == sentence


@pytest.mark.parametrize(
    ("opened", "end"),
    [
        (("Records",), "does in Records."),
        (("Billing", "Office"), "does in Billing and Office."),
        (("Billing", "Records", "Office"), "does in Billing, Records and Office."),
    ],
)
def test_the_sentence_names_the_domains_that_open(opened, end):
    assert gate_sentence(named(*opened)).endswith(end)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "there are 0 sittings"), (1, "there is 1 sitting,"), (199, "199 sittings")]
)
def test_the_sentence_says_how_many_sittings_are_needed(count, words):
    sentence = gate_sentence(named(count=count))
    assert words in sentence
    assert "200 are needed" in sentence


def test_without_domains_there_is_nothing_to_say_but_that():
    assert subscore_values([]) == ()
    assert "0 sittings" in gate_sentence([])
