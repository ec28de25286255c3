"""Mantel-Haenszel: a textbook table, what it must not depend on, and items made to differ."""

import math

import numpy as np
import pytest
from answer_sets import of_table, simulated

from cmas_desktop.engine.mantel_haenszel import common_odds, group_differences, strata_of


def cells(*strata):
    """Tables by stratum, each (reference right, wrong, focal right, wrong)."""
    return np.array(strata, dtype=np.int64).T


def groups_of(persons, item_shift, seed=1):
    """Two groups of equal ability, for the second of which item 0 is harder by `item_shift` logits."""
    b = np.linspace(-1, 1, 10)
    harder = b.copy()
    harder[0] += item_shift
    rows = simulated(b, persons, seed) + simulated(harder, persons, seed + 1)
    held = of_table(rows)
    focal = np.array([0] * persons + [1] * persons)
    return held, held.raw.astype(float), focal


def test_one_table_has_its_own_odds_ratio():
    found = common_odds(cells((40, 10, 30, 20)))
    assert found.odds_ratio == pytest.approx((40 * 20) / (10 * 30))
    assert found.delta == pytest.approx(-2.35 * math.log(8 / 3))


def test_the_error_of_one_table_is_that_of_a_log_odds_ratio():
    """With a single stratum the variance is B. Woolf's 1/a + 1/b + 1/c + 1/d."""
    found = common_odds(cells((40, 10, 30, 20)))
    assert found.delta_error == pytest.approx(2.35 * math.sqrt(1 / 40 + 1 / 10 + 1 / 30 + 1 / 20))


def test_the_common_ratio_is_the_published_formula():
    strata = [(12, 8, 9, 11), (25, 5, 20, 10), (30, 2, 28, 6)]
    above = sum(a * d / (a + b + c + d) for a, b, c, d in strata)
    below = sum(b * c / (a + b + c + d) for a, b, c, d in strata)
    assert common_odds(cells(*strata)).odds_ratio == pytest.approx(above / below)


def test_the_berkeley_admissions_hide_no_common_difference():
    """P. J. Bickel et al., Science 187 (1975) 398-404; R's mantelhaen.test(UCBAdmissions) prints 0.9047."""
    found = common_odds(
        cells(
            (512, 313, 89, 19),
            (353, 207, 17, 8),
            (120, 205, 202, 391),
            (138, 279, 131, 244),
            (53, 138, 94, 299),
            (22, 351, 24, 317),
        )
    )
    assert found.odds_ratio == pytest.approx(0.9047, abs=0.0001)
    interval = [math.log(found.odds_ratio) + side * 1.959964 * found.delta_error / 2.35 for side in (-1, 1)]
    assert np.exp(interval) == pytest.approx([0.7720, 1.0603], abs=0.0002)
    assert found.kind == "A"


def test_exchanging_the_groups_turns_the_sign():
    one = common_odds(cells((40, 10, 30, 20), (22, 8, 9, 11)))
    two = common_odds(cells((30, 20, 40, 10), (9, 11, 22, 8)))
    assert two.delta == pytest.approx(-one.delta)
    assert two.delta_error == pytest.approx(one.delta_error)


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ((500, 500, 480, 520), "A"),
        ((50, 50, 35, 65), "B"),
        ((500, 500, 370, 630), "B"),
        ((700, 300, 400, 600), "C"),
        ((12, 8, 6, 14), "A"),
    ],
)
def test_classes_go_by_size_and_by_certainty(table, kind):
    assert common_odds(cells(table)).kind == kind


def test_where_nothing_can_be_compared_nothing_is_said():
    assert common_odds(cells((10, 0, 10, 0))) is None
    assert common_odds(cells((10, 5, 0, 0), (0, 0, 3, 4))) is None


def test_an_item_made_harder_for_one_group_is_found_and_the_others_are_not():
    held, ability, focal = groups_of(400, 1.5)
    found = group_differences(held, ability, focal)
    assert found["i0000"].kind == "C"
    assert found["i0000"].delta < -1.5
    assert sum(difference.kind == "C" for difference in found.values()) == 1


def test_groups_that_differ_in_ability_alone_do_not_differ_in_items():
    b = np.linspace(-1, 1, 12)
    held = of_table(simulated(b, 500, 3, mean=-0.7) + simulated(b, 500, 4, mean=0.7))
    focal = np.array([0] * 500 + [1] * 500)
    found = group_differences(held, held.raw.astype(float), focal)
    assert all(difference.kind != "C" for difference in found.values())
    assert abs(np.mean([difference.delta for difference in found.values()])) < 0.4


def test_small_groups_and_persons_of_no_group_are_left_out():
    held, ability, focal = groups_of(110, 0.0)
    assert len(group_differences(held, ability, focal)) == 10
    focal[:20] = -1
    assert group_differences(held, ability, focal) == {}


def test_few_values_are_strata_of_their_own_and_many_become_ten():
    assert strata_of(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [2, 0, 2, 1]
    many = strata_of(np.arange(1000.0))
    assert np.bincount(many).tolist() == pytest.approx([100] * 10, abs=1)
