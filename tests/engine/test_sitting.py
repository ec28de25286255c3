import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sittings import HOUR_MS, POLICY, HandClock, ListJournal, started

from cmas_desktop.engine.attempt import Stage, replay
from cmas_desktop.engine.errors import StoreFullError
from cmas_desktop.engine.journal import EventKind, verified
from cmas_desktop.engine.sitting import HEARTBEAT_MS, resume
from cmas_desktop.engine.timing import NoteKind

K = EventKind


@pytest.fixture
def hand():
    return HandClock()


@pytest.fixture
def journal():
    return ListJournal()


def test_every_intent_is_stored_before_the_state_shows_it(hand, journal):
    sitting = started(hand, journal)
    sitting.record(K.SHOWN, hand.run(10), position=0)
    sitting.record(K.CHOSEN, hand.run(10), position=0, option=1)
    assert [event.kind for event in journal.events] == [K.STARTED, K.SHOWN, K.CHOSEN]
    assert replay(journal.events) == sitting.state
    assert sitting.all_saved


def test_the_journal_is_an_unbroken_chain(hand, journal):
    sitting = started(hand, journal)
    for position in range(5):
        sitting.record(K.SHOWN, hand.run(100), position=position)
    assert len(verified(journal.events)) == 6


def test_the_heartbeat_writes_the_clock_every_five_seconds(hand, journal):
    sitting = started(hand, journal)
    for _ in range(4 * 11):
        sitting.tick(hand.run(250))
    beats = [event for event in journal.events if event.kind is K.CLOCK]
    assert [event.elapsed_ms for event in beats] == [HEARTBEAT_MS, 2 * HEARTBEAT_MS]
    assert beats[0].body["boot"] == "boot-1"


def test_a_full_disk_keeps_the_answer_on_screen_and_calls_it_unsaved(hand, journal):
    sitting = started(hand, journal)
    journal.fill_disk()
    sitting.record(K.SHOWN, hand.run(5), position=2)
    sitting.record(K.CHOSEN, hand.run(5), position=2, option=3)
    assert sitting.state.questions[2].answer == 3
    assert sitting.unsaved == {2}
    assert not sitting.all_saved
    assert isinstance(sitting.fault, StoreFullError)
    assert len(journal.events) == 1


def test_what_waited_is_stored_in_order_once_there_is_room(hand, journal):
    sitting = started(hand, journal)
    journal.fill_disk()
    for option in (0, 1, 2):
        sitting.record(K.CHOSEN, hand.run(5), position=0, option=option)
    journal.make_room()
    assert sitting.retry()
    assert [event.body.get("option") for event in journal.events[1:]] == [0, 1, 2]
    assert replay(verified(journal.events)) == sitting.state
    assert sitting.fault is None


def test_waiting_events_are_tried_again_with_the_heartbeat(hand, journal):
    sitting = started(hand, journal)
    journal.fill_disk()
    sitting.record(K.CHOSEN, hand.run(5), position=0, option=1)
    sitting.tick(hand.run(HEARTBEAT_MS))
    assert not sitting.all_saved
    journal.make_room()
    sitting.tick(hand.run(250))
    assert sitting.all_saved


def test_nobody_begins_on_a_disk_that_takes_nothing(hand, journal):
    journal.fill_disk()
    with pytest.raises(StoreFullError):
        started(hand, journal)


def test_after_zero_only_the_submission_is_taken(hand, journal):
    sitting = started(hand, journal, limit_ms=HOUR_MS)
    sitting.record(K.CHOSEN, hand.run(1), position=0, option=1)
    sitting.record(K.CHOSEN, hand.run(HOUR_MS), position=0, option=2)
    assert sitting.state.current.answer == 1
    sitting.record(K.SUBMITTED, hand.run(10), by="time")
    assert (sitting.state.stage, sitting.state.elapsed_ms) == (Stage.ENDED, HOUR_MS)


def test_a_resumed_sitting_stands_where_the_last_one_stopped(hand, journal):
    sitting = started(hand, journal)
    sitting.record(K.SHOWN, hand.run(7_000), position=3)
    sitting.record(K.CHOSEN, hand.run(1_000), position=3, option=2)
    hand.run(30_000)
    again, note = resume(journal, list(journal.events), POLICY, hand())
    assert (again.state.position, again.state.current.answer) == (3, 2)
    assert (again.clock.consumed_ms, note.size_ms, note.counted_ms) == (8_000, 30_000, 0)
    assert again.state.interruptions == 1


def test_the_time_away_is_measured_from_the_last_event_not_the_last_reading(hand, journal):
    sitting = started(hand, journal)
    sitting.tick(hand.run(HEARTBEAT_MS))
    sitting.record(K.CHOSEN, hand.run(3_000), position=0, option=0)
    _again, note = resume(journal, list(journal.events), POLICY, hand.run(60_000))
    assert note.size_ms == 60_000


def test_free_time_used_before_a_crash_is_remembered_after_it(hand, journal):
    started(hand, journal)
    for _ in range(5):
        again, note = resume(journal, list(journal.events), POLICY, hand.run(120_000))
        assert note.counted_ms == 0
    again, note = resume(journal, list(journal.events), POLICY, hand.run(120_000))
    assert note.counted_ms == 120_000
    assert again.clock.consumed_ms == 120_000


def test_an_exam_that_ran_out_while_away_has_no_time_left(hand, journal):
    started(hand, journal, limit_ms=HOUR_MS)
    again, note = resume(journal, list(journal.events), POLICY, hand.run(3 * HOUR_MS))
    assert again.clock.expired
    again.record(K.SUBMITTED, hand(), by="time")
    assert again.state.ended_by == "time"
    assert note.kind is NoteKind.GAP


def test_a_sleep_is_an_event_and_costs_its_question_nothing(hand, journal):
    sitting = started(hand, journal)
    sitting.record(K.SHOWN, hand.run(1_000), position=0)
    sitting.tick(hand.sleep(300_000))
    note = journal.events[-1]
    assert (note.kind, note.body["note"], note.body["counted_ms"]) == (K.CLOCK_NOTE, "sleep", 180_000)
    assert sitting.clock.consumed_ms == 181_000
    assert sitting.state.current.milliseconds == 1_000


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["choose", "show", "flag", "fail", "heal", "kill", "wait"]), st.integers(0, 4)
        ),
        max_size=40,
    )
)
def test_whatever_happens_the_stored_journal_tells_every_saved_answer(steps):
    hand, journal = HandClock(), ListJournal()
    sitting = started(hand, journal)
    for step, number in steps:
        hand.run(700)
        if step == "choose":
            sitting.record(K.CHOSEN, hand(), position=sitting.state.position, option=number % 4)
        elif step == "show":
            sitting.record(K.SHOWN, hand(), position=number)
        elif step == "flag":
            sitting.record(K.FLAGGED, hand(), position=number)
        elif step == "fail":
            journal.fill_disk()
        elif step == "heal":
            journal.make_room()
        elif step == "wait":
            sitting.tick(hand.run(5_000))
        else:
            journal.make_room()
            sitting = resume(journal, list(journal.events), POLICY, hand())[0]
    stored = replay(verified(journal.events))
    for position, question in enumerate(stored.questions):
        if position not in sitting.unsaved:
            assert question.answer == sitting.state.questions[position].answer
    journal.make_room()
    assert sitting.retry()
    assert replay(journal.events).to_text() == sitting.state.to_text()
