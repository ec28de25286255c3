import errno
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from cmas_desktop.engine.errors import StoreDamagedError, StoreError, StoreFullError
from cmas_desktop.store import sqlite
from cmas_desktop.store.database import release


@pytest.fixture
def connection(tmp_path):
    opened = sqlite.connect(tmp_path / "some.db")
    yield opened
    release(opened)


def pragma(connection, name):
    return sqlite.raw(connection).execute(f"PRAGMA {name}").fetchone()[0]


def fault_of(code):
    fault = sqlite3.OperationalError("as SQLite says it")
    fault.sqlite_errorcode = code
    return fault


def test_every_pragma_is_in_force_after_it_was_set(connection):
    sqlite.set_pragmas(connection)
    sqlite.set_wal(connection)
    assert pragma(connection, "journal_mode") == "wal"
    assert pragma(connection, "synchronous") == 2
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "busy_timeout") == 5000
    assert pragma(connection, "trusted_schema") == 0


def test_on_a_mac_the_disk_itself_is_waited_for(connection):
    sqlite.set_pragmas(connection, "darwin")
    assert (pragma(connection, "fullfsync"), pragma(connection, "checkpoint_fullfsync")) == (1, 1)


def test_elsewhere_the_mac_pragmas_are_left_alone(connection):
    sqlite.set_pragmas(connection, "linux")
    assert pragma(connection, "fullfsync") == 0


def test_a_disk_that_does_not_honor_a_pragma_is_refused():
    memory = sqlite.connect(":memory:")
    with pytest.raises(StoreError, match=r"journal_mode is memory, not wal.*local disk"):
        sqlite.set_wal(memory)
    release(memory)


def test_a_transaction_holds_the_write_lock_from_its_beginning(tmp_path, connection):
    other = sqlite3.connect(tmp_path / "some.db", timeout=0)
    with closing(other), connection.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_FULL, StoreFullError, "no room"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, StoreFullError, "no room"),
        (sqlite3.SQLITE_CORRUPT, StoreDamagedError, "damaged"),
        (sqlite3.SQLITE_CORRUPT_INDEX, StoreDamagedError, "damaged"),
        (sqlite3.SQLITE_NOTADB, StoreDamagedError, "damaged"),
        (sqlite3.SQLITE_BUSY, StoreError, "Another program"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, StoreError, "cannot be written"),
        (sqlite3.SQLITE_IOERR_READ, StoreError, "as SQLite says it"),
    ],
)
def test_a_fault_of_the_driver_is_said_in_words(code, kind, words):
    fault = sqlite.translated(fault_of(code))
    assert type(fault) is kind
    assert words in str(fault)


def test_text_that_is_no_text_is_damage():
    fault = sqlite3.OperationalError("Could not decode to UTF-8 column 'name'")
    assert type(sqlite.translated(fault)) is StoreDamagedError


def test_a_message_that_is_no_text_is_damage():
    with pytest.raises(StoreDamagedError), sqlite.faults_translated():
        b"malformed database schema (\xe5vent)".decode("utf-8")


def test_a_full_disk_is_known_by_its_number():
    assert type(sqlite.translated(OSError(errno.ENOSPC, "No space left"))) is StoreFullError


def test_another_fault_of_the_disk_is_named():
    fault = sqlite.translated(OSError(errno.EIO, "Input/output error"))
    assert type(fault) is StoreError
    assert "Input/output error" in str(fault)


def test_a_fault_inside_a_block_is_translated(connection):
    with pytest.raises(StoreDamagedError), sqlite.faults_translated():
        connection.execute(text("SELECT * FROM nothing"))


def test_a_copy_has_all_rows_and_leaves_no_unfinished_file(tmp_path, connection):
    raw = sqlite.raw(connection)
    raw.execute("CREATE TABLE t (word TEXT)")
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO t VALUES (?)", [(f"word {n}",) for n in range(3000)])
    raw.execute("COMMIT")
    sqlite.copy(connection, tmp_path / "copies" / "one.db")
    with closing(sqlite3.connect(tmp_path / "copies" / "one.db")) as copied:
        assert copied.execute("SELECT count(*), max(word) FROM t").fetchone() == (3000, "word 999")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["one.db"]


def test_a_copy_that_fails_leaves_the_older_one(tmp_path, connection):
    (tmp_path / "one.db").write_bytes(b"older")
    release(connection)
    with pytest.raises(sqlite3.Error):
        sqlite.copy(sqlite_closed(tmp_path), tmp_path / "one.db")
    assert (tmp_path / "one.db").read_bytes() == b"older"
    assert not list(tmp_path.glob("*.unfinished"))


def sqlite_closed(folder):
    """A connection whose file was closed under it."""
    connection = sqlite.connect(folder / "other.db")
    sqlite.raw(connection).close()
    return connection


def test_a_sound_file_passes_the_check(connection):
    sqlite.raw(connection).execute("CREATE TABLE t (word TEXT)")
    assert sqlite.contradictions(connection) == ()


def test_an_index_that_disagrees_with_its_table_is_found(connection):
    raw = sqlite.raw(connection)
    for table, words in (("t", "('one'), ('two')"), ("u", "('three')")):
        raw.execute(f"CREATE TABLE {table} (word TEXT UNIQUE)")
        raw.execute(f"INSERT INTO {table} VALUES {words}")
    roots = "(SELECT sum(rootpage) FROM sqlite_master WHERE type = 'index')"
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(f"UPDATE sqlite_master SET rootpage = {roots} - rootpage WHERE type = 'index'")
    raw.execute("PRAGMA writable_schema = RESET")
    assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert any("row 1 missing from index" in fault for fault in sqlite.contradictions(connection))


def test_foreign_keys_are_back_after_a_migration_that_fails(connection):
    sqlite.set_pragmas(connection)
    with pytest.raises(RuntimeError), sqlite.foreign_keys_off(connection):
        assert pragma(connection, "foreign_keys") == 0
        raise RuntimeError
    assert pragma(connection, "foreign_keys") == 1
