import os

import pytest
from stored import STEPS, SUBMIT, attempt_of, begun, chosen, journal_of, shown

from cmas_desktop.engine.journal import verified
from cmas_desktop.store import second_copy
from cmas_desktop.store.second_copy import SYNC_SECONDS, SecondCopy, read_journal, write_whole

EVENTS = journal_of(attempt_of(), *STEPS)


class Watch:
    """A clock in seconds that the test moves."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def copies(tmp_path, watch):
    made = SecondCopy(tmp_path, watch)
    yield made
    made.close()


@pytest.fixture
def synced(monkeypatch):
    """Counts how often a file was forced to the disk."""
    calls = []
    monkeypatch.setattr(second_copy.os, "fsync", calls.append)
    return calls


def add_all(copies, events, attempt_id="a-1"):
    return [
        copies.add(attempt_id, event, lambda upto=number: events[:upto])
        for number, event in enumerate(events, start=1)
    ]


def journal(tmp_path, attempt_id="a-1"):
    return tmp_path / "journals" / f"{attempt_id}.jsonl"


def test_the_file_holds_each_event_as_a_line(tmp_path, copies):
    assert add_all(copies, EVENTS) == [True] * 6
    assert journal(tmp_path).read_text().splitlines() == [event.to_line() for event in EVENTS]


def test_the_file_reads_back_as_the_journal(tmp_path, copies):
    add_all(copies, EVENTS)
    assert verified(read_journal(journal(tmp_path))) == EVENTS


def test_an_event_that_is_there_already_is_not_written_again(tmp_path, copies):
    add_all(copies, EVENTS)
    assert copies.add("a-1", EVENTS[2], lambda: EVENTS)
    assert read_journal(journal(tmp_path)) == EVENTS


def test_two_attempts_have_two_files(tmp_path, copies):
    other = journal_of(attempt_of("a-2"), *STEPS)
    for number in range(6):
        copies.add("a-1", EVENTS[number], lambda upto=number: EVENTS[: upto + 1])
        copies.add("a-2", other[number], lambda upto=number: other[: upto + 1])
    assert read_journal(journal(tmp_path)) == EVENTS
    assert read_journal(journal(tmp_path, "a-2")) == other


def test_a_new_session_makes_the_file_whole_from_the_database(tmp_path, copies):
    journal(tmp_path).parent.mkdir()
    journal(tmp_path).write_text(EVENTS[0].to_line() + "\n" + EVENTS[1].to_line()[:40])
    assert copies.add("a-1", EVENTS[5], lambda: EVENTS)
    assert read_journal(journal(tmp_path)) == EVENTS


def test_lines_that_are_no_events_are_passed_over(tmp_path):
    path = tmp_path / "some.jsonl"
    lines = [EVENTS[0].to_line(), "", "garbage", "[1, 2]", '{"seq": 2}', "\ufffd", EVENTS[1].to_line()]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_journal(path) == EVENTS[:2]


def test_the_file_is_forced_to_the_disk_only_now_and_then(copies, watch, synced):
    add_all(copies, EVENTS[:3])
    begun_with = len(synced)
    watch.seconds += SYNC_SECONDS
    copies.add("a-1", EVENTS[3], lambda: EVENTS[:4])
    copies.add("a-1", EVENTS[4], lambda: EVENTS[:5])
    assert (begun_with, len(synced)) == (1, 2)


def test_a_submission_is_forced_to_the_disk_at_once(copies, synced):
    events = journal_of(attempt_of(), shown(0), chosen(0), SUBMIT)
    add_all(copies, events)
    assert len(synced) == 2


def test_closing_forces_the_rest_to_the_disk(copies, synced):
    add_all(copies, EVENTS)
    copies.close()
    assert len(synced) == 2


def test_a_failure_is_told_once_and_made_good_later(tmp_path, copies, monkeypatch):
    add_all(copies, EVENTS[:2])
    with monkeypatch.context() as patched:
        patched.setattr(second_copy, "_write", no_room)
        assert not copies.add("a-1", EVENTS[2], lambda: EVENTS[:3])
    first = copies.fault
    assert "No space left" in str(first)
    assert copies.add("a-1", EVENTS[3], lambda: EVENTS[:4])
    assert read_journal(journal(tmp_path)) == EVENTS[:4]
    assert copies.fault is first


def no_room(file, line):
    os.write(file.fileno(), line.encode()[:7])
    raise OSError(28, "No space left on device")


def test_a_line_that_the_disk_cuts_short_is_a_failure(tmp_path):
    class Short:
        def write(self, content):
            return len(content) - 1

    with pytest.raises(OSError, match="cut short"):
        second_copy._write(Short(), EVENTS[0].to_line())


def test_a_form_is_kept_byte_by_byte(tmp_path, copies):
    assert copies.add_form("f-1", b"\x78\x9cbody")
    assert (tmp_path / "forms" / "f-1.json.z").read_bytes() == b"\x78\x9cbody"


def test_a_form_that_cannot_be_kept_is_told(tmp_path, copies):
    (tmp_path / "forms").touch()
    assert not copies.add_form("f-1", b"body")
    assert copies.fault is not None


def test_a_file_that_cannot_be_written_whole_leaves_the_older_one(tmp_path, monkeypatch):
    write_whole(tmp_path / "one", b"older")
    monkeypatch.setattr(second_copy.os, "fsync", fails)
    with pytest.raises(OSError, match="broken"):
        write_whole(tmp_path / "one", b"newer")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("one", b"older")]


def fails(number):
    raise OSError("the disk is broken")


def test_the_database_keeps_its_second_copy_in_step(database):
    events = begun(database)
    assert read_journal(journal(database.folder)) == events
    assert (database.folder / "forms" / "f-1.json.z").exists()
