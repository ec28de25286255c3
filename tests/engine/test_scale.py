"""The scale: equating by invariants, pins, monotony, and what is shown."""

from dataclasses import replace
from itertools import pairwise

import pytest
from banks import full_blueprint, mixed_difficulties, reference_difficulties, tiny_blueprint
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.engine.irt import expected_raw, information
from cmas_desktop.engine.scale import Scale, conversion_table, scale_of

FULL = full_blueprint()
REFERENCE = reference_difficulties(FULL)

scales = st.builds(
    lambda difficulties, mark, room: Scale(
        tuple(difficulties), expected_raw(0.0, difficulties), mark, mark + room
    ),
    st.lists(st.floats(-3, 3), min_size=3, max_size=60),
    st.integers(1, 150),
    st.integers(1, 150),
)


def shifted(difficulties, logits):
    return [b + logits for b in difficulties]


def test_the_cut_is_the_sum_of_the_reference_ratings():
    assert scale_of(FULL).cut == pytest.approx(138.45)
    assert scale_of(tiny_blueprint()).cut == pytest.approx(4 * (0.5 + 0.65 + 0.8))


@given(scale=scales)
def test_the_scale_is_pinned_at_nothing_the_cut_and_all(scale):
    assert scale.scaled(0.0) == 0
    assert scale.scaled(scale.cut) == pytest.approx(scale.pass_scaled)
    assert scale.scaled(float(len(scale.difficulties))) == pytest.approx(scale.scale_max)


@given(scale=scales, one=st.floats(0, 1), two=st.floats(0, 1))
def test_more_right_never_scores_less(scale, one, two):
    low, high = sorted((one * len(scale.difficulties), two * len(scale.difficulties)))
    assert scale.scaled(low) <= scale.scaled(high) + 1e-9
    assert scale.shown(low) <= scale.shown(high)


@given(scale=scales, share=st.floats(0, 1))
def test_nobody_who_fails_sees_the_pass_mark_and_nobody_who_passes_sees_less(scale, share):
    equated = share * len(scale.difficulties)
    assert (scale.shown(equated) >= scale.pass_scaled) == scale.passes(equated)
    assert 0 <= scale.shown(equated) <= scale.scale_max


def test_a_failing_score_is_rounded_down_and_a_passing_one_half_up():
    scale = scale_of(FULL)
    just_failing, passing = 138.44, scale.cut + 0.5 / 30 * (200 - scale.cut)
    assert scale.scaled(just_failing) > 69.99
    assert scale.shown(just_failing) == 69
    assert scale.scaled(passing) == pytest.approx(70.5)
    assert scale.shown(passing + 1e-9) == 71


def test_the_slope_is_scaled_points_per_logit():
    scale = scale_of(FULL)
    for theta in (-1.0, -0.2, 0.3, 1.5):
        ahead, behind = (scale.scaled(scale.equated(theta + step)) for step in (1e-5, -1e-5))
        assert scale.slope(theta) == pytest.approx((ahead - behind) / 2e-5, rel=1e-6)


@pytest.mark.parametrize(("theta", "scaled", "error"), [(-1, 48.4, 3.4), (0, 70.0, 3.1), (1, 85.5, 2.4)])
def test_scores_and_their_errors_are_near_those_of_an_independent_simulation(theta, scaled, error):
    scale = scale_of(FULL)
    assert scale.scaled(scale.equated(theta)) == pytest.approx(scaled, abs=1.0)
    assert scale.slope(theta) / information(theta, REFERENCE) ** 0.5 == pytest.approx(error, abs=0.1)


def test_the_reference_form_equates_to_itself():
    table = conversion_table(REFERENCE, FULL)
    for row in table.rows:
        assert row.equated == pytest.approx(row.raw, abs=1e-8)
    assert table.form_cut == pytest.approx(table.cut)


def test_a_form_harder_throughout_moves_theta_by_as_much():
    plain, harder = conversion_table(REFERENCE, FULL), conversion_table(shifted(REFERENCE, 0.3), FULL)
    for row, other in zip(plain.rows, harder.rows, strict=True):
        assert other.theta - row.theta == pytest.approx(0.3, abs=1e-9)
        assert other.theta_error == pytest.approx(row.theta_error, abs=1e-9)


@pytest.mark.parametrize(("shift", "passing"), [(-0.3, 150), (0.0, 139), (0.3, 126)])
def test_the_passing_raw_score_follows_the_form_and_not_a_percentage(shift, passing):
    difficulties = shifted(REFERENCE, shift)
    table = conversion_table(difficulties, FULL)
    assert table.passing_raw == passing
    assert table.form_cut == pytest.approx(expected_raw(0.0, difficulties))
    assert passing - 1 < table.form_cut <= passing


def test_the_same_raw_score_is_worth_more_on_a_harder_form():
    easier, plain, harder = (
        conversion_table(shifted(REFERENCE, shift), FULL).rows[140].scaled for shift in (-0.3, 0.0, 0.3)
    )
    assert easier < plain < harder
    assert harder - plain == pytest.approx(5.8, abs=0.5)


def test_the_ends_of_the_table_are_pinned_and_have_finite_abilities():
    rows = conversion_table(shifted(REFERENCE, 0.7), FULL).rows
    assert (rows[0].equated, rows[0].scaled, rows[0].shown, rows[0].passed) == (0, 0, 0, False)
    assert (rows[-1].equated, rows[-1].scaled, rows[-1].shown, rows[-1].passed) == (200, 100, 100, True)
    assert -9 < rows[0].theta < rows[1].theta
    assert rows[-2].theta < rows[-1].theta < 9


@pytest.mark.parametrize("blueprint", [FULL, tiny_blueprint()], ids=["full", "tiny"])
@pytest.mark.parametrize("shift", [-1.0, 0.0, 1.0])
def test_every_further_right_answer_raises_the_score(blueprint, shift):
    rows = conversion_table(shifted(mixed_difficulties(blueprint), shift), blueprint).rows
    for row, following in pairwise(rows):
        assert row.theta < following.theta
        assert row.scaled < following.scaled
        assert row.shown <= following.shown
        assert row.passed <= following.passed


def test_passing_is_decided_by_the_cut_of_the_form_whatever_the_scale():
    blueprint = replace(tiny_blueprint(), pass_scaled=50, scale_max=200)
    table = conversion_table(reference_difficulties(blueprint), blueprint)
    assert [row.passed for row in table.rows] == [row.raw >= 7.8 for row in table.rows]
    assert table.rows[12].scaled == 200
