"""The readiness check: which question comes next, when it ends, and what it says."""

import math
import random
from collections import Counter

import pytest
from banks import bank, full_blueprint
from hypothesis import given, settings
from hypothesis import strategies as st

from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.panel import readiness_panel
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.readiness import (
    BOUND,
    LEAST,
    MOST,
    REGION,
    Readiness,
    ability,
    evidence_of,
    next_position,
    readiness_result,
    verdict,
)

FULL = full_blueprint()
PANEL = readiness_panel(FormRequest(3, 210, "bank"), bank(FULL, 8, 4, times=2.0), FULL)
NOTHING = (None,) * len(PANEL.questions)


def answered(count, right, panel=PANEL):
    """Answers as a check of so many questions leaves them; `right` says of each number whether it was."""
    answers, asked = list(NOTHING), []
    for number in range(count):
        at = next_position(panel, answers, FULL)
        question = panel.questions[at]
        answers[at] = question.key if right(number, question) else (question.key + 1) % 4
        asked.append(at)
    return tuple(answers), asked


def check_of(theta, seed):
    """A whole check of a candidate at theta: its answers and verdict."""
    chance, answers = random.Random(seed), list(NOTHING)
    while (said := verdict(PANEL, answers)) is None:
        at = next_position(PANEL, answers, FULL)
        question = PANEL.questions[at]
        right = chance.random() < probability(theta, question.b)
        answers[at] = question.key if right else (question.key + 1) % 4
    return tuple(answers), said


@pytest.mark.parametrize("count", [20, 37, 60])
def test_at_any_length_every_domain_has_its_share_within_one(count):
    _, asked = answered(count, lambda number, question: number % 3 > 0)
    counts = Counter(PANEL.questions[at].domain for at in asked)
    assert len(set(asked)) == count
    for domain in FULL.domains:
        assert abs(counts[domain.key] - count * domain.items / 200) < 1


def test_those_who_do_well_get_harder_questions():
    def mean_difficulty(share):
        _, asked = answered(40, lambda number, question: random.Random(number).random() < share)
        return sum(PANEL.questions[at].b for at in asked) / 40

    assert mean_difficulty(0.95) > mean_difficulty(0.3) + 0.1


def test_the_next_question_follows_from_the_answers_alone():
    answers, _ = answered(17, lambda number, question: number % 2 == 0)
    assert next_position(PANEL, answers, FULL) == next_position(PANEL, list(answers), FULL)


def test_a_panel_that_is_used_up_has_no_next_question():
    with pytest.raises(ValueError, match="max"):
        next_position(PANEL, tuple(q.key for q in PANEL.questions), FULL)


def test_nothing_is_said_before_twenty_questions_however_clear_it_is():
    answers, _ = answered(LEAST - 1, lambda number, question: True)
    assert evidence_of(PANEL, answers) > BOUND
    assert verdict(PANEL, answers) is None
    assert verdict(PANEL, answers, ended=True) is Readiness.TOO_CLOSE


def test_all_right_is_ready_and_all_wrong_not_yet_after_twenty():
    assert verdict(PANEL, answered(LEAST, lambda number, question: True)[0]) is Readiness.READY
    assert verdict(PANEL, answered(LEAST, lambda number, question: False)[0]) is Readiness.NOT_YET


def test_at_sixty_without_a_decision_it_is_too_close_to_call():
    chance = random.Random(2)
    answers, _ = answered(MOST, lambda number, question: chance.random() < probability(0.0, question.b))
    assert abs(evidence_of(PANEL, answers)) < BOUND
    assert verdict(PANEL, answers) is Readiness.TOO_CLOSE


def test_the_evidence_is_the_ratio_of_the_two_likelihoods():
    answers, asked = answered(30, lambda number, question: number % 4 > 0)

    def likelihood(theta):
        product = 1.0
        for at in asked:
            p = 1 / (1 + math.exp(PANEL.questions[at].b - theta))
            product *= p if answers[at] == PANEL.questions[at].key else 1 - p
        return product

    assert evidence_of(PANEL, answers) == pytest.approx(math.log(likelihood(REGION) / likelihood(-REGION)))


def test_without_answers_ability_is_the_population_itself():
    mean, deviation = ability(PANEL, NOTHING)
    assert (mean, deviation) == (pytest.approx(0.3, abs=1e-6), pytest.approx(0.8, abs=0.002))


def test_ability_is_found_again():
    estimates = [ability(PANEL, check_of(0.6, seed)[0]) for seed in range(40)]
    mean = sum(one for one, _ in estimates) / 40
    assert mean == pytest.approx(0.6, abs=0.2)
    assert all(0.2 < deviation < 0.5 for _, deviation in estimates)


def test_most_decisions_are_right_and_most_checks_are_decided():
    said = [(theta, check_of(theta, seed)[1]) for seed, theta in enumerate([-0.9, 0.9] * 40)]
    decided = [(theta, one) for theta, one in said if one is not Readiness.TOO_CLOSE]
    assert len(decided) >= 70
    assert sum((one is Readiness.READY) == (theta > 0) for theta, one in decided) >= 0.97 * len(decided)


def test_the_result_counts_and_its_bands_nest_around_the_estimate():
    answers, said = check_of(0.5, 3)
    result = readiness_result(PANEL, answers, FULL)
    assert result.verdict is said
    assert result.asked == sum(answer is not None for answer in answers)
    assert result.right == sum(q.key == a for q, a in zip(PANEL.questions, answers, strict=True))
    assert 0 <= result.band95.low < result.band68.low < result.band68.high < result.band95.high <= 100
    assert result.band68.high - result.band68.low > 2 * 3.2


def test_a_check_that_was_handed_in_empty_has_a_result_too():
    result = readiness_result(PANEL, NOTHING, FULL)
    assert (result.asked, result.right, result.verdict) == (0, 0, Readiness.TOO_CLOSE)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.booleans(), min_size=60, max_size=60))
def test_every_way_of_answering_ends_between_twenty_and_sixty_questions(rights):
    answers = list(NOTHING)
    asked = 0
    while verdict(PANEL, answers) is None:
        at = next_position(PANEL, answers, FULL)
        key = PANEL.questions[at].key
        answers[at] = key if rights[asked] else (key + 1) % 4
        asked += 1
    assert LEAST <= asked <= MOST
