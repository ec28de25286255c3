"""The order in which tolerances give way."""

from cmas_desktop.engine.tolerance import LADDER, Tolerance


def test_the_usual_tolerances_come_first_and_have_nothing_to_say():
    assert LADDER[0] == Tolerance()
    assert LADDER[0].words == ()


def test_band_then_information_then_study_areas_give_way():
    steps = [(step.tcc_band, step.information_share, step.subarea_minimum) for step in LADDER[:7]]
    assert steps == [
        (0.15, 0.98, True),
        (0.3, 0.98, True),
        (0.5, 0.98, True),
        (1.0, 0.98, True),
        (1.0, 0.95, True),
        (1.0, 0.9, True),
        (0.15, 0.98, False),
    ]


def test_every_step_says_what_gave_way_and_no_two_say_the_same():
    assert LADDER[5].words == (
        "TCC within 1.0 raw points instead of 0.15",
        "information at the cut at least 90% of the reference form's instead of 98%",
    )
    assert LADDER[6].words == ("study areas without their lower bound",)
    assert len({step.words for step in LADDER}) == len(LADDER)
