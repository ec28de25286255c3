"""The assumed population and the chance of passing again."""

import math

import numpy as np
import pytest
from banks import full_blueprint, reference_difficulties

from cmas_desktop.engine.population import MEAN, SPREAD, abilities, chance_of_passing
from cmas_desktop.engine.scale import conversion_table

BLUEPRINT = full_blueprint()
REFERENCE = reference_difficulties(BLUEPRINT)
PASSING = 139
ROWS = conversion_table(REFERENCE, BLUEPRINT).rows


def test_the_grid_has_the_mean_and_spread_that_it_stands_for():
    weights = [weight for _, weight in abilities()]
    mean = sum(theta * weight for theta, weight in abilities())
    variance = sum((theta - mean) ** 2 * weight for theta, weight in abilities())
    assert sum(weights) == pytest.approx(1)
    assert mean == pytest.approx(MEAN)
    assert math.sqrt(variance) == pytest.approx(SPREAD, rel=0.001)


@pytest.mark.parametrize(
    ("scaled", "chance"),
    [
        (63.2, 0.08),
        (65.2, 0.17),
        (67.2, 0.30),
        (69.2, 0.46),
        (71.2, 0.64),
        (73.2, 0.79),
        (75.2, 0.90),
        (77.2, 0.96),
    ],
)
def test_the_chances_are_near_those_of_an_independent_simulation(scaled, chance):
    below = max(row.raw for row in ROWS if row.scaled <= scaled)
    share = (scaled - ROWS[below].scaled) / (ROWS[below + 1].scaled - ROWS[below].scaled)
    low, high = (chance_of_passing(raw, PASSING, REFERENCE) for raw in (below, below + 1))
    assert low + share * (high - low) == pytest.approx(chance, abs=0.03)


def test_the_chance_agrees_with_simulated_candidates_who_sit_twice():
    chance = np.random.default_rng(5)
    theta = chance.normal(MEAN, SPREAD, 15_000)
    chances = 1 / (1 + np.exp(np.array(REFERENCE)[:, None] - theta))
    first, second = ((chance.random(chances.shape, dtype=np.float32) < chances).sum(axis=0) for _ in range(2))
    again = second[(first >= 135) & (first <= 137)] >= PASSING
    expected = sum(chance_of_passing(raw, PASSING, REFERENCE) for raw in (135, 136, 137)) / 3
    assert again.mean() == pytest.approx(expected, abs=4 * math.sqrt(0.25 / again.size))


def test_the_chance_rises_with_every_right_answer_and_stays_a_chance():
    chances = [chance_of_passing(raw, PASSING, REFERENCE) for raw in range(0, 201, 20)]
    assert chances == sorted(chances)
    assert chances[0] < 1e-9
    assert 0.999 < chances[-1] <= 1
