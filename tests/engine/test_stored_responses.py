"""Responses from finished attempts: first meetings only, and the domains' scores of first exams."""

import random
from dataclasses import replace

import pytest
from banks import full_blueprint, mixed_difficulties, plain_form

from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.responses import BLANK
from cmas_desktop.engine.stored_responses import FinishedAttempt, domain_scores, first_responses
from cmas_desktop.engine.subscores import LEAST_SITTINGS, subscore_values

FULL = full_blueprint()
FORM = plain_form(mixed_difficulties(FULL), FULL)
COUNT = len(FORM.questions)


def attempt(person, answers, form=FORM, seen=None):
    return FinishedAttempt(person, form, tuple(answers), tuple(seen or [True] * COUNT))


def sat(person, theta, seed, form=FORM):
    chance = random.Random(seed)
    return attempt(
        person,
        [q.key if chance.random() < probability(theta, q.b) else (q.key + 1) % 4 for q in form.questions],
        form,
    )


def test_only_the_first_meeting_of_a_person_with_an_item_counts():
    wrong = [(q.key + 1) % 4 for q in FORM.questions]
    right = [q.key for q in FORM.questions]
    responses = first_responses([attempt("Ada", wrong), attempt("Ada", right), attempt("Ben", right)])
    assert len(responses) == 2 * COUNT
    assert {one.right for one in responses if one.person == "Ada"} == {False}
    assert {one.right for one in responses if one.person == "Ben"} == {True}


def test_a_blank_that_was_seen_is_wrong_and_one_never_seen_was_not_put():
    seen = [at < 50 for at in range(COUNT)]
    responses = first_responses([attempt("Ada", [None] * COUNT, seen=seen)])
    assert len(responses) == 50
    assert {(one.right, one.option) for one in responses} == {(False, BLANK)}


def test_a_check_that_ran_out_of_time_says_nothing_of_its_last_question():
    panel = replace(FORM, purpose=Purpose.READINESS)
    answers = [panel.questions[0].key, *[None] * (COUNT - 1)]
    seen = [True, True, *[False] * (COUNT - 2)]
    responses = first_responses([attempt("Ada", answers, panel, seen)])
    assert [one.item for one in responses] == [panel.questions[0].item_id]


def test_a_question_met_unanswered_in_a_check_is_met_all_the_same():
    panel = replace(FORM, purpose=Purpose.READINESS)
    seen = [True, *[False] * (COUNT - 1)]
    check = attempt("Ada", [None] * COUNT, panel, seen)
    responses = first_responses([check, attempt("Ada", [q.key for q in FORM.questions])])
    assert FORM.questions[0].item_id not in {one.item for one in responses}


def test_domain_scores_are_of_first_exams_and_weighted_by_the_blueprint():
    attempts = [sat("Ada", 0.5, 1), sat("Ada", 0.5, 2), sat("Ben", -0.5, 3)]
    scores = domain_scores(attempts, FULL)
    assert [len(one.fractions) for one in scores] == [2] * 8
    assert sum(one.weight for one in scores) == pytest.approx(1)
    right = sum(
        a == q.key for a, q in zip(attempts[0].answers, FORM.questions, strict=True) if q.domain == "d4"
    )
    assert scores[3].fractions[0] == pytest.approx(right / 34)


def test_a_harder_form_is_not_taken_for_a_weaker_person():
    harder = replace(
        FORM, questions=tuple(replace(q, b=q.b + (1.0 if q.domain == "d4" else 0.0)) for q in FORM.questions)
    )
    plain = domain_scores([sat(f"p{n}", 0.0, n) for n in range(40)], FULL)[3]
    mixed = domain_scores([sat(f"p{n}", 0.0, n, FORM if n % 2 else harder) for n in range(40)], FULL)[3]
    means = [sum(mixed.fractions[at::2]) / 20 for at in (0, 1)]
    assert abs(means[0] - means[1]) < 0.08
    assert sum(plain.fractions) / 40 == pytest.approx(0.72, abs=0.05)


def test_one_ability_opens_no_domain():
    chance = random.Random(5)
    attempts = [sat(f"p{n}", chance.gauss(0.3, 0.8), n) for n in range(LEAST_SITTINGS)]
    values = subscore_values(domain_scores(attempts, FULL))
    assert not any(value.adds_value for value in values)
    assert all(0.3 < value.from_own < value.from_total <= 1 for value in values)


def test_a_check_has_no_domain_scores():
    panel = replace(FORM, purpose=Purpose.READINESS)
    assert all(one.fractions == [] for one in domain_scores([sat("Ada", 0.0, 1, panel)], FULL))
