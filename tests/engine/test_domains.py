"""Domain results and study advice."""

import pytest
from banks import full_blueprint, mixed_difficulties, plain_form, tiny_blueprint
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.engine.domains import ADVICE_COUNT, domain_results, study_first, tally, wilson
from cmas_desktop.engine.result import Level

FULL = full_blueprint()
FORM = plain_form(mixed_difficulties(FULL), FULL)
ALL = frozenset(question.item_id for question in FORM.questions)
MINUTE = (60_000,) * 200


def without(*subareas):
    """Everything right but the questions of these study areas."""
    return frozenset(q.item_id for q in FORM.questions if q.subarea not in subareas)


def levels(right):
    return {result.key: result.level for result in domain_results(FORM, FULL, right, MINUTE)}


@pytest.mark.parametrize(
    ("right", "items", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_wilson_interval_has_the_values_of_newcombe_1998(right, items, low, high):
    assert wilson(right, items) == pytest.approx((low, high), abs=5e-5)


@given(items=st.integers(1, 300), share=st.floats(0, 1))
def test_the_wilson_interval_holds_the_fraction_and_stays_between_nothing_and_all(items, share):
    right = round(share * items)
    low, high = wilson(right, items)
    assert 0 <= low <= right / items + 1e-12
    assert right / items - 1e-12 <= high <= 1


def test_domains_are_counted_in_the_blueprints_order():
    results = domain_results(FORM, FULL, without("d3-0"), MINUTE)
    assert [result.key for result in results] == [domain.key for domain in FULL.domains]
    assert [(result.right, result.items) for result in results][2] == (16, 20)
    assert sum(result.right for result in results) == 196


def test_the_time_on_a_domain_is_that_of_its_questions():
    results = domain_results(FORM, FULL, ALL, tuple(range(200)))
    assert results[0].milliseconds == sum(range(26))
    assert sum(result.milliseconds for result in results) == sum(range(200))


def test_everything_right_is_above_everywhere_and_nothing_right_below():
    assert set(levels(ALL).values()) == {Level.ABOVE}
    assert set(levels(frozenset()).values()) == {Level.BELOW}


def test_a_short_domain_gone_wrong_is_lifted_by_the_rest_of_the_form():
    lost = without(*(area.key for area in FULL.domain("d7").subareas))
    result = domain_results(FORM, FULL, lost, MINUTE)[6]
    assert result.right == 0
    assert result.estimate > result.high


def test_points_to_win_are_what_is_still_lost_on_a_form():
    for result in domain_results(FORM, FULL, without("d4-1"), MINUTE):
        assert result.points_to_win == pytest.approx(result.items * (1 - result.estimate))


def test_the_study_area_with_most_to_win_comes_first():
    estimates = dict.fromkeys((domain.key for domain in FULL.domains), 0.8)
    advice = study_first(FORM, FULL, without("d4-1", "d1-1", "d8-0"), estimates)
    assert [one.subarea for one in advice] == ["d4-1", "d8-0", "d1-1"]
    assert (advice[0].name, advice[0].domain, advice[0].lost, advice[0].items) == ("Area d4-1", "d4", 6, 6)


def test_one_of_one_missed_does_not_lead_over_many_of_many():
    estimates = dict.fromkeys((domain.key for domain in FULL.domains), 0.8)
    half = {q.item_id for q in FORM.questions if q.subarea == "d8-2"}
    right = without("d2-4") - set(sorted(half)[:4])
    assert [one.subarea for one in study_first(FORM, FULL, right, estimates)] == ["d8-2", "d2-4"]


def test_at_most_five_areas_are_named_and_none_without_a_lost_point():
    estimates = dict.fromkeys((domain.key for domain in FULL.domains), 0.5)
    assert len(study_first(FORM, FULL, frozenset(), estimates)) == ADVICE_COUNT
    assert study_first(FORM, FULL, ALL, estimates) == ()


def test_a_tiny_examination_is_counted_as_well():
    blueprint = tiny_blueprint()
    form = plain_form(mixed_difficulties(blueprint), blueprint)
    right = frozenset(q.item_id for q in form.questions if q.domain != "b")
    results = domain_results(form, blueprint, right, (1,) * 12)
    assert [(result.right, result.items) for result in results] == [(6, 6), (0, 4), (2, 2)]
    assert results[1].estimate < results[2].estimate


def test_a_tally_counts_only_the_questions_given():
    assert tally(FORM.questions[:10], frozenset(["item-003", "item-050"])).right == 1
