"""Readiness checks on a real data folder, without a window."""

import pytest
from desks import ADA, begun, sat

from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.engine.readiness import MOST, Readiness, next_position, verdict
from cmas_desktop.store.attempts import attempts


def checked(desk, hand, right, by="test"):
    """A readiness check that was answered to its end, all right or all wrong."""
    opened = desk.readiness.begin(ADA, desk.readiness.maker(ADA)())
    sitting, form = opened.sitting, opened.form
    while verdict(form, [q.answer for q in sitting.state.questions]) is None:
        at = next_position(form, [q.answer for q in sitting.state.questions], desk.blueprint)
        key = form.questions[at].key
        sitting.record(EventKind.SHOWN, hand.run(500), position=at)
        sitting.record(EventKind.CHOSEN, hand.run(500), position=at, option=key if right else (key + 1) % 4)
    sitting.record(EventKind.SUBMITTED, hand.run(500), by=by)
    return opened


def test_a_check_is_an_attempt_with_a_purpose_and_the_pace_of_the_exam(desk):
    opened = desk.readiness.begin(ADA, desk.readiness.maker(ADA)())
    (attempt,) = attempts(desk._parts.database)
    assert attempt.purpose is Purpose.READINESS
    assert opened.sitting.state.purpose is Purpose.READINESS
    assert attempt.limit_ms == desk.readiness.minutes * 60_000 == 36 * 60_000


def test_its_outcome_follows_from_the_journal(desk, hand):
    opened = checked(desk, hand, right=True)
    past = desk.readiness.outcome(opened.sitting.state.attempt_id)
    assert past.result.verdict is Readiness.READY
    assert (past.result.asked, past.result.right) == (20, 20)
    assert (past.candidate, past.ended_by, past.used_ms) == ("Ada Ng", "test", 20_500)
    assert desk.readiness.outcome(past.attempt_id) == past


def test_checks_and_exams_have_histories_of_their_own(desk, hand):
    checked(desk, hand, right=False)
    sat(desk, hand)
    assert [past.result.verdict for past in desk.readiness.history()] == [Readiness.NOT_YET]
    assert len(desk.history()) == 1


def test_an_interrupted_check_waits_and_says_how_far_it_is(desk, hand):
    opened = desk.readiness.begin(ADA, desk.readiness.maker(ADA)())
    at = next_position(opened.form, [None] * len(opened.form.questions), desk.blueprint)
    opened.sitting.record(EventKind.SHOWN, hand.run(500), position=at)
    waiting = desk.unfinished()
    assert (waiting.purpose, waiting.position, waiting.questions) == (Purpose.READINESS, 0, MOST)
    again = desk.resume(waiting.attempt_id)
    assert again.sitting.state.position == at
    assert again.form.purpose is Purpose.READINESS


def test_what_a_check_asked_comes_last_in_the_next_exam(desk, hand):
    opened = checked(desk, hand, right=True)
    asked = {
        slot.item_id
        for slot, question in zip(opened.form.questions, opened.sitting.state.questions, strict=True)
        if question.seen
    }
    exam = begun(desk)
    assert not {slot.item_id for slot in exam.form.questions} & asked


def test_an_exams_form_names_what_it_shares_with_the_panel(desk, hand):
    opened = checked(desk, hand, right=True)
    record = begun(desk).form.record
    assert [one.form_id for one in record.overlaps] == [opened.form.id]


def test_an_unknown_check_is_one_sentence(desk):
    with pytest.raises(CmasError, match="There is no attempt nobody"):
        desk.readiness.outcome("nobody")
