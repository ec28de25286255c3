"""Salvage: every row that a damaged SQLite file still gives, read past its bad pages, on a copy."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STEP = 256
"""Rows asked for at a time; where that fails, halves of it, down to single rows."""

HOPELESS = 64
"""So many steps without a single row, and the table is taken to be at its end: rows are never deleted."""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a bad page raises; the second where SQLite's own message quotes bytes that are no text."""

TABLES = ("candidate", "form", "attempt", "event", "result")
"""What is worth reading. Exposures are not: they follow from journals and forms."""

Rows = Mapping[str, tuple[Mapping[str, Any], ...]]


@dataclass(frozen=True, slots=True)
class Salvage:
    """What a file gave: rows by table, and the tables in which something could not be read."""

    rows: Rows
    unreadable: tuple[str, ...]


def salvage(path: Path) -> Salvage:
    """Read what can be read of a database; the file and its log are left as they are."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copied = Path(folder) / path.name
        for suffix in ("", "-wal"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                shutil.copyfile(source, copied.with_name(copied.name + suffix))
        with closing(sqlite3.connect(copied)) as connection:
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            connection.row_factory = sqlite3.Row
            if not _has_schema(connection):
                return Salvage(dict.fromkeys(TABLES, ()), TABLES)
            tables = [_Table(connection, name) for name in TABLES]
            rows = {table.name: tuple(table.rows()) for table in tables}
            return Salvage(rows, tuple(table.name for table in tables if table.damaged))


def _has_schema(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("SELECT name FROM sqlite_master").fetchall())
    except UNREADABLE:
        return False


class _Table:
    """One table of a damaged file, walked by rowid; `damaged` once something could not be read."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self.name = name
        self.damaged = False

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Row by row; the last rowid is not asked for, because a damaged one can be any number."""
        low, fruitless = 0, 0
        while fruitless < HOPELESS:
            found = list(self._between(low, low + STEP))
            yield from found
            fruitless = 0 if found else fruitless + 1
            low += STEP

    def _between(self, low: int, high: int) -> Iterator[Mapping[str, Any]]:
        """The rows from `low` to before `high`. One row is asked for alone: a range looks past its last."""
        single = high - low == 1
        where, bounds = ("rowid = ?", (low,)) if single else ("rowid >= ? AND rowid < ?", (low, high))
        try:
            found = self._connection.execute(f"SELECT * FROM {self.name} WHERE {where}", bounds).fetchall()
        except UNREADABLE:
            self.damaged = True
            if not single:
                middle = (low + high) // 2
                yield from self._between(low, middle)
                yield from self._between(middle, high)
            return
        yield from (dict(row) for row in found)
