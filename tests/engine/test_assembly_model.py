"""The rows of the integer programme."""

import math

import pytest
from banks import bank, full_blueprint, reference_difficulties, tiny_blueprint
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.engine.assembly_model import (
    RowKind,
    content_rows,
    difficulty_rows,
    pretest_quotas,
    pretest_rows,
)
from cmas_desktop.engine.items import ItemStatus
from cmas_desktop.engine.tolerance import LADDER, Tolerance

TINY, FULL = tiny_blueprint(), full_blueprint()
POOL = bank(TINY, 6, 1)
REFERENCE = reference_difficulties(TINY)


def rows_of(kind, tolerance=LADDER[0]):
    return [row for row in content_rows(POOL, TINY, 3, tolerance) if row.kind is kind]


def test_domains_are_exact_and_count_scored_items_only():
    rows = rows_of(RowKind.DOMAIN)
    assert [(row.name, row.low, row.high) for row in rows] == [
        ("Domain a", 6, 6),
        ("Domain b", 4, 4),
        ("Domain c", 2, 2),
    ]
    for row in rows:
        assert {POOL[i].status for i, _ in row.coefficients} == {ItemStatus.SCORED}


def test_study_areas_may_differ_by_the_blueprints_slack():
    assert [(row.low, row.high) for row in rows_of(RowKind.SUBAREA)] == [
        (2, 4),
        (2, 4),
        (1, 3),
        (1, 3),
        (1, 3),
    ]


def test_study_areas_without_lower_bound_keep_the_upper_one():
    assert [(row.low, row.high) for row in rows_of(RowKind.SUBAREA, Tolerance(subarea_minimum=False))] == [
        (0, 4),
        (0, 4),
        (0, 3),
        (0, 3),
        (0, 3),
    ]


def test_cognitive_shares_are_rounded_to_items_inward():
    bounds = [(row.low, row.high) for row in rows_of(RowKind.COGNITIVE)]
    assert bounds == [(0, math.floor(4.8)), (math.ceil(5.4), 12), (math.ceil(1.8), 12)]


def test_whole_shares_are_not_rounded_past_themselves():
    rows = [row for row in content_rows([], FULL, 0, LADDER[0]) if row.kind is RowKind.COGNITIVE]
    assert [(row.low, row.high) for row in rows] == [(0, 80), (90, 200), (30, 200)]


def test_the_number_of_pretest_items_is_exact():
    (row,) = rows_of(RowKind.PRETEST)
    assert (row.low, row.high, len(row.coefficients)) == (3, 3, 9)


def test_at_most_one_of_each_enemy_set():
    for row in rows_of(RowKind.ENEMY):
        assert (row.low, row.high) == (0, 1)
        assert sorted(POOL[i].id for i, _ in row.coefficients) == row.name.split(" and ")


def test_the_reference_form_itself_meets_the_difficulty_rows_in_the_middle():
    for row in difficulty_rows(POOL, REFERENCE, LADDER[0])[:5]:
        assert row.high - row.low == pytest.approx(0.3)
    at_cut = difficulty_rows(POOL, REFERENCE, LADDER[0])[2]
    assert (at_cut.low + at_cut.high) / 2 == pytest.approx(7.8)


def test_difficulty_rows_carry_the_items_chances():
    row = difficulty_rows(POOL, REFERENCE, LADDER[0])[4]
    for i, chance in row.coefficients:
        assert chance == pytest.approx(1 / (1 + math.exp(POOL[i].b - 2)))


def test_information_has_the_share_that_the_tolerance_asks():
    *_, row = difficulty_rows(POOL, REFERENCE, LADDER[5])
    assert row.low == pytest.approx(0.9 * 4 * (0.25 + 0.65 * 0.35 + 0.16))
    assert row.high == math.inf


def test_ten_pretest_items_are_spread_by_largest_remainder():
    quotas = pretest_quotas(FULL, 10)
    assert list(quotas.values()) == [1, 1, 1, 2, 2, 1, 1, 1]
    assert [row.low for row in pretest_rows([], FULL, 10)] == list(quotas.values())


@given(st.integers(0, 30))
def test_quotas_sum_to_the_number_asked_and_stay_near_the_share(pretest):
    quotas = pretest_quotas(FULL, pretest)
    assert sum(quotas.values()) == pretest
    for domain in FULL.domains:
        assert abs(quotas[domain.key] - pretest * domain.items / 200) < 1
