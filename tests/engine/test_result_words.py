"""How a result is said, on screen and in the report."""

from dataclasses import replace

import pytest
from results import failing, passing

from cmas_desktop.engine import result_words as words
from cmas_desktop.engine.result import Band, Level


def test_times_are_said_in_the_unit_that_fits():
    assert words.duration_words(61_000) == "1 min 01 s"
    assert words.duration_words(6_731_000) == "1 h 52 min"


@pytest.mark.parametrize(("chance", "said"), [(0.0, "1%"), (0.834, "83%"), (1.0, "99%")])
def test_no_chance_is_said_as_certain(chance, said):
    assert words.chance_words(chance) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("2026-11-24T14:05:09-07:00", "November 24, 2026, 2:05 PM (UTC-07:00)"),
        ("2026-01-01T00:00:00+05:30", "January 1, 2026, 12:00 AM (UTC+05:30)"),
        ("2026-06-30T12:30:59.999999+00:00", "June 30, 2026, 12:30 PM (UTC)"),
        ("2026-06-30T12:30:59Z", "June 30, 2026, 12:30 PM (UTC)"),
        ("2026-06-30T11:59:59", "June 30, 2026, 11:59 AM (UTC)"),
    ],
)
def test_a_date_is_said_in_its_own_offset_whatever_the_computer_thinks(told, said, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert words.date_words(told) == said


def test_the_wide_sentence_says_when_another_form_could_turn_out_the_other_way():
    assert "another form could turn out the other way" in words.wide_sentence(passing())
    assert "another form could turn out the other way" in words.wide_sentence(failing())


def test_the_wide_sentence_says_when_the_pass_mark_is_out_of_reach():
    sure = passing(band95=Band(71.2, 84.8, 0.95))
    assert words.wide_sentence(sure).endswith("between 71 and 85, and the pass mark lies outside that range.")


def test_the_rule_is_said_with_score_pass_mark_and_both_ranges():
    assert words.rule_sentence(passing()) == (
        "Score 73 on a scale from 0 to 100; the pass mark is 70. Likely range 70 to 76, wide range 66 to 80."
    )


def test_a_domain_is_said_with_all_that_its_bar_shows():
    said = words.domain_sentence(passing().domains[4])
    assert said.startswith("Health Care Insurance Processing, Coding and Billing: 19 of 34 right, likely ")
    assert "between 42% and 67%; a just-qualified candidate 69%; below the level of passing." in said


def test_every_level_has_its_words():
    assert set(words.LEVEL_WORDS) == set(Level)


def test_one_of_a_thing_is_said_in_the_singular():
    assert words.count_words(1, "answer", "answers") == "1 answer"
    assert words.count_words(0, "answer", "answers") == "0 answers"


def test_the_narrow_band_is_said_as_a_range_or_as_one_score():
    assert "score between 61 and 67" in words.band_sentence(passing(band68=Band(61.2, 66.9, 0.68)))
    assert words.band_sentence(passing(band68=Band(0.0, 0.2, 0.68))).endswith("you would score 0.")


def test_the_facts_of_a_sitting_name_repeats_interruptions_and_time_only_where_there_are_any():
    plain = dict(words.sitting_facts(passing(repeats=0, interruptions=0, ended_by="candidate")))
    assert {"Time used", "Answered", "Scored questions right", "Flagged at the end"} == set(plain)
    full = dict(words.sitting_facts(passing(repeats=12, interruptions=2, ended_by="time")))
    assert full["Interruptions"] == "2"
    assert full["Seen in an earlier exam"].startswith("12 questions; new ones: ")
    assert full["Ended"] == "when the time was up"


def test_domains_have_no_scores_unless_the_gate_is_open():
    result = passing()
    assert words.own_scores_sentence(result) == words.NO_DOMAIN_SCORES
    first, *rest = result.domains
    opened = replace(result, domains=(replace(first, own_score=81), *rest))
    assert f"{first.name} 81." in words.own_scores_sentence(opened)
