import pytest
from sittings import HandClock, ListJournal, started

from cmas_desktop.engine.attempt import QuestionState, Stage, Status, apply, replay
from cmas_desktop.engine.errors import JournalError
from cmas_desktop.engine.journal import EventKind, chain, event_from_mapping

K = EventKind


@pytest.fixture
def hand():
    return HandClock()


@pytest.fixture
def journal():
    return ListJournal()


@pytest.fixture
def sitting(hand, journal):
    sitting = started(hand, journal)
    sitting.record(K.SHOWN, hand(), position=0)
    return sitting


def test_a_question_is_unseen_then_incomplete_then_complete(hand, sitting):
    assert [question.status for question in sitting.state.questions[:2]] == [
        Status.INCOMPLETE,
        Status.UNSEEN,
    ]
    sitting.record(K.CHOSEN, hand(), position=0, option=2)
    assert sitting.state.current.status is Status.COMPLETE


def test_a_changed_answer_is_counted_and_the_last_one_stands(hand, sitting):
    for option in (1, 3, 3):
        sitting.record(K.CHOSEN, hand(), position=0, option=option)
    assert (sitting.state.current.answer, sitting.state.current.changes) == (3, 1)


def test_a_cleared_answer_is_blank_again(hand, sitting):
    sitting.record(K.CHOSEN, hand(), position=0, option=1)
    sitting.record(K.CLEARED, hand(), position=0)
    assert sitting.state.current.answer is None
    assert sitting.state.blank == 5


def test_a_struck_option_can_be_restored_and_choosing_it_restores_it_too(hand, sitting):
    sitting.record(K.STRUCK, hand(), position=0, option=1)
    sitting.record(K.STRUCK, hand(), position=0, option=2)
    sitting.record(K.UNSTRUCK, hand(), position=0, option=1)
    assert sitting.state.current.struck == {2}
    sitting.record(K.CHOSEN, hand(), position=0, option=2)
    assert sitting.state.current.struck == frozenset()


def test_a_flag_set_from_the_review_screen_does_not_move_the_candidate(hand, sitting):
    sitting.record(K.REVIEWING, hand())
    sitting.record(K.FLAGGED, hand(), position=3)
    assert (sitting.state.position, sitting.state.stage) == (0, Stage.REVIEW)
    assert (sitting.state.questions[3].flagged, sitting.state.flagged) == (True, 1)
    sitting.record(K.UNFLAGGED, hand(), position=3)
    assert sitting.state.flagged == 0


def test_time_is_booked_to_the_question_on_screen_and_not_to_the_review(hand, sitting):
    hand.run(4_000)
    sitting.record(K.SHOWN, hand(), position=1)
    hand.run(2_000)
    sitting.record(K.REVIEWING, hand())
    hand.run(9_000)
    sitting.record(K.SHOWN, hand(), position=0)
    hand.run(1_000)
    sitting.record(K.SUBMITTED, hand(), by="candidate")
    assert [question.milliseconds for question in sitting.state.questions[:2]] == [5_000, 2_000]
    assert sitting.state.elapsed_ms == 16_000


def test_the_time_can_be_hidden_and_shown(hand, sitting):
    assert sitting.record(K.TIME_HIDDEN, hand()).time_hidden
    assert not sitting.record(K.TIME_SHOWN, hand()).time_hidden


def test_nothing_follows_a_submission(hand, sitting):
    sitting.record(K.SUBMITTED, hand(), by="candidate")
    assert (sitting.state.stage, sitting.state.ended_by) == (Stage.ENDED, "candidate")
    late = chain(sitting.last_event, K.CHOSEN, {"position": 0, "option": 1}, 1, 1)
    with pytest.raises(JournalError, match="cannot follow"):
        apply(sitting.state, late)


def test_a_journal_does_not_begin_twice_or_in_the_middle(journal, sitting):
    with pytest.raises(JournalError, match="begins with its start"):
        apply(None, journal.events[1])
    with pytest.raises(JournalError, match="cannot follow"):
        apply(sitting.state, journal.events[0])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (K.SHOWN, {"position": 99}),
        (K.SHOWN, {"position": -1}),
        (K.CHOSEN, {"position": 0}),
        (K.CHOSEN, {"position": 0, "option": "x"}),
        (K.SUBMITTED, {}),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(sitting, kind, body):
    with pytest.raises(JournalError, match="makes no sense"):
        apply(sitting.state, chain(sitting.last_event, kind, body, 10, 10))


def test_a_start_without_its_fields_is_refused():
    with pytest.raises(JournalError, match="lacks"):
        apply(None, chain(None, K.STARTED, {"attempt": "a"}, 0, 0))


def test_an_empty_journal_is_no_attempt():
    with pytest.raises(JournalError, match="empty"):
        replay([])


def test_replaying_gives_the_same_attempt_to_the_byte(hand, journal, sitting):
    for position in (1, 2, 1, 4):
        hand.run(1_700)
        sitting.record(K.SHOWN, hand(), position=position)
        sitting.record(K.CHOSEN, hand(), position=position, option=position % 4)
    sitting.record(K.FLAGGED, hand(), position=2)
    through_files = [event_from_mapping(event.to_mapping()) for event in journal.events]
    assert replay(through_files).to_text() == sitting.state.to_text()
    assert replay(journal.events) == sitting.state


def test_a_fresh_question_state_is_empty():
    assert QuestionState() == QuestionState(None, frozenset(), False, False, 0, 0)
