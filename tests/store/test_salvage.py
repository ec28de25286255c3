import shutil
import sqlite3
from contextlib import closing

import pytest
from stored import NOON_MS, attempt_of, begun, chosen

from cmas_desktop.store.database import DATABASE, open_database
from cmas_desktop.store.salvage import STEP, TABLES, salvage

STEPS = tuple(chosen(number % 4, number % 3) for number in range(3 * STEP))


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A closed database with an attempt of some hundred events."""
    folder = tmp_path_factory.mktemp("model")
    with closing(open_database(folder)) as database:
        begun(database, attempt_of(), *STEPS)
    return folder


@pytest.fixture
def path(model, tmp_path):
    """A database of one's own to spoil."""
    return shutil.copytree(model, tmp_path / "data") / DATABASE


def page_of(path, table):
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    return (root - 1) * size, size


def spoil(path, start, length):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


def leaf_pages(path):
    """Where the table pages with rows of events are, by their text."""
    content, size = path.read_bytes(), 4096
    return [
        at
        for at in range(0, len(content), size)
        if content[at] == 0x0D and content[at : at + size].count(b"option-chosen") > 3
    ]


def test_a_sound_file_gives_every_row(path):
    found = salvage(path)
    assert {table: len(rows) for table, rows in found.rows.items()} == {
        "candidate": 1,
        "form": 1,
        "attempt": 1,
        "event": 1 + len(STEPS),
        "result": 0,
    }
    assert found.unreadable == ()


def test_rows_come_under_the_names_of_their_columns(path):
    (row,) = salvage(path).rows["candidate"]
    assert row == {"id": 1, "name": "Ada Ng", "created": NOON_MS}


def test_the_file_itself_is_left_alone(path):
    spoil(path, leaf_pages(path)[1], 4096)
    before = path.read_bytes()
    salvage(path)
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir() if one.is_dir()) == ["forms", "journals"]


def test_a_bad_page_costs_only_its_own_rows(path):
    """The number of rows on a page stands in bytes 3 and 4 of its head (SQLite's file format, 1.6)."""
    bad = leaf_pages(path)[3]
    lost = int.from_bytes(path.read_bytes()[bad + 3 : bad + 5], "big")
    spoil(path, bad, 4096)
    found = salvage(path)
    assert len(found.rows["event"]) == 1 + len(STEPS) - lost
    assert found.unreadable == ("event",)


def test_a_table_whose_end_is_unreadable_is_still_read_from_its_beginning(path):
    spoil(path, leaf_pages(path)[-1], 4096)
    found = salvage(path)
    assert len(found.rows["event"]) > len(STEPS) - 40
    assert found.rows["event"][0]["kind"] == "started"
    assert found.unreadable == ("event",)


def test_a_table_whose_root_is_bad_costs_no_other_table(path):
    start, size = page_of(path, "event")
    spoil(path, start, size)
    found = salvage(path)
    assert found.rows["event"] == ()
    assert len(found.rows["form"]) == len(found.rows["candidate"]) == 1


def test_what_only_the_log_holds_is_read_too(tmp_path):
    with closing(open_database(tmp_path / "data")) as database:
        begun(database)
        for part in (DATABASE, f"{DATABASE}-wal"):
            (tmp_path / part).write_bytes((database.folder / part).read_bytes())
    assert len(salvage(tmp_path / DATABASE).rows["event"]) == 6


@pytest.mark.parametrize("content", [b"", b"garbage" * 5000, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_file_without_a_schema_gives_nothing(tmp_path, content):
    (tmp_path / DATABASE).write_bytes(content)
    found = salvage(tmp_path / DATABASE)
    assert not any(found.rows.values())
    assert found.unreadable == TABLES


def test_a_row_number_out_of_all_reason_does_not_keep_it_reading(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE event SET rowid = 1 << 60 WHERE seq = 300")
        connection.commit()
    assert len(salvage(path).rows["event"]) == len(STEPS)


def test_a_missing_file_gives_nothing(tmp_path):
    assert not any(salvage(tmp_path / DATABASE).rows.values())


def test_text_that_is_no_text_is_read_as_far_as_it_goes(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE candidate SET name = CAST(x'22ff22' AS TEXT)")
        connection.commit()
    assert salvage(path).rows["candidate"][0]["name"] == '"\ufffd"'
