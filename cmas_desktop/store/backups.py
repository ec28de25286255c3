"""Copies of the whole database: one a day, the newest few are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cmas_desktop.store import sqlite
from cmas_desktop.store.database import BACKUPS, Database

KEPT = 5
"""How many daily copies stay. Copies from before an upgrade are not counted and always stay."""

DAILY = "day-{0}.db"


def daily_copy(database: Database, today: date) -> Path | None:
    """Copy the database, unless that was done today; returns the copy, or None where there was one.

    Meant for a thread of its own, while the database is in use. Raises StoreError where it cannot be
    written; copies that are there already stay then.
    """
    folder = database.folder / BACKUPS
    target = folder / DAILY.format(today.isoformat())
    if target.exists():
        return None
    database.copy(target)
    with sqlite.faults_translated():
        for old in daily_copies(database.folder)[KEPT:]:
            old.unlink()
    return target


def daily_copies(folder: Path) -> list[Path]:
    """The daily copies under a data folder, newest first."""
    return sorted((folder / BACKUPS).glob(DAILY.format("*")), reverse=True)
