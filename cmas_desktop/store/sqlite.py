"""Everything that only SQLite needs: its connection and pragmas, what its faults mean, copies, the check."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from cmas_desktop.engine.errors import StoreDamagedError, StoreError, StoreFullError

BUSY_MS = 5_000
"""How long a statement waits for another program that holds the database."""

COPY_PAGES = 64
"""Pages copied at a time: the exam goes on between two such steps."""

SESSION_PRAGMAS = (
    ("busy_timeout", BUSY_MS, BUSY_MS),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
)
"""Name, value to set, and what must be read back. One exclusive owner: SQLite before 3.51.3 can damage
a WAL when two connections check it in at once, and nobody but this program has business in the file."""

MAC_PRAGMAS = (("fullfsync", "ON", 1), ("checkpoint_fullfsync", "ON", 1))
"""On macOS an ordinary fsync does not reach the disk itself."""

WAL = ("journal_mode", "WAL", "wal")

FULL = "There is no room on the disk: what you did last is not stored. Free some space, then try again."
DAMAGED = (
    "The database is damaged. Your journals are kept apart: close the app and start it again to rebuild."
)
BUSY = "Another program holds the database, perhaps a second CMAS Desktop. Close it, then try again."
DENIED = "The data folder cannot be written to. Nothing was changed: give yourself the right to write there."
OTHER = "The database could not be read or written ({0}). What was stored before is safe; try again."

_FULL_CODES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_SAYINGS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_ERROR: (StoreDamagedError, DAMAGED),
    sqlite3.SQLITE_CORRUPT: (StoreDamagedError, DAMAGED),
    sqlite3.SQLITE_NOTADB: (StoreDamagedError, DAMAGED),
    sqlite3.SQLITE_FORMAT: (StoreDamagedError, DAMAGED),
    sqlite3.SQLITE_BUSY: (StoreError, BUSY),
    sqlite3.SQLITE_READONLY: (StoreError, DENIED),
    sqlite3.SQLITE_CANTOPEN: (StoreError, DENIED),
    sqlite3.SQLITE_PERM: (StoreError, DENIED),
}


def connect(path: Path) -> Connection:
    """One open connection whose transactions begin IMMEDIATE; it may be used from any thread, in turn."""

    def opened() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=opened, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine.connect()


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection under this one."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def set_pragmas(connection: Connection, platform: str = sys.platform) -> None:
    """Make the session safe; raises StoreError where SQLite does not honor a pragma."""
    for name, value, expected in (*SESSION_PRAGMAS, *(MAC_PRAGMAS if platform == "darwin" else ())):
        _set_pragma(connection, name, value, expected)


def set_wal(connection: Connection) -> None:
    """Turn the write-ahead log on; raises StoreError where the disk does not bear it (a network drive)."""
    _set_pragma(connection, *WAL)


def _set_pragma(connection: Connection, name: str, value: object, expected: object) -> None:
    driver = raw(connection)
    driver.execute(f"PRAGMA {name} = {value}")
    (honored,) = driver.execute(f"PRAGMA {name}").fetchone()
    if honored != expected:
        raise StoreError(
            f"This disk does not keep answers safely ({name} is {honored}, not {expected}). "
            "Nothing was changed: move the data folder to a local disk."
        )


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let tables be rebuilt by a migration; must not be entered inside a transaction."""
    raw(connection).execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw(connection).execute("PRAGMA foreign_keys = ON")


def orphans(connection: Connection) -> int:
    """How many rows name a row that does not exist."""
    return len(raw(connection).execute("PRAGMA foreign_key_check").fetchall())


@contextmanager
def faults_translated() -> Iterator[None]:
    """Turn faults of the driver and of the disk into the family of StoreError."""
    try:
        yield
    except DBAPIError as fault:
        raise translated(fault.orig) from fault
    except (sqlite3.Error, OSError) as fault:
        raise translated(fault) from fault
    except UnicodeDecodeError as fault:
        raise StoreDamagedError(DAMAGED) from fault


def translated(fault: BaseException | None) -> StoreError:
    """What a fault of the driver or the disk means for a person."""
    if isinstance(fault, OSError):
        full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
        return StoreFullError(FULL) if full else StoreError(OTHER.format(fault.strerror or fault))
    code = getattr(fault, "sqlite_errorcode", 0)
    if "decode" in str(fault) and not code:
        return StoreDamagedError(DAMAGED)
    if code in _FULL_CODES or code & 0xFF in _FULL_CODES:
        return StoreFullError(FULL)
    kind, words = _SAYINGS.get(code & 0xFF, (StoreError, OTHER.format(fault)))
    return kind(words)


def copy(connection: Connection, target: Path) -> None:
    """Copy the database as it is, by SQLite's backup API, while it stays in use.

    The copy gets its name only when it is whole.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as copied:
            raw(connection).backup(copied, pages=COPY_PAGES, sleep=0.001)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def contradictions(connection: Connection) -> tuple[str, ...]:
    """What SQLite finds wrong with the file; empty when it is sound.

    The full check and not the quick one, which does not compare indexes with their tables.
    """
    rows = raw(connection).execute("PRAGMA integrity_check").fetchall()
    return tuple(str(row[0]) for row in rows if row[0] != "ok")
