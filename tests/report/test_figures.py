"""A result as plain data for the template: the same figures, all positions on their scales."""

import json

import pytest
from results import all_right, domain, failing, nothing_right, passing, with_domains

from cmas_desktop.report.figures import report_figures

SHAPES = [passing(), failing(), nothing_right(), all_right(), with_domains(1), with_domains(12)]


def tiles(result):
    return {tile["name"]: (tile["value"], tile["detail"]) for tile in report_figures(result)["sitting"]}


@pytest.mark.parametrize("result", SHAPES)
def test_every_result_is_plain_data(result):
    figures = report_figures(result)
    assert json.loads(json.dumps(figures)) == figures


@pytest.mark.parametrize("result", SHAPES)
def test_every_position_lies_on_its_scale(result):
    figures = report_figures(result)
    rule = figures["rule"]
    places = [rule["score"], rule["cut"], *(tick["at"] for tick in rule["ticks"])]
    places += [rule[band][end] for band in ("likely", "wide") for end in ("from", "to")]
    places += [one[key] for one in figures["domains"] for key in ("share", "low", "high", "mark")]
    assert all(0 <= place <= 1 for place in places)


def test_the_rule_leaves_room_for_the_pass_mark_among_its_figures():
    labels = [tick["label"] for tick in report_figures(passing())["rule"]["ticks"]]
    assert labels == ["0", "10", "20", "30", "40", "50", "60", "80", "90", "100"]


def test_the_rule_fits_a_scale_of_another_length():
    rule = report_figures(passing(scale_max=200, pass_scaled=50, shown=150))["rule"]
    assert (rule["score"], rule["cut"], rule["cut_label"]) == (0.75, 0.25, "pass mark 50")
    assert [tick["label"] for tick in rule["ticks"]][-1] == "200"


def test_the_bands_are_said_with_their_confidence():
    rule = report_figures(passing())["rule"]
    assert rule["likely"]["label"] == "70 to 76: two times in three (68%)"
    assert rule["wide"]["label"] == "66 to 80: nineteen times in twenty (95%)"


def test_the_sitting_is_told_in_eight_facts():
    assert tiles(passing()) == {
        "Time used": ("1 h 52 min", "of 2 h 00 min allowed"),
        "Answered": ("207 of 210", "3 left blank"),
        "Scored questions right": ("145 of 200", "cut: 138.53"),
        "Pretest questions": ("10", "not counted"),
        "Flagged": ("4", "when the exam ended"),
        "Interruptions": ("1", "left and resumed"),
        "Seen in an earlier exam": ("12", "new: 133 of 188 right"),
        "Ended": ("Handed in", "in time"),
    }


def test_time_running_out_is_told():
    assert tiles(failing())["Ended"] == ("Time was up", "handed in as it stood")


def test_a_first_exam_has_only_new_questions():
    assert tiles(all_right())["Seen in an earlier exam"] == ("0", "every question was new")


def test_a_domain_shows_the_figures_of_the_result():
    figures = report_figures(passing())["domains"][4]
    assert figures["right"] == "19 of 34"
    assert (figures["range"], figures["expected"], figures["level"]) == ("42% to 67%", "69%", "below")
    assert figures["share"] == pytest.approx(19 / 34)


def test_study_areas_name_their_domain_and_keep_their_order():
    study = report_figures(passing())["study"]
    assert [one["lost"] for one in study] == ["4 of 5", "3 of 5", "3 of 5", "3 of 5", "3 of 6"]
    assert study[4]["domain"] == "Medical Office Management"


def test_a_perfect_score_says_that_nothing_was_lost():
    figures = report_figures(all_right())
    assert figures["study"] == []
    assert figures["study_line"].startswith("Nothing was lost")


def test_the_making_of_the_score_is_told_in_five_lines():
    making = report_figures(failing())["making"]
    assert len(making) == 5
    assert "138 right answers to 200 scored questions of this form are worth 137.90" in making[0]
    assert "138.45" in making[0]
    assert "2026.1" in making[1]
    assert "3.4 points" in making[2]
    assert making[3] == "Attempt a-20261124-1, form f-7c1e90, seed 914207, bank 3fa9c2d1e0b7."
    assert making[4] == "The form met every usual tolerance."


def test_one_right_answer_is_said_in_the_singular():
    assert (
        "1 right answer to 200 scored questions of this form is worth"
        in (report_figures(passing(raw=1))["making"][0])
    )


def test_relaxed_tolerances_are_named():
    relaxed = ("TCC within 0.3 raw points instead of 0.15", "study areas without their lower bound")
    making = report_figures(passing(relaxed=relaxed))["making"]
    assert making[4] == f"This form gave way on: {relaxed[0]}; {relaxed[1]}."


def test_assumptions_and_verification_code_are_handed_on_whole():
    result = passing()
    figures = report_figures(result)
    assert tuple(figures["assumptions"]) == result.assumptions
    assert figures["code"] == "7KQM-2XWD-P349-HRTC"
    assert "checksum, not a signature" in figures["code_line"]


def test_a_study_area_of_an_unknown_domain_is_still_named():
    result = passing(domains=(domain("z", "Another", 1, 2),))
    assert report_figures(result)["study"][0]["domain"] == ""
