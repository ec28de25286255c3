"""Simulated candidates."""

import pytest
from banks import bank, full_blueprint, mixed_difficulties, plain_form, tiny_blueprint

from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.irt import expected_raw, information
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.simulation import simulate_responses, simulate_scores

FULL = full_blueprint()
BANK = bank(FULL, 10, 6)


@pytest.fixture(scope="module")
def forms():
    return [assemble(FormRequest(seed, 210, "bank"), BANK, FULL) for seed in (1, 2)]


def test_a_simulated_candidate_answers_every_question_and_the_same_each_time(forms):
    answers = simulate_responses(forms[0], 0.0, 9)
    assert len(answers) == 210
    assert set(answers) == {0, 1, 2, 3}
    assert answers == simulate_responses(forms[0], 0.0, 9)
    assert answers != simulate_responses(forms[0], 0.0, 10)


@pytest.mark.parametrize("theta", [-1.5, 0.0, 1.5])
def test_simulated_candidates_are_right_as_often_as_the_model_says(theta):
    form = plain_form(mixed_difficulties(FULL), FULL)
    right = [
        sum(a == q.key for a, q in zip(simulate_responses(form, theta, seed), form.questions, strict=True))
        for seed in range(30)
    ]
    error = (information(theta, form.scored_difficulties) / 30) ** 0.5
    assert sum(right) / 30 == pytest.approx(expected_raw(theta, form.scored_difficulties), abs=4 * error)


def test_wrong_options_are_chosen_alike():
    form = plain_form([9.0] * 200, FULL)
    answers = [answer for seed in range(5) for answer in simulate_responses(form, -9.0, seed)]
    assert answers.count(0) < 3
    assert all(answers.count(option) == pytest.approx(1000 / 3, abs=60) for option in (1, 2, 3))


@pytest.mark.parametrize(
    ("theta", "mean", "deviation", "passing"), [(-1, 47.6, 3.4, 0), (0, 70, 3.1, 0.5), (1, 85.7, 2.4, 1)]
)
def test_five_hundred_candidates_score_as_their_ability_says(forms, theta, mean, deviation, passing):
    scores = simulate_scores(forms, FULL, theta, 500, 7)
    assert scores.mean == pytest.approx(mean, abs=0.6)
    assert scores.deviation == pytest.approx(deviation, abs=0.35)
    assert scores.pass_rate == pytest.approx(passing, abs=0.09)


def test_forms_of_one_bank_are_equally_hard(forms):
    one, two = (simulate_scores([form], FULL, 0.0, 200, 3) for form in forms)
    assert one.raw_mean == pytest.approx(two.raw_mean, abs=2)


def test_a_form_that_is_harder_throughout_gives_the_same_scores():
    plain = mixed_difficulties(FULL)
    easy, hard = (plain_form([b + shift for b in plain], FULL) for shift in (-0.4, 0.4))
    one, two = (simulate_scores([form], FULL, 0.5, 200, 3) for form in (easy, hard))
    assert one.raw_mean - two.raw_mean > 25
    assert one.mean == pytest.approx(two.mean, abs=1.0)


def test_the_same_seed_gives_the_same_scores():
    tiny = tiny_blueprint()
    form = plain_form(mixed_difficulties(tiny), tiny)
    assert simulate_scores([form], tiny, 0.2, 50, 1) == simulate_scores([form], tiny, 0.2, 50, 1)
    assert simulate_scores([form], tiny, 0.2, 50, 1) != simulate_scores([form], tiny, 0.2, 50, 2)


def test_a_single_candidate_has_no_spread():
    tiny = tiny_blueprint()
    scores = simulate_scores([plain_form(mixed_difficulties(tiny), tiny)], tiny, 0.0, 1, 1)
    assert (scores.candidates, scores.deviation) == (1, 0.0)
