"""How a readiness check is said."""

from dataclasses import replace

import pytest

from cmas_desktop.engine.readiness import Readiness, ReadinessResult
from cmas_desktop.engine.readiness_words import (
    HEADLINES,
    NEXT_STEPS,
    NOT_A_SCORE,
    prediction_sentence,
    promise,
    verdict_sentence,
)
from cmas_desktop.engine.result import Band

RESULT = ReadinessResult(
    verdict=Readiness.READY,
    asked=31,
    right=26,
    theta=0.7,
    theta_error=0.33,
    evidence=3.1,
    band68=Band(73.6, 86.2, 0.68),
    band95=Band(66.0, 91.4, 0.95),
    pass_scaled=70,
    scale_max=100,
)


@pytest.mark.parametrize("verdict", Readiness)
def test_every_verdict_has_its_words(verdict):
    assert HEADLINES[verdict]
    assert NEXT_STEPS[verdict].startswith("Next: ")
    assert verdict_sentence(replace(RESULT, verdict=verdict)).startswith("After 31 questions")


def test_pass_and_fail_are_said_as_likelihoods_and_never_as_certain():
    assert "more likely pass" in verdict_sentence(RESULT)
    assert "more likely fail" in verdict_sentence(replace(RESULT, verdict=Readiness.NOT_YET))


def test_too_few_answers_are_told_apart_from_too_close():
    close = replace(RESULT, verdict=Readiness.TOO_CLOSE)
    assert "on which side" in verdict_sentence(close)
    assert "needs at least 20" in verdict_sentence(replace(close, asked=7))


def test_the_prediction_names_both_bands_and_the_pass_mark():
    assert prediction_sentence(RESULT) == (
        "On a full form you would probably score between 74 and 86 (about two times in three); nineteen "
        "times in twenty it would be between 66 and 91. The pass mark is 70."
    )


def test_it_says_before_it_begins_how_long_it_is_and_what_it_is_not():
    assert "20 to 60 questions" in promise(36)
    assert "at most 36 minutes" in promise(36)
    assert any("Pearson VUE" in sentence for sentence in NOT_A_SCORE)
