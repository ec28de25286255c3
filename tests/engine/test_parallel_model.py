"""The programme of several forms at once, on its own."""

import math
from dataclasses import replace
from itertools import combinations

import pytest
from banks import bank, tiny_blueprint

from cmas_desktop.engine.assembly_model import Row, RowKind
from cmas_desktop.engine.irt import expected_raw
from cmas_desktop.engine.parallel import assemble_parallel
from cmas_desktop.engine.parallel_model import (
    CLOSE,
    CLOSE_POINTS,
    beside,
    chosen_sets,
    shareable,
    terms_of,
    times_row,
    uses_limit,
)
from cmas_desktop.engine.pool import FormRequest, seeded_weight
from cmas_desktop.engine.tolerance import Tolerance

TINY = tiny_blueprint()
POOL = sorted(bank(TINY, 10, 2, pretest_per_domain=4), key=lambda item: item.id)


def terms(overlap, pool=POOL, questions=14):
    return terms_of(pool, TINY, questions, Tolerance(), overlap)


def costs(count, pool=POOL):
    return [[seeded_weight(number, "test", item.id) for item in pool] for number in range(count)]


def ids(items):
    return {item.id for item in items}


@pytest.mark.parametrize(
    ("overlap", "lengths", "most"),
    [(0.2, (210,), 42), (0.2, (209,), 41), (0.0, (210,), 0), (1.0, (14, 12), 12), (0.29, (100,), 29)],
)
def test_a_fraction_of_the_shorter_form_may_be_shared(overlap, lengths, most):
    assert shareable(overlap, *lengths) == most


@pytest.mark.parametrize("overlap", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("remaining", [0, 1])
def test_forms_solved_together_share_no_more_than_they_may(overlap, remaining):
    sets = chosen_sets(terms(overlap), costs(2), remaining)
    assert sets is not None
    assert [len(chosen) for chosen in sets] == [14, 14]
    assert max(len(ids(a) & ids(b)) for a, b in combinations(sets, 2)) <= 14 * overlap


def test_what_remains_is_left_enough():
    """Greedily the first form would take what the second cannot do without."""
    pool = sorted(bank(TINY, 0, 3, times=2, pretest_per_domain=4, enemy_share=0.0), key=lambda item: item.id)
    wide = replace(Tolerance(), tcc_band=2.0, information_share=0.5)
    both = replace(terms_of(pool, TINY, 12, wide, 0.0), levels=((0.0, math.inf),) * len(CLOSE_POINTS))
    (first,) = chosen_sets(both, costs(1, pool), 1) or [[]]
    rest = [item for item in pool if item not in first]
    assert chosen_sets(terms_of(rest, TINY, 12, wide, 0.0), costs(1, rest), 0) is not None


def test_more_than_there_is_cannot_remain():
    assert chosen_sets(terms(0.0), [], 3) == []
    assert chosen_sets(terms(0.0), [], 4) is None
    assert chosen_sets(terms(0.2), [], 4) == []


def test_all_may_be_shared_where_the_overlap_is_whole():
    only = sorted(chosen_sets(terms(1.0), costs(1), 0)[0], key=lambda item: item.id)
    sets = chosen_sets(terms(1.0, only), costs(3, only), 0)
    assert [ids(chosen) for chosen in sets] == [ids(only)] * 3


def test_forms_lie_near_one_common_curve():
    sets = chosen_sets(terms(0.0), costs(2), 0)
    for theta in CLOSE_POINTS:
        values = [expected_raw(theta, [i.b for i in chosen if i.status == "scored"]) for chosen in sets]
        assert max(values) - min(values) <= 2 * CLOSE + 1e-6


def test_earlier_forms_bound_the_curve_and_what_is_shared():
    earlier = assemble_parallel(FormRequest(1, 14, "bank"), POOL, TINY, 2, 0.0)
    narrowed = beside(terms(0.25), earlier)
    rows = [row for row in narrowed.hard if row.kind is RowKind.OVERLAP]
    assert [(row.low, row.high, len(row.coefficients)) for row in rows] == [(0, 3, 14)] * 2
    for theta, (low, high) in zip(CLOSE_POINTS, narrowed.levels, strict=True):
        values = [expected_raw(theta, form.scored_difficulties) for form in earlier]
        assert (low, high) == pytest.approx((max(values) - CLOSE, min(values) + CLOSE))


def test_no_earlier_forms_change_nothing():
    assert beside(terms(0.25), []) == terms(0.25)


def test_the_rows_of_several_forms_are_so_many_times_as_large():
    row = Row(RowKind.ENEMY, "x and y", ((0, 1.0), (3, 1.0)), 0, 1)
    assert times_row(row, 4, 10) == Row(RowKind.ENEMY, "x and y", ((10, 1.0), (13, 1.0)), 0, 4)
    assert times_row(replace(row, high=math.inf), 2).high == math.inf


def test_an_item_is_used_once_where_nothing_is_shared():
    assert uses_limit(terms(0.0), 5) == 1
    assert uses_limit(terms(0.05), 5) == 1  # a fraction of 14 that is less than one question
    assert uses_limit(terms(0.1), 5) == 5
