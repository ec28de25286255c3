import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from stored import LIMIT_MS, NOON_MS, STEPS, SUBMIT, attempt_of, begun, chosen, journal_of, shown

from cmas_desktop.engine.errors import JournalError, StoreDamagedError, StoreError
from cmas_desktop.engine.journal import EventKind, chain
from cmas_desktop.engine.sitting import begin
from cmas_desktop.engine.timing import ClockReading, GracePolicy
from cmas_desktop.store.attempts import Standing, create_attempt, read_attempt
from cmas_desktop.store.database import DATABASE, open_database
from cmas_desktop.store.journals import Journals


def damage(folder, statement):
    """Change the closed database behind its back."""
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute(statement)
        raw.commit()


@pytest.fixture
def journals(database):
    return Journals(database)


def test_events_come_back_as_they_were_appended(database, journals):
    events = begun(database)
    events += [chain(events[-1], *chosen(2), 9000, NOON_MS)]
    for event in events:
        journals.append("a-1", event)
    assert journals.events("a-1") == events
    assert journals.last_event("a-1") == events[-1]


def test_an_event_is_in_the_file_when_append_returns(tmp_path, database, journals):
    journals.append("a-1", chain(begun(database)[-1], *chosen(2), 9000, NOON_MS))
    copies = (database.folder / DATABASE).read_bytes(), (database.folder / f"{DATABASE}-wal").read_bytes()
    for name, content in zip((DATABASE, f"{DATABASE}-wal"), copies, strict=True):
        (tmp_path / name).write_bytes(content)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as copied:
        assert copied.execute("SELECT count(*) FROM event").fetchone() == (7,)


def test_the_same_event_twice_changes_nothing(database, journals):
    events = begun(database)
    for event in (events[-1], events[0], events[2]):
        journals.append("a-1", event)
    assert journals.events("a-1") == events


def test_a_gap_is_refused(database, journals):
    events = begun(database)
    later = chain(chain(events[-1], *chosen(2), 9000, NOON_MS), *chosen(2, 0), 9500, NOON_MS)
    with pytest.raises(JournalError, match="Entry 8 does not follow entry 6"):
        journals.append("a-1", later)
    assert journals.events("a-1") == events


def test_a_wrong_previous_hash_is_refused(database, journals):
    events = begun(database)
    following = chain(replace(events[-1], hash="0" * 64), *chosen(2), 9000, NOON_MS)
    with pytest.raises(JournalError, match="Entry 7 does not follow"):
        journals.append("a-1", following)


def test_another_event_of_a_number_that_is_taken_is_refused(database, journals):
    events = begun(database)
    other = chain(events[-2], *chosen(2), 9000, NOON_MS)
    with pytest.raises(JournalError, match="Entry 6 does not follow"):
        journals.append("a-1", other)
    assert journals.events("a-1") == events


def test_a_journal_cannot_begin_in_the_middle(database, journals):
    begun(database)
    with pytest.raises(JournalError, match="Entry 2 does not follow entry 0"):
        journals.append("a-9", journal_of(attempt_of("a-9"), shown(0))[1])


def test_events_of_an_attempt_that_was_not_created_are_refused(database, journals):
    with pytest.raises(StoreError):
        journals.append("a-9", journal_of(attempt_of("a-9"))[0])
    assert journals.events("a-9") == []


def test_a_journal_can_be_gone_on_with_after_a_refusal(database, journals):
    events = begun(database)
    with pytest.raises(JournalError):
        journals.append("a-1", chain(events[-2], *chosen(2), 9000, NOON_MS))
    following = chain(events[-1], *chosen(2), 9000, NOON_MS)
    journals.append("a-1", following)
    assert journals.last_event("a-1") == following


def test_many_events_are_stored_all_or_none(database, journals):
    events = begun(database)
    good = chain(events[-1], *chosen(2), 9000, NOON_MS)
    bad = replace(chain(good, *chosen(3), 9500, NOON_MS), previous="f" * 64)
    with pytest.raises(JournalError):
        journals.extend("a-1", [good, bad])
    assert journals.events("a-1") == events


def test_no_events_are_no_change(database, journals):
    events = begun(database)
    journals.extend("a-1", [])
    assert journals.events("a-1") == events


def test_an_attempt_without_events_has_no_last_event(journals):
    assert journals.last_event("a-9") is None
    assert journals.events("a-9") == []


def test_an_odd_body_survives(database, journals):
    events = begun(database)
    note = chain(events[-1], EventKind.CLOCK_NOTE, {"note": "Łódź “☃”", "size_ms": 2**40}, 9000, NOON_MS)
    journals.append("a-1", note)
    assert journals.last_event("a-1") == note


@pytest.mark.parametrize(
    ("kind", "body", "standing"),
    [
        (EventKind.LEFT, {}, Standing.LEFT),
        (EventKind.SUBMITTED, {"by": "time"}, Standing.SUBMITTED),
        (EventKind.FLAGGED, {"position": 0}, Standing.OPEN),
    ],
)
def test_how_far_an_attempt_is_follows_its_journal(database, kind, body, standing):
    begun(database, attempt_of(), shown(0), (kind, body))
    assert read_attempt(database, "a-1").standing is standing


def test_an_attempt_that_was_left_and_resumed_is_open(database):
    resumed = (EventKind.RESUMED, {"note": "gap", "size_ms": 5, "counted_ms": 0})
    begun(database, attempt_of(), shown(0), (EventKind.LEFT, {}), resumed)
    assert read_attempt(database, "a-1").standing is Standing.OPEN


@pytest.mark.parametrize(
    "change",
    [
        'body = \'{"option":2,"position":0}\'',
        "body = 'not JSON'",
        "kind = 'teleported'",
        "elapsed_ms = 1",
        "hash = 'aa'",
    ],
)
def test_a_broken_chain_is_damage_and_the_next_start_knows(tmp_path, change):
    with closing(open_database(tmp_path)) as made:
        begun(made)
    damage(tmp_path, f"UPDATE event SET {change} WHERE seq = 3")
    with closing(open_database(tmp_path)) as opened, pytest.raises(StoreDamagedError, match="a-1 is damaged"):
        Journals(opened).events("a-1")
    with closing(open_database(tmp_path)) as again:
        assert "a-1 is damaged" in again.left


def test_a_sitting_writes_its_journal_here(database, journals):
    begun(database, attempt_of("a-0"))
    create_attempt(database, attempt_of("a-1"))
    reading = ClockReading("boot-1", 0, 0, NOON_MS)
    start = {"attempt": "a-1", "candidate": "Ada Ng", "form": "f-1", "questions": 4, "time_factor": 1.0}
    sitting = begin(journals, start, LIMIT_MS, GracePolicy(1000, 1000), reading)
    sitting.record(EventKind.SHOWN, reading, position=0)
    sitting.record(EventKind.CHOSEN, reading, position=0, option=2)
    assert [event.kind for event in journals.events("a-1")] == ["started", "question-shown", "option-chosen"]
    assert sitting.all_saved


def test_a_second_copy_that_fails_is_told_and_does_not_stop_the_exam(database, journals):
    (database.folder / "journals").write_text("a file where the folder should be")
    events = begun(database, attempt_of(), *STEPS, SUBMIT)
    assert journals.events("a-1") == events
    assert "safe in the database" in str(journals.copy_fault)


def test_while_all_is_well_there_is_no_copy_fault(database, journals):
    begun(database)
    assert journals.copy_fault is None
