"""The database: one connection, kept open, that owns the file and whose every commit is durable."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.store import sqlite
from cmas_desktop.store.migration import (
    SCRIPTS,
    Scripts,
    create_tables,
    refuse_newer,
    revision_of,
    upgrade,
)
from cmas_desktop.store.second_copy import SecondCopy

DATABASE, BACKUPS = "cmas.db", "backups"

MARK = "cmas.open"
"""This file exists while the database is open: found at a start, it tells that the last session did not
end cleanly, so that only then the file is checked. What it holds is damage that was noticed in use."""


class Database:
    """An open database.

    `is_new` where there was none; `left` says how the last session ended: None for cleanly, else the
    damage that it noticed (mostly nothing: an empty text).
    """

    def __init__(self, folder: Path, connection: Connection, is_new: bool) -> None:
        """Take over an open connection to the database of this folder."""
        self.folder = folder
        self.is_new = is_new
        self.copies = SecondCopy(folder)
        self.connection = connection
        self._lock = threading.RLock()
        self._copying = threading.Lock()
        self._mark = folder / MARK
        self.left = self._mark.read_text(encoding="utf-8") if self._mark.exists() else None
        self._suspect = False
        if self.left is None:
            self._mark.touch()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: durable when the block is left, undone whole where anything in it fails.

        Raises StoreError (StoreFullError, StoreDamagedError); the database can be used on after each.
        """
        with self._lock, self.noticing_damage(), sqlite.faults_translated(), self.connection.begin():
            yield self.connection

    def copy(self, target: Path) -> None:
        """Copy the database as it is, in any thread, while it is used in another; raises StoreError."""
        with self._copying, sqlite.faults_translated():
            if self.connection.closed:
                raise StoreError("The data folder was closed before it could be copied. Nothing was changed.")
            sqlite.copy(self.connection, target)

    def abandon(self) -> None:
        """Close the files and leave the mark, so that the next start looks closely; waits for a copy."""
        with self._copying:
            self.copies.close()
            release(self.connection)

    def close(self) -> None:
        """Close the files and take the mark away, unless damage was noticed."""
        self.abandon()
        if not self._suspect:
            self._mark.unlink(missing_ok=True)

    @contextmanager
    def noticing_damage(self) -> Iterator[None]:
        """Remember damage that comes to light in the block, so that the next start builds anew."""
        try:
            yield
        except StoreDamagedError as fault:
            self._suspect = True
            with suppress(OSError):
                self._mark.write_text(str(fault), encoding="utf-8")
            raise


def open_database(folder: Path, scripts: Scripts = SCRIPTS) -> Database:
    """The database of this folder, made where there is none, brought to this version where it is older.

    Raises StoreDamagedError where the file is damaged, StoreError where a newer version made it,
    another program holds it, or the disk does not keep it safely. None of these changes anything.
    """
    with sqlite.faults_translated():
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite.connect(folder / DATABASE)
        try:
            is_new = _make_ready(connection, folder, scripts)
            return Database(folder, connection, is_new)
        except BaseException:
            release(connection)
            raise


def release(connection: Connection) -> None:
    """Close a connection and the file under it."""
    connection.close()
    connection.engine.dispose()


def _make_ready(connection: Connection, folder: Path, scripts: Scripts) -> bool:
    """Pragmas, then tables or their upgrade; returns whether the tables were made."""
    sqlite.set_pragmas(connection)
    with connection.begin():
        revision = revision_of(connection)
    refuse_newer(revision, scripts)
    sqlite.set_wal(connection)
    if not revision:
        with connection.begin():
            create_tables(connection)
    elif revision < scripts.head:
        sqlite.copy(connection, folder / BACKUPS / f"before-{scripts.head}.db")
        upgrade(connection, scripts)
    return not revision
