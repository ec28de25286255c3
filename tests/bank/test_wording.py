from __future__ import annotations

import bank_samples as samples
import pytest

from cmas_desktop.bank import wording


def test_words_are_lower_case_without_figures_and_possessives():
    assert wording.words("The clerk's 2 charts can't wait.") == ["the", "clerk", "charts", "can't", "wait"]


def test_content_words_leave_out_function_words_and_make_plurals_one():
    assert wording.content_words("Which policies of the offices apply to glass and status?") == {
        "policy",
        "office",
        "apply",
        "glass",
        "status",
    }


def test_terms_keep_their_number():
    assert wording.content_terms("A chart and two charts") == ["chart", "chart"]


def test_a_reader_meets_figures_as_words_but_not_dashes():
    assert wording.word_count("Post $45.00 on 03/02 - and e-mail Dr. Lim") == 8


def test_stem_and_options_are_read_together():
    item = samples.item(stem="Who files it?", options=("A clerk", "A nurse", "The physician", "Nobody"))
    assert wording.reading_words(item) == 3 + 2 + 2 + 2 + 1


def test_the_question_is_the_last_sentence():
    assert wording.lead_in("A chart is missing. Where is it?") == "Where is it?"
    assert wording.lead_in('She says, "I will pay." What is recorded?') == "What is recorded?"


@pytest.mark.parametrize(
    "stem",
    [
        "Which record is NOT kept?",
        "All of these are kept EXCEPT which?",
        "Which of these is not kept?",
        "What statement is incorrect?",
        "All of the following are kept except:",
        "Which is least likely?",
    ],
)
def test_a_question_for_the_exception_is_known(stem):
    assert wording.is_negative(stem)


@pytest.mark.parametrize(
    "stem",
    [
        "A claim was not paid. What comes next?",
        "Which tool finds a chart when the number is not known?",
        "How long must the file of a person who was not hired be kept?",
        "What is the least clear width of a doorway?",
    ],
)
def test_a_plain_not_is_no_question_for_the_exception(stem):
    assert not wording.is_negative(stem)


def test_capitals_show_the_exception():
    assert wording.is_hidden_negative("Which of these is not kept?")
    assert not wording.is_hidden_negative("Which of these is NOT kept?")


@pytest.mark.parametrize(
    "option",
    ["All of the above", "None of these", "Both A and C", "A and B", "B or D", "Any of the options", "True"],
)
def test_banned_options_are_known(option):
    assert wording.BANNED_OPTION.search(option)


@pytest.mark.parametrize(
    "option",
    [
        "All of the charts",
        "None",
        "A true copy",
        "Parts A and B of Medicare",
        "Both parents",
        "Vitamins A and D",
    ],
)
def test_honest_options_are_not_banned(option):
    assert not wording.BANNED_OPTION.search(option)


@pytest.mark.parametrize(
    "rationale",
    [
        "Option B is a trap.",
        "As in choice C",
        "The first option fails.",
        "Only (D) holds.",
        "B is wrong here.",
    ],
)
def test_a_rationale_that_names_a_place_is_known(rationale):
    assert wording.LETTER_NAMED.search(rationale)


@pytest.mark.parametrize(
    "rationale",
    [
        "The seventh character is the letter A.",
        "Medicare Part B is right.",
        "The first step is a call.",
    ],
)
def test_other_letters_and_orders_are_not_places(rationale):
    assert not wording.LETTER_NAMED.search(rationale)


def test_the_lists_that_guessers_hold_on_to_do_not_overlap():
    assert not wording.ABSOLUTE & wording.QUALIFIED
    assert {"always", "never"} <= wording.ABSOLUTE
    assert {"usually", "may"} <= wording.QUALIFIED
