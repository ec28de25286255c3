"""One answer made durable: the journal's append, against raw SQLite with the same promises."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cmas_desktop.desk import open_desk
from cmas_desktop.engine.journal import EventKind, chain
from cmas_desktop.places import resources_folder
from cmas_desktop.ui.ports import Enrollment

APPENDS = 2_000


def measure(appends: int = APPENDS) -> dict[str, float]:
    """Medians and 99th percentiles in milliseconds over this many commits each."""
    with tempfile.TemporaryDirectory() as folder:
        own, raw = _own(Path(folder), appends), _raw(Path(folder) / "raw.db", appends)
    return {
        "durable_p50_ms": _quantile(own, 0.5),
        "durable_p99_ms": _quantile(own, 0.99),
        "raw_sqlite_p50_ms": _quantile(raw, 0.5),
        "raw_sqlite_p99_ms": _quantile(raw, 0.99),
    }


def _own(folder: Path, appends: int) -> list[float]:
    enrollment = Enrollment("Bench", 230)
    with open_desk(resources_folder(), folder / "home", seed=1) as desk:
        opened = desk.begin(enrollment, desk.maker(enrollment)())
        attempt_id, last = opened.sitting.state.attempt_id, opened.sitting.last_event
        journals, times = desk._parts.journals, []
        for number in range(appends):
            body = {"position": number % 230, "option": number % 4}
            last = chain(last, EventKind.CHOSEN, body, number, last.wall_ms + 1)
            times.append(_milliseconds(lambda event=last: journals.append(attempt_id, event)))
    return times


def _raw(path: Path, appends: int) -> list[float]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE event (attempt TEXT, seq INTEGER, body TEXT, PRIMARY KEY (attempt, seq))"
    )

    def append(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO event VALUES (?, ?, ?)", ("a", number, "x" * 300))
        connection.execute("COMMIT")

    times = [_milliseconds(lambda number=number: append(number)) for number in range(appends)]
    connection.close()
    return times


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
