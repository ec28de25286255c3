"""The Rasch model against published values and slower, independent ways of computing."""

import itertools
import math

import pytest
from banks import full_blueprint, mixed_difficulties, reference_difficulties
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.engine.irt import (
    expected_raw,
    information,
    probability,
    raw_distribution,
    shifted_distribution,
    theta_error,
    theta_from_raw,
)

SECTION_SIX = (
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
    10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
)  # fmt: skip
"""Law School Admission Test, section 6: frequencies of patterns 00000..11111 (Bock and Lieberman 1970)."""

SECTION_SIX_EASE, SECTION_SIX_VARIANCE = (2.7300, 0.9986, 0.2399, 1.3065, 2.0994), 0.5702
"""The published Rasch solution (marginal maximum likelihood); its log-likelihood is -2466.938."""

logits = st.floats(-4, 4)
forms = st.lists(logits, min_size=2, max_size=40)


def bisected_theta(raw, difficulties):
    low, high = -60.0, 60.0
    for _ in range(100):
        middle = (low + high) / 2
        reached = sum(1 / (1 + math.exp(b - middle)) for b in difficulties)
        low, high = (low, middle) if reached > raw else (middle, high)
    return low


def enumerated_distribution(theta, difficulties):
    chances = [0.0] * (len(difficulties) + 1)
    for pattern in itertools.product((0, 1), repeat=len(difficulties)):
        terms = (
            1 / (1 + math.exp(b - theta)) if right else 1 / (1 + math.exp(theta - b))
            for right, b in zip(pattern, difficulties, strict=True)
        )
        chances[sum(pattern)] += math.prod(terms)
    return chances


def test_the_data_of_bock_and_lieberman_have_their_published_likelihood():
    spread = math.sqrt(SECTION_SIX_VARIANCE)
    nodes = [(i * 0.02 * spread, math.exp(-((i * 0.02) ** 2) / 2)) for i in range(-400, 401)]
    total = sum(weight for _, weight in nodes)
    likelihood = 0.0
    for pattern, count in zip(itertools.product((0, 1), repeat=5), SECTION_SIX, strict=True):
        marginal = 0.0
        for theta, weight in nodes:
            chances = (probability(theta, -ease) for ease in SECTION_SIX_EASE)
            marginal += weight * math.prod(
                p if right else 1 - p for p, right in zip(chances, pattern, strict=True)
            )
        likelihood += count * math.log(marginal / total)
    assert likelihood == pytest.approx(-2466.938, abs=0.002)


def test_the_chance_is_one_half_where_ability_meets_difficulty():
    assert probability(1.3, 1.3) == 0.5


def test_one_logit_above_the_difficulty_gives_the_logistic_value():
    assert probability(1.0, 0.0) == pytest.approx(0.7310585786300049, abs=1e-15)


@given(theta=st.floats(-800, 800), b=st.floats(-800, 800))
def test_chances_stay_chances_however_far_apart_ability_and_difficulty_are(theta, b):
    assert 0 <= probability(theta, b) <= 1
    assert probability(theta, b) + probability(b, theta) == pytest.approx(1)


def test_the_reference_form_expects_its_ratings_sum_at_the_cut():
    blueprint = full_blueprint()
    ratings = sum(rating * count for rating, count in blueprint.reference)
    assert expected_raw(0.0, reference_difficulties(blueprint)) == pytest.approx(ratings)


@given(theta=logits, difficulties=forms)
def test_information_is_the_slope_of_the_tcc(theta, difficulties):
    step = 1e-5
    slope = (expected_raw(theta + step, difficulties) - expected_raw(theta - step, difficulties)) / (2 * step)
    assert information(theta, difficulties) == pytest.approx(slope, rel=1e-5)


@pytest.mark.parametrize(
    ("theta", "error"), [(-1, 0.149), (-0.5, 0.151), (0, 0.161), (0.5, 0.179), (1, 0.206)]
)
def test_the_csem_of_200_items_is_near_that_of_an_independent_simulation(theta, error):
    assert theta_error(theta, reference_difficulties(full_blueprint())) == pytest.approx(error, abs=0.004)


@given(difficulties=forms, share=st.floats(0.01, 0.99))
def test_theta_from_raw_inverts_the_tcc(difficulties, share):
    raw = share * len(difficulties)
    assert expected_raw(theta_from_raw(raw, difficulties), difficulties) == pytest.approx(raw, abs=1e-8)


@pytest.mark.parametrize("raw", [0.3, 1, 60, 138, 199, 199.7])
def test_theta_from_raw_agrees_with_plain_bisection(raw):
    difficulties = mixed_difficulties(full_blueprint())
    assert theta_from_raw(raw, difficulties) == pytest.approx(bisected_theta(raw, difficulties), abs=1e-9)


def test_items_of_one_difficulty_have_the_closed_form():
    assert theta_from_raw(15, [0.4] * 20) == pytest.approx(0.4 + math.log(15 / 5), abs=1e-9)


def test_widely_spread_difficulties_do_not_throw_newton_off():
    difficulties = [-30.0] * 5 + [30.0] * 5
    assert expected_raw(theta_from_raw(7, difficulties), difficulties) == pytest.approx(7, abs=1e-8)


@pytest.mark.parametrize("raw", [0, 3, -1, 4])
def test_raw_scores_at_the_ends_and_beyond_have_no_theta(raw):
    with pytest.raises(ValueError, match="of 3"):
        theta_from_raw(raw, [0.0, 0.1, 0.2])


@pytest.mark.parametrize("theta", [-1.5, 0.0, 2.0])
def test_the_raw_distribution_agrees_with_every_pattern_counted(theta):
    difficulties = [-2.1, -1.0, -0.4, 0.0, 0.3, 0.3, 1.1, 2.5]
    counted = enumerated_distribution(theta, difficulties)
    assert raw_distribution(theta, difficulties) == pytest.approx(counted, abs=1e-14)


def test_the_raw_distribution_has_the_mean_and_variance_of_the_tcc():
    difficulties = mixed_difficulties(full_blueprint())
    chances = raw_distribution(0.4, difficulties)
    mean = sum(raw * chance for raw, chance in enumerate(chances))
    variance = sum((raw - mean) ** 2 * chance for raw, chance in enumerate(chances))
    assert sum(chances) == pytest.approx(1)
    assert mean == pytest.approx(expected_raw(0.4, difficulties))
    assert variance == pytest.approx(information(0.4, difficulties))


@given(difficulties=forms, theta=logits, shift=st.floats(-3, 3))
def test_one_distribution_gives_those_at_other_abilities(difficulties, theta, shift):
    shifted = shifted_distribution(raw_distribution(theta, difficulties), shift)
    assert shifted == pytest.approx(raw_distribution(theta + shift, difficulties), abs=1e-12)


def test_a_long_form_can_be_shifted_far_without_overflow():
    shifted = shifted_distribution(raw_distribution(0.0, [0.0] * 800), 6.0)
    assert shifted[-1] == pytest.approx(probability(6.0, 0.0) ** 800, rel=1e-9)
