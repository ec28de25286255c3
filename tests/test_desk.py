import json

import pytest
from desks import ADA, begun, open_here, sat

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.ports import Enrollment


def test_a_form_has_the_blueprints_counts_and_every_item_it_shows(desk):
    prepared = desk.maker(Enrollment("Ada Ng", 210))()
    assert len(prepared.form.questions) == 210
    assert {slot.item_id for slot in prepared.form.questions} == set(prepared.items)
    for domain in desk.blueprint.domains:
        assert sum(slot.domain == domain.key for slot in prepared.form.scored) == domain.items


def test_an_exam_begins_with_its_first_event_stored(desk):
    opened = begun(desk)
    events = desk.events(opened.sitting.state.attempt_id)
    assert [event.kind for event in events] == [EventKind.STARTED]
    assert events[0].body["candidate"] == "Ada Ng"


def test_an_accommodation_lengthens_the_limit(desk):
    opened = begun(desk, Enrollment("Ada Ng", 200, 1.5))
    assert opened.sitting.clock.limit_ms == 180 * 60_000


def test_an_exam_is_gone_on_with_after_a_restart_even_if_the_bank_has_changed(tmp_path, hand):
    with open_here(tmp_path, hand) as desk:
        opened = begun(desk)
        opened.sitting.record(EventKind.SHOWN, hand.run(5_000), position=7)
        opened.sitting.record(EventKind.CHOSEN, hand.run(5_000), position=7, option=2)
        opened.sitting.record(EventKind.FLAGGED, hand.run(5_000), position=7)
        before = opened.sitting.state
    hand.run(60_000)
    with open_here(tmp_path, hand) as desk:
        waiting = desk.unfinished()
        assert (waiting.position, waiting.questions, waiting.left) == (7, 200, False)
        again = desk.resume(waiting.attempt_id)
    assert again.sitting.state.questions == before.questions
    assert again.sitting.clock.consumed_ms == 15_000
    assert again.form == opened.form
    assert again.items == dict(opened.items)


def test_an_exam_that_was_left_waits_and_says_so(desk, hand):
    opened = begun(desk)
    opened.sitting.record(EventKind.LEFT, hand.run(1_000))
    assert desk.unfinished().left


def test_a_finished_exam_waits_for_nobody(desk, hand):
    sat(desk, hand)
    assert desk.unfinished() is None


def test_the_result_counts_what_was_answered(desk, hand):
    opened, result = sat(desk, hand, right=150)
    assert (result.raw, result.scored_items, result.blank) == (150, 200, 0)
    assert result.candidate == "Ada Ng"
    assert result.used_ms == opened.sitting.state.elapsed_ms
    assert sum(domain.right for domain in result.domains) == 150


def test_the_result_stays_as_it_was_told(desk, hand):
    _opened, result = sat(desk, hand)
    assert desk.result(result.attempt_id) == result


def test_an_exam_handed_in_just_before_the_program_died_is_scored_at_the_next_start(tmp_path, hand):
    with open_here(tmp_path, hand) as desk:
        opened = begun(desk)
        opened.sitting.record(EventKind.SUBMITTED, hand.run(1_000), by="candidate")
    with open_here(tmp_path, hand) as desk:
        history = desk.history()
    assert [entry.attempt_id for entry in history] == [opened.sitting.state.attempt_id]
    assert history[0].shown == 0


def test_the_history_holds_score_and_domain_fractions_newest_first(desk, hand):
    _first, low = sat(desk, hand, right=60)
    hand.run(3_600_000)
    _second, high = sat(desk, hand, right=190)
    history = desk.history()
    assert [entry.attempt_id for entry in history] == [high.attempt_id, low.attempt_id]
    assert [entry.passed for entry in history] == [True, False]
    assert set(history[0].fractions) == {domain.key for domain in desk.blueprint.domains}


def test_a_second_exam_takes_what_this_candidate_has_seen_least(desk, hand):
    opened, _result = sat(desk, hand)
    hand.run(86_400_000)
    first = {slot.item_id for slot in opened.form.questions}
    again = {slot.item_id for slot in desk.maker(ADA)().form.questions}
    somebody_else = {slot.item_id for slot in desk.maker(Enrollment("Bo Li", 200))().form.questions}
    assert len(again & first) < len(somebody_else & first)


def test_repeats_are_reported_apart_from_first_exposures(desk, hand):
    sat(desk, hand, right=200)
    hand.run(86_400_000)
    _opened, result = sat(desk, hand, right=100)
    assert result.first_exposure_items + result.repeats >= 200
    assert result.first_exposure_right <= result.raw


def test_the_answers_can_be_read_again(desk, hand):
    _opened, result = sat(desk, hand)
    sheet = desk.answers(result.attempt_id)
    assert sheet.state.stage is Stage.ENDED
    assert all(slot.item_id in sheet.items for slot in sheet.form.questions)


def test_an_unfinished_attempt_has_no_result(desk):
    opened = begun(desk)
    with pytest.raises(CmasError, match="no result yet"):
        desk.result(opened.sitting.state.attempt_id)


def test_an_unknown_attempt_is_named(desk):
    with pytest.raises(CmasError, match="no-such"):
        desk.events("no-such")


def test_attempts_are_plain_data_for_other_programs(desk, hand):
    opened, _result = sat(desk, hand)
    attempt_id = opened.sitting.state.attempt_id
    listed = desk.attempts()
    assert listed == [
        {
            "id": attempt_id,
            "candidate": "Ada Ng",
            "state": "finished",
            "questions": 200,
            "answered": 200,
            "flagged": 0,
        }
    ]
    shown = json.loads(json.dumps(desk.attempt(attempt_id)))
    assert len(shown["events"]) == 402
    assert shown["answers"][3]["option"] == opened.form.questions[3].key


def test_settings_are_kept(desk, tmp_path):
    desk.keep_settings(Settings(candidate="Ada", theme="dark", text_size=1.3))
    assert desk.settings() == Settings(candidate="Ada", theme="dark", text_size=1.3)


def test_the_daily_copy_is_made_once(desk, tmp_path):
    desk.back_up()
    desk.back_up()
    assert len(list((tmp_path / "backups").glob("*.db"))) == 1


def test_a_report_is_written_by_a_process_of_its_own(desk, hand, tmp_path):
    _opened, result = sat(desk, hand)
    target = desk.report_writer(result, tmp_path / "report.pdf")()
    assert target.read_bytes().startswith(b"%PDF")


def test_a_report_that_cannot_be_written_says_why(desk, hand, tmp_path):
    _opened, result = sat(desk, hand)
    with pytest.raises(CmasError, match="older"):
        desk.report_writer(result, tmp_path / "older" / "report.pdf")()


def test_a_form_that_cannot_be_made_says_why(desk):
    with pytest.raises(CmasError, match="200 to 230"):
        desk.maker(Enrollment("Ada Ng", 500))()
