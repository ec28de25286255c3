"""Classical item analysis, against published values and plain recomputation."""

import statistics

import numpy as np
import pytest
from answer_sets import of_table, simulated

from benchmarks.lsat import lsat
from cmas_desktop.engine.item_analysis import kr20, option_uses, point_biserials, score_groups
from cmas_desktop.engine.responses import NO_OPTION, Response, responses_of


def with_options(rows, key=0):
    """Responses of persons who chose these options, one row a person; the key is the same throughout."""
    return of_table([[int(option == key) for option in row] for row in rows], rows)


def test_the_lsat_reliability_is_the_published_one():
    """The R package ltm prints Cronbach's alpha 0.295 for these items (descript(LSAT)): KR-20 is the same."""
    assert kr20(lsat()) == pytest.approx(0.295, abs=0.0005)


def test_the_lsat_point_biserials_are_the_published_ones():
    """The R package ltm prints them with the item left out (descript(LSAT))."""
    assert point_biserials(lsat()) == pytest.approx([0.113, 0.153, 0.173, 0.144, 0.122], abs=0.001)


def test_the_point_biserial_is_the_correlation_with_the_rest():
    table = simulated([-1.0, 0.0, 0.5, 1.0], 60, seed=1)
    found = point_biserials(of_table(table))
    for at in range(4):
        item = [row[at] for row in table]
        rest = [sum(row) - row[at] for row in table]
        assert found[at] == pytest.approx(statistics.correlation(item, rest))


def test_with_several_forms_the_rest_is_a_share():
    table = simulated([0.0] * 6, 80, seed=2, asked=0.7)
    found = point_biserials(of_table(table))
    pairs = []
    for row in table:
        others = [cell for cell in row[1:] if cell is not None]
        if row[0] is not None and others:
            pairs.append((row[0], sum(others) / len(others)))
    assert found[0] == pytest.approx(statistics.correlation(*zip(*pairs, strict=True)))


def test_where_persons_do_not_differ_there_is_no_correlation():
    found = point_biserials(of_table([[1, 1, 0], [1, 0, 1], [1, 1, 0]]))
    assert np.isnan(found[0])
    assert np.isnan(point_biserials(of_table([[1], [0], [1]]))).all()


def test_kr20_is_the_formula():
    table = simulated(np.linspace(-1, 1, 7), 50, seed=3)
    shares = [statistics.fmean(row[at] for row in table) for at in range(7)]
    variance = statistics.pvariance([sum(row) for row in table])
    expected = 7 / 6 * (1 - sum(p * (1 - p) for p in shares) / variance)
    assert kr20(of_table(table)) == pytest.approx(expected)


def test_kr20_of_two_forms_is_their_mean_weighted_by_persons():
    one = simulated(np.linspace(-1, 1, 6), 40, seed=4)
    two = simulated(np.linspace(-1, 1, 6), 60, seed=5)
    both = [[*row, *[None] * 6] for row in one] + [[*[None] * 6, *row] for row in two]
    expected = 0.4 * kr20(of_table(one)) + 0.6 * kr20(of_table(two))
    assert kr20(of_table(both)) == pytest.approx(expected)


def test_a_form_of_few_persons_is_left_out_of_kr20_but_not_where_it_is_the_only_one():
    one = simulated(np.linspace(-1, 1, 6), 40, seed=6)
    few = simulated(np.linspace(-1, 1, 6), 10, seed=7)
    both = [[*row, *[None] * 6] for row in one] + [[*[None] * 6, *row] for row in few]
    assert kr20(of_table(both)) == pytest.approx(kr20(of_table(one)))
    assert kr20(of_table(few)) is not None


def test_kr20_says_nothing_where_everybody_has_a_form_of_his_own():
    assert kr20(of_table([[1, 0, None], [None, 1, 0], [1, None, 0]])) is None
    assert kr20(of_table([[1, 0], [0, 1]])) is None


def test_options_are_counted_by_score_group():
    rows = [[0, 0, 0, 0]] * 4 + [[1, 0, 1, 0]] * 4 + [[2, 1, 1, 3]] * 4
    uses = option_uses(with_options(rows))
    assert [use.chosen for use in uses["i0000"]] == [4, 4, 4, 0]
    assert uses["i0000"][0].by_group == (0, 0, 4)
    assert uses["i0000"][2].by_group == (4, 0, 0)
    assert sum(use.chosen for use in uses["i0003"]) == 12


def test_an_option_correlates_with_the_other_items():
    chance = np.random.default_rng(8)
    rows = chance.integers(0, 3, (50, 5)).tolist()
    uses = option_uses(with_options(rows))["i0002"]
    rest = [sum(option == 0 for option in row) - (row[2] == 0) for row in rows]
    for option in range(3):
        chosen = [int(row[2] == option) for row in rows]
        assert uses[option].correlation == pytest.approx(statistics.correlation(chosen, rest))
    assert uses[3].correlation is None


def test_the_key_correlates_as_the_item_does():
    chance = np.random.default_rng(9)
    held = with_options(chance.integers(0, 4, (60, 6)).tolist(), key=2)
    points = dict(zip(held.items, point_biserials(held), strict=True))
    for item, uses in option_uses(held).items():
        assert uses[2].correlation == pytest.approx(points[item])


def test_items_without_all_options_known_have_no_table():
    rows = [Response("a", "x", True, 0), Response("b", "x", False, NO_OPTION), Response("a", "y", True, 0)]
    assert set(option_uses(responses_of(rows))) == {"y"}


def test_equal_scores_are_never_parted():
    held = of_table([[1, 0, 0]] * 5 + [[1, 1, 0]] * 5 + [[1, 1, 1]] * 5)
    groups = score_groups(held)
    assert groups.tolist() == [0] * 5 + [1] * 5 + [2] * 5
    same = score_groups(of_table([[1, 0]] * 9))
    assert len(set(same.tolist())) == 1
