"""From answers to the result."""

from dataclasses import fields, replace

import pytest
from banks import full_blueprint, mixed_difficulties, plain_form, tiny_blueprint
from hypothesis import given, settings
from hypothesis import strategies as st

from cmas_desktop.engine.errors import JournalError
from cmas_desktop.engine.form import FormQuestion
from cmas_desktop.engine.irt import information, theta_error
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.scale import conversion_table, scale_of
from cmas_desktop.engine.scoring import AnswerSheet, basis_sentence, score, score_error
from cmas_desktop.engine.verification import verification_code

FULL = full_blueprint()
FORM = plain_form(mixed_difficulties(FULL), FULL)
TINY = tiny_blueprint()
TINY_FORM = plain_form(mixed_difficulties(TINY), TINY)


def sheet(form, right, **changes):
    """An answer sheet with the first `right` questions right and the rest wrong."""
    count = len(form.questions)
    answers = tuple(q.key if i < right else (q.key + 1) % 4 for i, q in enumerate(form.questions))
    plain = AnswerSheet(
        attempt_id="attempt-1",
        candidate="Ada",
        finished_at="2026-11-24T10:00:00",
        answers=answers,
        flagged=(False,) * count,
        question_ms=(1000,) * count,
        used_ms=count * 1000,
        limit_ms=7_200_000,
        time_factor=1.0,
        interruptions=0,
        ended_by="candidate",
        seen_before=frozenset(),
        journal_hash="ab" * 32,
    )
    return replace(plain, **changes)


def scored(right, form=FORM, blueprint=FULL, **changes):
    return score(sheet(form, right, **changes), form, blueprint)


def test_the_result_says_what_the_table_says():
    table = conversion_table(FORM.scored_difficulties, FULL)
    for right in (0, 138, 200):
        result, row = scored(right), table.rows[right]
        assert (result.raw, result.theta, result.theta_error) == (right, row.theta, row.theta_error)
        assert (result.equated, result.scaled, result.shown) == (row.equated, row.scaled, row.shown)
        assert (result.passed, result.cut, result.form_cut) == (row.passed, table.cut, table.form_cut)


def test_one_answer_decides_between_69_and_70():
    failing, passing = scored(138), scored(139)
    assert (failing.shown, failing.passed) == (69, False)
    assert (passing.shown, passing.passed) == (70, True)


def test_every_field_is_filled():
    result = scored(120)
    assert all(getattr(result, field.name) is not None for field in fields(Result))
    assert (result.exam_title, result.pass_scaled, result.scale_max) == ("Test Examination", 70, 100)
    assert (result.used_ms, result.limit_ms, result.ended_by) == (200_000, 7_200_000, "candidate")
    assert (result.form_id, result.seed, result.bank_hash) == (FORM.id, FORM.seed, FORM.bank_hash)
    assert len(result.domains) == 8
    assert len(result.study_first) == 5


def test_blanks_are_wrong_and_counted():
    blank = scored(140, answers=(None,) * 30 + sheet(FORM, 140).answers[30:])
    assert (blank.raw, blank.blank) == (110, 30)


def test_flags_are_counted():
    assert scored(10, flagged=(True,) * 7 + (False,) * 193).flagged == 7


def test_pretest_questions_do_not_count():
    extra = tuple(FormQuestion(f"new-{i}", "d1", "d1-0", False, 9.0, 2, (0, 1, 2, 3)) for i in range(10))
    form = replace(FORM, questions=extra + FORM.questions)
    wrong = tuple(0 for _ in extra) + sheet(FORM, 150).answers
    right = tuple(2 for _ in extra) + sheet(FORM, 150).answers
    results = [scored(0, form=form, answers=answers) for answers in (wrong, right)]
    assert [result.raw for result in results] == [150, 150]
    assert {(result.questions, result.scored_items, result.pretest) for result in results} == {(210, 200, 10)}
    assert results[0].scaled == scored(150).scaled


def test_the_bands_hold_the_score_and_nest():
    for right in (0, 1, 139, 200):
        result = scored(right)
        narrow, wide = result.band68, result.band95
        assert 0 <= wide.low <= narrow.low <= result.scaled <= narrow.high <= wide.high <= 100
        assert (narrow.confidence, wide.confidence) == (0.68, 0.95)


def test_near_the_cut_the_band_is_about_three_points_to_either_side():
    result = scored(139)
    assert result.scaled_error == pytest.approx((3.1**2 + 0.95**2) ** 0.5, abs=0.1)
    assert result.band68.high - result.band68.low == pytest.approx(2 * result.scaled_error, rel=0.05)


def test_rated_difficulties_add_about_one_point_at_the_cut():
    difficulties = FORM.scored_difficulties
    beyond = score_error(0.0, FORM.scored) ** 2 - theta_error(0.0, difficulties) ** 2
    assert scale_of(FULL).slope(0.0) * beyond**0.5 == pytest.approx(0.95, abs=0.05)


def test_a_short_form_is_less_certain_than_a_long_one():
    difficulties = TINY_FORM.scored_difficulties
    assert score_error(0.0, TINY_FORM.scored) > 1 / information(0.0, difficulties) ** 0.5
    assert score_error(0.0, TINY_FORM.scored) > score_error(0.0, FORM.scored)


def test_difficulties_that_rest_on_responses_narrow_the_band_and_the_result_says_so():
    known = [replace(q, b_error=0.2, responses=90) if at < 50 else q for at, q in enumerate(FORM.questions)]
    form = replace(FORM, questions=tuple(known))
    assert theta_error(0.0, form.scored_difficulties) < score_error(0.0, form.scored)
    assert score_error(0.0, form.scored) < score_error(0.0, FORM.scored)
    assert "50 of the 200 scored questions rest on candidates' responses" in basis_sentence(form.scored)
    assert "until responses replace them" in basis_sentence(FORM.scored)


def test_the_chance_of_passing_again_is_even_at_the_cut():
    assert 0.45 < scored(138).chance < 0.55
    assert scored(180).chance > 0.99
    assert scored(90).chance < 0.01


def test_questions_met_before_are_told_apart():
    seen = frozenset(question.item_id for question in FORM.questions[:50])
    result = scored(120, seen_before=seen)
    assert result.repeats == 50
    assert (result.first_exposure_right, result.first_exposure_items) == (70, 150)
    assert result.raw == 120


def test_the_verification_code_is_of_this_journal_form_and_score():
    result = scored(139)
    assert result.verification == verification_code("ab" * 32, FORM.id, 139, 70)
    assert scored(139, journal_hash="cd" * 32).verification != result.verification


def test_the_assumptions_name_the_prior_and_whose_scale_it_is():
    words = " ".join(scored(100).assumptions)
    assert "N(0.3, 0.8)" in words
    assert "not the examiner's" in words
    assert "ratings" in words


@pytest.mark.parametrize("field", ["answers", "flagged", "question_ms"])
def test_answers_to_another_form_are_refused(field):
    short = sheet(TINY_FORM, 3)
    with pytest.raises(JournalError, match="12 questions"):
        score(replace(short, **{field: getattr(short, field)[:-1]}), TINY_FORM, TINY)


def test_another_examination_has_its_own_scale():
    results = [scored(right, form=TINY_FORM, blueprint=TINY) for right in range(13)]
    assert [result.passed for result in results] == [False] * 8 + [True] * 5
    assert (results[0].shown, results[7].shown <= 49, results[8].shown >= 50) == (0, True, True)
    assert (results[12].shown, results[12].scale_max) == (200, 200)


@settings(max_examples=20)
@given(st.lists(st.sampled_from([0, 1, 2, 3, None]), min_size=12, max_size=12))
def test_any_answers_give_a_consistent_result(answers):
    result = scored(0, form=TINY_FORM, blueprint=TINY, answers=tuple(answers))
    assert result.raw == answers.count(0) == sum(domain.right for domain in result.domains)
    assert result.blank == answers.count(None)
    assert result.passed == (result.shown >= 50)
    assert 0 <= result.chance <= 1
    for domain in result.domains:
        assert domain.low <= domain.right / domain.items <= domain.high + 1e-12


@settings(max_examples=20)
@given(st.permutations(range(12)), st.lists(st.booleans(), min_size=12, max_size=12))
def test_the_order_of_the_questions_never_matters_to_the_score(order, rights):
    plain = [
        q.key if right else (q.key + 1) % 4 for q, right in zip(TINY_FORM.questions, rights, strict=True)
    ]
    mixed = replace(TINY_FORM, questions=tuple(TINY_FORM.questions[at] for at in order))
    one = scored(0, form=TINY_FORM, blueprint=TINY, answers=tuple(plain))
    two = scored(0, form=mixed, blueprint=TINY, answers=tuple(plain[at] for at in order))
    assert (one.raw, one.shown, one.passed) == (two.raw, two.shown, two.passed)
    assert one.scaled == pytest.approx(two.scaled, abs=1e-9)


@settings(max_examples=20)
@given(st.integers(0, 12), st.permutations(range(12)))
def test_equally_hard_forms_give_equal_scores(right, order):
    bs = [TINY_FORM.questions[at].b for at in order]
    other = replace(
        TINY_FORM,
        questions=tuple(replace(q, b=b) for q, b in zip(TINY_FORM.questions, bs, strict=True)),
    )
    one = scored(right, form=TINY_FORM, blueprint=TINY)
    two = scored(right, form=other, blueprint=TINY)
    assert one.scaled == pytest.approx(two.scaled, abs=1e-9)
    assert (one.shown, one.passed) == (two.shown, two.passed)


def test_a_domain_has_a_score_of_its_own_only_where_data_opened_the_gate():
    shut = scored(139)
    assert {domain.own_score for domain in shut.domains} == {None}
    opened = score(sheet(FORM, 139), FORM, FULL, frozenset({"d4"}))
    told = {domain.key: domain.own_score for domain in opened.domains}
    assert [key for key, own in told.items() if own is not None] == ["d4"]
    assert 0 <= told["d4"] <= 100
    everything = score(sheet(FORM, 200), FORM, FULL, frozenset({"d4"}))
    assert next(d.own_score for d in everything.domains if d.key == "d4") > 90
    assert everything.shown == scored(200).shown
