import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta

import pytest
from stored import NOON_MS, attempt_of, begun, chosen

from cmas_desktop.engine.errors import StoreError
from cmas_desktop.engine.journal import chain
from cmas_desktop.store import sqlite
from cmas_desktop.store.backups import KEPT, daily_copies, daily_copy
from cmas_desktop.store.database import BACKUPS
from cmas_desktop.store.journals import Journals

TODAY = date(2026, 11, 24)


def events_in(path):
    with closing(sqlite3.connect(path)) as copied:
        return copied.execute("SELECT count(*) FROM event").fetchone()[0]


def test_a_copy_holds_what_the_database_holds(database):
    begun(database)
    copy = daily_copy(database, TODAY)
    assert copy == database.folder / BACKUPS / "day-2026-11-24.db"
    assert events_in(copy) == 6


def test_there_is_one_copy_a_day(database):
    daily_copy(database, TODAY)
    begun(database)
    assert daily_copy(database, TODAY) is None
    assert events_in(daily_copies(database.folder)[0]) == 0


def test_the_newest_copies_stay(database):
    for days in range(KEPT + 3):
        daily_copy(database, TODAY + timedelta(days=days))
    names = [path.name for path in daily_copies(database.folder)]
    assert (len(names), names[0], names[-1]) == (KEPT, "day-2026-12-01.db", "day-2026-11-27.db")


def test_copies_from_before_an_upgrade_are_left_alone(database):
    (database.folder / BACKUPS).mkdir()
    kept = database.folder / BACKUPS / "before-0002.db"
    kept.touch()
    for days in range(KEPT + 2):
        daily_copy(database, TODAY + timedelta(days=days))
    assert kept.exists()


def test_a_copy_can_be_made_while_answers_are_stored(database):
    events = begun(database)
    journals = Journals(database)
    journals.extend("a-1", long_tail(events[-1], 6000))
    worker = threading.Thread(target=daily_copy, args=(database, TODAY))
    worker.start()
    more = long_tail(journals.last_event("a-1"), 30)
    for event in more:
        journals.append("a-1", event)
    worker.join()
    copied = events_in(daily_copies(database.folder)[0])
    assert 6006 <= copied <= 6036
    assert journals.last_event("a-1") == more[-1]


def long_tail(last, number):
    tail = []
    for _ in range(number):
        last = chain(last, *chosen(0), last.elapsed_ms, NOON_MS)
        tail.append(last)
    return tail


def test_closing_waits_for_a_copy_that_is_being_made(database, monkeypatch):
    reached, go_on, copy = threading.Event(), threading.Event(), sqlite.copy

    def slow(connection, target):
        reached.set()
        go_on.wait(5)
        copy(connection, target)

    monkeypatch.setattr(sqlite, "copy", slow)
    begun(database)
    copier = threading.Thread(target=daily_copy, args=(database, TODAY))
    closer = threading.Thread(target=database.close)
    copier.start()
    reached.wait(5)
    closer.start()
    go_on.set()
    copier.join()
    closer.join()
    assert [events_in(path) for path in daily_copies(database.folder)] == [6]


def test_a_copy_that_cannot_be_written_is_told_and_the_exam_goes_on(database):
    (database.folder / BACKUPS).touch()
    with pytest.raises(StoreError):
        daily_copy(database, TODAY)
    assert len(begun(database, attempt_of("a-2"))) == 6


def test_a_copy_of_a_closed_database_is_refused_in_words(database):
    database.close()
    with pytest.raises(StoreError, match="closed before"):
        daily_copy(database, TODAY)


def test_a_copy_that_breaks_off_does_not_count_as_made(database, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(StoreError):
        patched.setattr(sqlite, "raw", breaks)
        daily_copy(database, TODAY)
    assert daily_copies(database.folder) == []
    assert daily_copy(database, TODAY) is not None


def breaks(connection):
    raise OSError("the disk was pulled out")
