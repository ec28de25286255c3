"""A disk without room: by SQLite's own limit everywhere, on a real small file system where root may mount."""

import os
import subprocess
import sys
from contextlib import closing

import pytest
from stored import FORM, NOON_MS, attempt_of, begun, chosen, items_of

from cmas_desktop.engine.errors import StoreFullError
from cmas_desktop.engine.journal import chain
from cmas_desktop.store import sqlite
from cmas_desktop.store.database import open_database
from cmas_desktop.store.forms import read_form, save_form
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.recovery import open_or_rebuild

CAN_MOUNT = sys.platform.startswith("linux") and os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of one megabyte."""
    if not CAN_MOUNT:
        pytest.skip("a small file system can be mounted only by root on Linux")
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not allow a file system to be mounted")
    yield place
    subprocess.run(["umount", place], check=True)


def append_until_full(journals, events, most=4000):
    """Append answers until one is refused; returns all that were stored, and the refused one."""
    stored = list(events)
    for _ in range(most):
        following = chain(stored[-1], *chosen(0), stored[-1].elapsed_ms + 1, NOON_MS)
        try:
            journals.append("a-1", following)
        except StoreFullError:
            return stored, following
        stored.append(following)
    raise AssertionError("the disk never filled")


def limit_pages(database, more):
    raw = sqlite.raw(database.connection)
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages + more}")


def test_a_full_database_is_told_and_keeps_what_was_stored(database):
    events = begun(database)
    limit_pages(database, 2)
    stored, refused = append_until_full(Journals(database), events)
    assert Journals(database).events("a-1") == stored
    assert refused not in stored


def test_the_same_event_is_taken_once_there_is_room(database):
    events = begun(database)
    limit_pages(database, 2)
    journals = Journals(database)
    stored, refused = append_until_full(journals, events)
    for _ in range(3):
        with pytest.raises(StoreFullError, match="not stored"):
            journals.append("a-1", refused)
    limit_pages(database, 1000)
    journals.append("a-1", refused)
    assert journals.events("a-1") == [*stored, refused]


def test_other_records_are_refused_whole(database):
    limit_pages(database, 0)
    long = {name: {"stem": os.urandom(9000).hex()} for name in items_of(FORM)}
    with pytest.raises(StoreFullError):
        save_form(database, FORM, long, NOON_MS)
    limit_pages(database, 1000)
    assert save_form(database, FORM, items_of(FORM), NOON_MS)[0] == FORM


def test_a_real_full_disk_is_told_and_the_exam_goes_on_when_there_is_room(small_disk):
    with closing(open_database(small_disk / "data")) as database:
        events = begun(database)
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(300_000))
        journals = Journals(database)
        stored, refused = append_until_full(journals, events)
        assert journals.events("a-1") == stored
        with pytest.raises(StoreFullError):
            journals.append("a-1", refused)
        ballast.unlink()
        journals.append("a-1", refused)
        assert journals.events("a-1") == [*stored, refused]


def test_after_a_real_full_disk_and_a_restart_nothing_is_missing(small_disk):
    with closing(open_database(small_disk / "data")) as database:
        stored, _ = append_until_full(Journals(database), begun(database))
    opened, _ = open_or_rebuild(small_disk / "data")
    with closing(opened):
        assert Journals(opened).events("a-1") == stored


def test_on_a_real_full_disk_nobody_begins(small_disk):
    with closing(open_database(small_disk / "data")) as database:
        fill(small_disk)
        with pytest.raises(StoreFullError):
            begun(database, attempt_of())
        (small_disk / "filler").unlink()
        assert len(begun(database, attempt_of())) == 6


def test_on_a_real_full_disk_what_is_stored_can_be_read(small_disk):
    with closing(open_database(small_disk / "data")) as database:
        events = begun(database)
        fill(small_disk)
        assert Journals(database).events("a-1") == events
        assert read_form(database, "f-1") == (FORM, items_of(FORM))


def fill(place):
    with (place / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return
