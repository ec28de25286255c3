"""Flags: each comes with its reason, and none without cause."""

import pytest

from cmas_desktop.engine.item_analysis import OptionUse
from cmas_desktop.engine.item_flags import (
    FlagKind,
    distractor_flags,
    drift_flags,
    group_flags,
    key_flags,
    misfit_flags,
)
from cmas_desktop.engine.mantel_haenszel import GroupDifference


def uses(*chosen, correlations=(None, None, None, None)):
    return tuple(
        OptionUse(option, count, (0, 0, count), correlations[option]) for option, count in enumerate(chosen)
    )


def test_a_key_is_suspect_where_right_answers_go_with_low_scores():
    (flag,) = key_flags(100, -0.25, ())
    assert flag.kind is FlagKind.KEY_SUSPECT
    assert "-0.25" in flag.reason


def test_the_option_that_the_able_choose_is_named():
    (flag,) = key_flags(100, -0.25, uses(30, 20, 40, 10, correlations=(-0.25, -0.1, 0.35, None)))
    assert "option C" in flag.reason
    assert "0.35" in flag.reason


def test_no_option_is_named_that_only_chance_favors():
    (flag,) = key_flags(100, -0.25, uses(30, 20, 40, 10, correlations=(-0.25, -0.1, 0.05, None)))
    assert "option" not in flag.reason


@pytest.mark.parametrize("correlation", [None, 0.4, 0.0, -0.05])
def test_a_key_is_not_suspect_by_chance_alone(correlation):
    assert key_flags(100, correlation, ()) == []


def test_the_same_correlation_says_more_with_more_responses():
    assert key_flags(36, -0.1, ()) == []
    assert len(key_flags(400, -0.1, ())) == 1


def test_a_distractor_that_hardly_anybody_chose_is_named():
    (flag,) = distractor_flags(200, 0.5, uses(100, 60, 38, 2), key=0)
    assert flag.kind is FlagKind.DISTRACTOR_UNUSED
    assert flag.reason == "Option D drew 2 of 200, though 50% missed the item."


def test_the_key_is_no_distractor_however_few_chose_it():
    assert distractor_flags(200, 0.02, uses(4, 66, 65, 65), key=0) == []


def test_an_easy_item_has_too_few_wrong_answers_to_speak_of():
    assert distractor_flags(200, 0.9, uses(180, 20, 0, 0), key=0) == []


def test_few_responses_say_nothing_of_distractors():
    assert distractor_flags(40, 0.7, uses(28, 6, 6, 0), key=0) == []


@pytest.mark.parametrize(
    ("infit", "outfit", "words"),
    [
        (1.5, 1.0, ["Infit is 1.50: answers are noisier"]),
        (1.0, 0.6, ["Outfit is 0.60: answers are more regular"]),
        (1.4, 1.6, ["Infit is 1.40", "Outfit is 1.60"]),
        (1.15, 0.85, []),
    ],
)
def test_misfit_is_told_for_each_square(infit, outfit, words):
    flags = misfit_flags(infit, 0.05, outfit, 0.05)
    assert len(flags) == len(words)
    for flag, word in zip(flags, words, strict=True):
        assert flag.kind is FlagKind.MISFIT
        assert word in flag.reason


def test_what_chance_explains_is_no_misfit():
    assert misfit_flags(1.3, 0.15, 1.5, 0.3) == []


@pytest.mark.parametrize(("b", "word"), [(1.0, "harder"), (-2.0, "easier")])
def test_drift_says_which_way(b, word):
    (flag,) = drift_flags(b, -0.5, 0.7)
    assert flag.kind is FlagKind.DRIFT
    assert flag.reason == f"The item is 1.50 logits {word} than it was rated."


def test_a_rating_may_err_by_twice_its_error():
    assert drift_flags(0.9, -0.5 + 1e-9, 0.7) == []


@pytest.mark.parametrize(
    ("delta", "words"), [(-2.0, "Harder for B than for"), (2.0, "Harder for A than for")]
)
def test_a_large_difference_names_the_group_that_loses(delta, words):
    (flag,) = group_flags(GroupDifference(2.3, delta, 0.3, "C"), "A", "B")
    assert flag.kind is FlagKind.GROUPS_DIFFER
    assert words in flag.reason


def test_smaller_differences_and_none_are_not_flagged():
    assert group_flags(GroupDifference(1.5, -1.0, 0.3, "B"), "A", "B") == []
    assert group_flags(None, "A", "B") == []
