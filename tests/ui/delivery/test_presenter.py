import pytest
from exams import LEDGER, exam
from sittings import HOUR_MS

from cmas_desktop.engine.attempt import Stage, Status
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.ui.delivery.presenter import Walk, time_text


@pytest.fixture
def sat():
    return exam()


def test_the_first_question_is_shown_and_that_is_an_event(sat):
    presenter, _hand, journal = sat
    view = presenter.question()
    assert (view.number, view.total, view.stem) == (1, 5, "Stem number 1?")
    assert [event.kind for event in journal.events] == [EventKind.STARTED, EventKind.SHOWN]


def test_options_stand_in_the_order_of_the_form(sat):
    presenter, _hand, _journal = sat
    assert [(o.letter, o.text) for o in presenter.question().options] == [
        ("A", "option 1c"),
        ("B", "option 1a"),
        ("C", "option 1d"),
        ("D", "option 1b"),
    ]


def test_a_choice_is_stored_as_authored_and_painted_as_shown(sat):
    presenter, _hand, journal = sat
    presenter.choose(1)
    assert journal.events[-1].body == {"position": 0, "option": 0}
    assert [option.chosen for option in presenter.question().options] == [False, True, False, False]
    assert presenter.question().answered


def test_choosing_the_same_option_again_writes_nothing(sat):
    presenter, _hand, journal = sat
    presenter.choose(1)
    count = len(journal.events)
    presenter.choose(1)
    assert len(journal.events) == count


def test_an_answer_that_is_not_stored_is_shown_as_unsaved(sat):
    presenter, _hand, journal = sat
    journal.fill_disk()
    presenter.choose(2)
    assert [option.unsaved for option in presenter.question().options] == [False, False, True, False]


def test_striking_the_chosen_option_takes_the_answer_back_first(sat):
    presenter, _hand, journal = sat
    presenter.choose(3)
    presenter.strike(3)
    assert [event.kind for event in journal.events[-2:]] == [EventKind.CLEARED, EventKind.STRUCK]
    option = presenter.question().options[3]
    assert (option.chosen, option.struck) == (False, True)


def test_striking_twice_undoes_it(sat):
    presenter, _hand, _journal = sat
    presenter.strike(0)
    presenter.strike(0)
    assert not presenter.question().options[0].struck


def test_clearing_is_an_event_only_where_there_is_an_answer(sat):
    presenter, _hand, journal = sat
    presenter.clear()
    assert journal.events[-1].kind is EventKind.SHOWN
    presenter.choose(0)
    presenter.clear()
    assert journal.events[-1].kind is EventKind.CLEARED


def test_next_after_the_last_question_is_the_review_screen(sat):
    presenter, _hand, _journal = sat
    presenter.go(4)
    assert presenter.question().last
    presenter.step(1)
    assert presenter.stage is Stage.REVIEW


def test_previous_on_the_first_question_stays(sat):
    presenter, _hand, _journal = sat
    assert presenter.question().first
    presenter.step(-1)
    assert presenter.question().number == 1


def test_the_list_names_complete_incomplete_unseen_and_flags(sat):
    presenter, _hand, _journal = sat
    presenter.choose(0)
    presenter.step(1)
    presenter.flag()
    rows = presenter.rows()
    assert [row.status for row in rows[:3]] == [Status.COMPLETE, Status.INCOMPLETE, Status.UNSEEN]
    assert [row.flagged for row in rows[:3]] == [False, True, False]
    assert (presenter.blank, presenter.flagged) == (4, 1)


def test_a_walk_through_the_flagged_visits_only_those(sat):
    presenter, _hand, _journal = sat
    presenter.flag(1)
    presenter.flag(3)
    assert presenter.walk(Walk.FLAGGED)
    seen = [presenter.question().number]
    presenter.step(1)
    seen.append(presenter.question().number)
    assert presenter.question().walking == "flagged"
    presenter.step(1)
    assert (seen, presenter.stage) == ([2, 4], Stage.REVIEW)


def test_a_walk_keeps_its_questions_when_they_are_answered_on_the_way(sat):
    presenter, _hand, _journal = sat
    presenter.walk(Walk.INCOMPLETE)
    presenter.choose(0)
    presenter.step(1)
    presenter.step(-1)
    assert presenter.question().number == 1


def test_there_is_no_walk_through_nothing(sat):
    presenter, _hand, _journal = sat
    assert not presenter.walk(Walk.FLAGGED)


def test_jumping_ends_a_walk(sat):
    presenter, _hand, _journal = sat
    presenter.flag(0)
    presenter.walk(Walk.FLAGGED)
    presenter.jump(2)
    assert presenter.question().walking == ""
    assert not presenter.question().last


def test_the_time_can_be_hidden_until_the_last_five_minutes():
    presenter, hand, _journal = exam(limit_ms=HOUR_MS)
    presenter.toggle_time()
    assert presenter.clock().hidden
    hand.run(HOUR_MS - 5 * 60_000)
    presenter.tick()
    clock = presenter.clock()
    assert (clock.hidden, clock.forced, clock.low, clock.text) == (False, True, True, "0:05:00")


def test_warnings_come_at_thirty_fifteen_five_and_one_minutes():
    presenter, hand, _journal = exam(limit_ms=HOUR_MS)
    warnings = []
    for _ in range(59 * 4 + 1):
        hand.run(15_000)
        warnings.append(presenter.tick().warning)
    assert [warning for warning in warnings if warning] == [30, 15, 5, 1]


def test_a_warning_is_not_lost_when_an_answer_falls_on_its_moment():
    presenter, hand, _journal = exam(limit_ms=HOUR_MS)
    hand.run(29 * 60_000 + 59_900)
    presenter.tick()
    hand.run(200)
    presenter.choose(1)
    hand.run(50)
    assert presenter.tick().warning == 30


def test_at_zero_the_tick_says_so_and_what_stands_is_handed_in():
    presenter, hand, journal = exam(limit_ms=60_000)
    presenter.choose(0)
    hand.run(60_000)
    assert presenter.tick().expired
    assert presenter.submit("time")
    assert journal.events[-1].body == {"by": "time"}
    assert presenter.stage is Stage.ENDED


def test_a_submission_that_cannot_be_stored_says_so_and_can_be_repeated(sat):
    presenter, _hand, journal = sat
    journal.fill_disk()
    assert not presenter.submit("candidate")
    journal.make_room()
    assert presenter.submit("candidate")
    assert [event.kind for event in journal.events].count(EventKind.SUBMITTED) == 1


def test_leaving_is_an_event(sat):
    presenter, _hand, journal = sat
    presenter.leave()
    assert journal.events[-1].kind is EventKind.LEFT


def test_an_exhibit_comes_with_its_question(sat):
    presenter, _hand, _journal = sat
    presenter.step(1)
    assert presenter.question().exhibit == LEDGER


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(7_200_000, "2:00:00"), (7_199_001, "2:00:00"), (59_000, "0:00:59"), (1, "0:00:01"), (0, "0:00:00")],
)
def test_the_time_left_is_rounded_up_to_the_second(milliseconds, text):
    assert time_text(milliseconds) == text
