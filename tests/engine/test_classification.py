"""The quality of decisions: against other ways of computing it, simulated candidates and published habits."""

import itertools
import math
import statistics

import numpy as np
import pytest
from banks import full_blueprint, reference_difficulties
from hypothesis import given, settings
from hypothesis import strategies as st

from cmas_desktop.engine.classification import DecisionQuality, decision_quality
from cmas_desktop.engine.irt import expected_raw, probability
from cmas_desktop.engine.population import MEAN, SPREAD, abilities
from cmas_desktop.engine.scale import conversion_table

BLUEPRINT = full_blueprint()
REFERENCE = reference_difficulties(BLUEPRINT)
PASSING = conversion_table(REFERENCE, BLUEPRINT).passing_raw

forms = st.lists(st.floats(-3, 3), min_size=1, max_size=25)


def passing_of(difficulties):
    """The smallest raw score that reaches the form's own cut."""
    return math.ceil(expected_raw(0.0, difficulties) - 1e-9)


def chance_to_pass(theta, difficulties, passing):
    """Every pattern of answers, one by one."""
    chances = [probability(theta, b) for b in difficulties]
    return sum(
        math.prod(p if right else 1 - p for p, right in zip(chances, pattern, strict=True))
        for pattern in itertools.product((0, 1), repeat=len(difficulties))
        if sum(pattern) >= passing
    )


@pytest.fixture(scope="module")
def simulated():
    """Abilities and the raw scores of two sittings of 40,000 candidates on the reference form."""
    chance = np.random.default_rng(23)
    theta = chance.normal(MEAN, SPREAD, 40_000)
    chances = (1 / (1 + np.exp(np.array(REFERENCE)[:, None] - theta))).astype(np.float32)
    first, second = ((chance.random(chances.shape, dtype=np.float32) < chances).sum(axis=0) for _ in range(2))
    return theta, first, second


def test_the_figures_are_near_those_of_an_independent_study_of_such_a_form():
    quality = decision_quality(REFERENCE, PASSING)
    assert quality.accuracy == pytest.approx(0.939, abs=0.005)
    assert quality.consistency == pytest.approx(0.917, abs=0.005)
    assert quality.reliability == pytest.approx(0.956, abs=0.005)


def test_accuracy_and_consistency_are_those_of_simulated_candidates(simulated):
    theta, first, second = simulated
    quality = decision_quality(REFERENCE, PASSING)
    right = ((first >= PASSING) == (theta >= 0)).mean()
    alike = ((first >= PASSING) == (second >= PASSING)).mean()
    assert quality.accuracy == pytest.approx(right, abs=0.005)
    assert quality.consistency == pytest.approx(alike, abs=0.005)


def test_the_reliability_is_the_correlation_of_two_sittings(simulated):
    _, first, second = simulated
    correlation = np.corrcoef(first, second)[0, 1]
    assert decision_quality(REFERENCE, PASSING).reliability == pytest.approx(correlation, abs=0.002)


def test_a_finer_integration_of_normal_raw_scores_says_nearly_the_same():
    """Raw scores as normal with a correction for continuity, by Simpson's rule on either side of the cut."""
    normal = statistics.NormalDist()

    def integral(low, high, value):
        points = np.linspace(low, high, 801)
        weights = np.array([1, *[4, 2] * 399, 4, 1]) * (high - low) / 2400
        ability = statistics.NormalDist(MEAN, SPREAD)
        return sum(w * ability.pdf(t) * value(t) for t, w in zip(points, weights, strict=True))

    def passing(theta):
        chances = 1 / (1 + np.exp(np.array(REFERENCE) - theta))
        return normal.cdf((chances.sum() - PASSING + 0.5) / math.sqrt((chances * (1 - chances)).sum()))

    right = integral(0, 4, passing) + integral(-4, 0, lambda theta: 1 - passing(theta))
    alike = integral(-4, 4, lambda theta: 1 - 2 * passing(theta) * (1 - passing(theta)))
    quality = decision_quality(REFERENCE, PASSING)
    assert quality.accuracy == pytest.approx(right, abs=0.001)
    assert quality.consistency == pytest.approx(alike, abs=0.001)


@pytest.mark.parametrize("difficulties", [[0.3], [-1.0, 0.4, 0.9], [-2.0, -1.0, -0.5, 0.0, 0.6, 1.1]])
def test_tiny_forms_agree_with_all_patterns_of_answers(difficulties):
    for passing in range(len(difficulties) + 1):
        chances = [(t, w, chance_to_pass(t, difficulties, passing)) for t, w in abilities()]
        quality = decision_quality(difficulties, passing)
        assert quality.accuracy == pytest.approx(sum(w * (p if t >= 0 else 1 - p) for t, w, p in chances))
        assert quality.consistency == pytest.approx(sum(w * (p * p + (1 - p) ** 2) for _, w, p in chances))


def test_the_raw_score_of_one_item_has_the_variance_of_a_coin():
    chances = [(probability(theta, 0.5), weight) for theta, weight in abilities()]
    p = sum(weight * chance for chance, weight in chances)
    error = sum(weight * chance * (1 - chance) for chance, weight in chances)
    assert decision_quality([0.5], 1).reliability == pytest.approx(1 - error / (p * (1 - p)))


@pytest.mark.parametrize("count", [150, 200, 230])
def test_lee_and_rudner_agree_on_long_forms(count):
    difficulties = np.random.default_rng(count).normal(-0.9, 0.6, count).tolist()
    quality = decision_quality(difficulties, passing_of(difficulties))
    assert quality.accuracy == pytest.approx(quality.rudner, abs=0.01)


def test_rudner_is_the_share_of_normal_errors_that_keep_their_side():
    chance = np.random.default_rng(29)
    theta = chance.normal(MEAN, SPREAD, 20_000)
    chances = 1 / (1 + np.exp(np.array(REFERENCE)[:, None] - theta))
    error = 1 / np.sqrt((chances * (1 - chances)).sum(axis=0))
    kept = ((theta + chance.normal(size=theta.size) * error >= 0) == (theta >= 0)).mean()
    assert decision_quality(REFERENCE, PASSING).rudner == pytest.approx(kept, abs=0.006)


def test_the_more_items_the_better_toward_one():
    found = []
    for count in (12, 50, 200, 800, 2400):
        difficulties = np.linspace(-2.0, 0.4, count).tolist()
        found.append(decision_quality(difficulties, passing_of(difficulties)))
    for name in ("accuracy", "consistency", "rudner", "reliability"):
        figures = [getattr(quality, name) for quality in found]
        assert figures == sorted(figures)
        assert figures[-1] > 0.97


def test_who_is_always_passed_is_passed_consistently_and_not_accurately():
    quality = decision_quality(REFERENCE, 0)
    assert quality.consistency == pytest.approx(1)
    assert quality.accuracy == pytest.approx(sum(weight for theta, weight in abilities() if theta >= 0))


def test_rudner_and_reliability_know_nothing_of_the_passing_score():
    low, high = decision_quality(REFERENCE, 120), decision_quality(REFERENCE, 160)
    assert (low.rudner, low.reliability) == (high.rudner, high.reliability)
    assert low.accuracy < decision_quality(REFERENCE, PASSING).accuracy > high.accuracy


@given(forms, st.data())
@settings(max_examples=60, deadline=None)
def test_all_figures_are_shares(difficulties, data):
    passing = data.draw(st.integers(0, len(difficulties)))
    quality = decision_quality(difficulties, passing)
    assert 0 <= quality.accuracy <= 1
    assert 0.5 <= quality.consistency <= 1
    assert 0.5 <= quality.rudner <= 1
    assert 0 <= quality.reliability < 1


@given(forms, st.data())
@settings(max_examples=60, deadline=None)
def test_accuracy_is_bounded_by_consistency(difficulties, data):
    """At each theta max(p, 1 - p) = (1 + sqrt(2c - 1)) / 2 with c = p^2 + (1 - p)^2; the root is concave."""
    quality = decision_quality(difficulties, data.draw(st.integers(0, len(difficulties))))
    assert quality.accuracy <= (1 + math.sqrt(max(0.0, 2 * quality.consistency - 1))) / 2 + 1e-9


@given(st.lists(st.floats(-2, 1), min_size=100, max_size=140))
@settings(max_examples=15, deadline=None)
def test_with_the_forms_own_cut_a_decision_is_right_more_often_than_repeated(difficulties):
    quality = decision_quality(difficulties, passing_of(difficulties))
    assert quality.accuracy > quality.consistency


def test_with_a_cut_elsewhere_it_may_be_repeated_more_often_than_right():
    quality = decision_quality(REFERENCE, PASSING - 6)
    assert quality.accuracy < quality.consistency


@given(forms, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_items_changes_nothing(difficulties, chance):
    passing = passing_of(difficulties)
    mixed = chance.sample(difficulties, len(difficulties))
    one, other = (decision_quality(form, passing) for form in (difficulties, mixed))
    for name in DecisionQuality.__slots__:
        assert getattr(one, name) == pytest.approx(getattr(other, name))


@pytest.mark.parametrize(("difficulties", "passing"), [([], 0), ([0.0, 1.0], 3), ([0.0, 1.0], -1)])
def test_what_is_no_raw_score_of_the_form_is_refused(difficulties, passing):
    with pytest.raises(ValueError, match="not a raw score"):
        decision_quality(difficulties, passing)
