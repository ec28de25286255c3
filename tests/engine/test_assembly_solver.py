"""The solver against choices found by trying all."""

import itertools
import random

import pytest

from cmas_desktop.engine.assembly_model import Row, RowKind
from cmas_desktop.engine.assembly_solver import GAP, cheapest, solver_version

COUNT = 12


def row(coefficients, low, high):
    return Row(RowKind.DOMAIN, "row", tuple(coefficients), low, high)


def choose(count):
    return row([(i, 1.0) for i in range(COUNT)], count, count)


def best_by_trying(costs, rows, size):
    totals = []
    for chosen in itertools.combinations(range(COUNT), size):
        sums = [sum(value for i, value in one.coefficients if i in chosen) for one in rows]
        if all(one.low - 1e-9 <= total <= one.high + 1e-9 for one, total in zip(rows, sums, strict=True)):
            totals.append(sum(costs[i] for i in chosen))
    return min(totals, default=None)


@pytest.mark.parametrize("seed", range(8))
def test_the_choice_costs_what_the_best_of_all_costs(seed):
    chance = random.Random(seed)
    costs = [100 * chance.random() for _ in range(COUNT)]
    weights = row([(i, chance.random()) for i in range(COUNT)], 2.4, 2.6)
    pair = row([(0, 1.0), (1, 1.0)], 0, 1)
    solution = cheapest(costs, [choose(5), weights, pair], [], 0.0)
    best = best_by_trying(costs, [weights, pair], 5)
    assert solution is not None
    assert len(solution.chosen) == 5
    assert best <= sum(costs[i] for i in solution.chosen) <= best + GAP


def test_no_choice_gives_none():
    assert cheapest([1.0] * COUNT, [choose(5), row([(0, 1.0)], 2, 2)], [], 0.0) is None


def test_a_soft_row_is_missed_by_as_little_as_can_be_and_says_to_which_side():
    first_two, last = row([(0, 1.0), (1, 1.0)], 3, 9), row([(11, 1.0)], -5, -1)
    solution = cheapest([0.0] * COUNT, [choose(5)], [first_two, last], 1000.0)
    assert solution is not None
    assert solution.misses == pytest.approx((-1.0, 1.0))
    assert {0, 1} <= set(solution.chosen)
    assert 11 not in solution.chosen


def test_the_same_programme_has_the_same_answer_each_time():
    costs = [1.0] * COUNT
    assert len({cheapest(costs, [choose(6)], [], 0.0) for _ in range(3)}) == 1


def test_the_solver_prints_nothing_and_names_itself(capfd):
    cheapest([1.0] * COUNT, [choose(6)], [], 0.0)
    assert solver_version().startswith("HiGHS 1.")
    assert capfd.readouterr() == ("", "")
