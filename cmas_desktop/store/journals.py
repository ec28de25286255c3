"""Journals: events in, durable before the call returns; events out, their chain verified."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from cmas_desktop.engine.errors import JournalError, StoreDamagedError, StoreError
from cmas_desktop.engine.journal import GENESIS, Event, EventKind, canonical, event_from_mapping, verified
from cmas_desktop.store.attempts import STATES
from cmas_desktop.store.database import Database
from cmas_desktop.store.schema import ATTEMPT, EVENT, EXPOSURE

_EVENTS = select(EVENT).where(EVENT.c.attempt == bindparam("attempt_id"))
_ALL = _EVENTS.order_by(EVENT.c.seq)
_LAST = _EVENTS.order_by(EVENT.c.seq.desc()).limit(1)
_ENDS = select(EVENT.c.seq, EVENT.c.hash).where(EVENT.c.attempt == bindparam("attempt_id"))
_END = _ENDS.order_by(EVENT.c.seq.desc()).limit(1)
_SAME = _ENDS.where(EVENT.c.seq == bindparam("at"))
_ADD = insert(EVENT)
_SEEN = (
    update(EXPOSURE)
    .where(
        EXPOSURE.c.attempt == bindparam("attempt_id"),
        EXPOSURE.c.position == bindparam("at"),
        EXPOSURE.c.shown.is_(None),
    )
    .values(shown=bindparam("wall_ms"))
)
_STATE = update(ATTEMPT).where(ATTEMPT.c.id == bindparam("attempt_id")).values(state=bindparam("new"))


class Journals:
    """The journals of one database. An attempt's events come from one thread."""

    def __init__(self, database: Database) -> None:
        """Read and write the journals of this database."""
        self._database = database

    @property
    def copy_fault(self) -> StoreError | None:
        """Why the second copy failed first, None while it does not: the exam goes on in either case."""
        return self._database.copies.fault

    def append(self, attempt_id: str, event: Event) -> None:
        """Store one event for good. The same event twice changes nothing.

        Raises JournalError where the event does not follow from the last one stored, StoreError where
        it could not be stored: then nothing of it is, and it can be appended again.
        """
        self.extend(attempt_id, (event,))

    def extend(self, attempt_id: str, events: Sequence[Event]) -> None:
        """Store events that follow one another, all or none; else as `append`."""
        with self._database.transaction() as connection:
            for event in events:
                _store(connection, attempt_id, event)
        for event in events[-1:]:
            self._database.copies.add(attempt_id, event, lambda: self.events(attempt_id))

    def events(self, attempt_id: str) -> list[Event]:
        """All events of an attempt, verified; raises StoreDamagedError where the chain is broken."""
        with self._database.transaction() as connection:
            rows = connection.execute(_ALL, {"attempt_id": attempt_id}).mappings().all()
        with self._database.noticing_damage():
            try:
                return verified(event_from_row(dict(row)) for row in rows)
            except (JournalError, TypeError, ValueError) as fault:
                raise StoreDamagedError(
                    f"The journal of attempt {attempt_id} is damaged. Close the app and start it again: "
                    "it is mended from the second copy."
                ) from fault

    def last_event(self, attempt_id: str) -> Event | None:
        """The newest event of an attempt, None before the first; raises StoreError."""
        with self._database.transaction() as connection:
            row = connection.execute(_LAST, {"attempt_id": attempt_id}).mappings().first()
        return event_from_row(dict(row)) if row else None


def event_from_row(row: Mapping[str, Any]) -> Event:
    """The event that a row holds; raises ValueError or JournalError where it is none."""
    return event_from_mapping({**row, "body": json.loads(row["body"])})


def _store(connection: Connection, attempt_id: str, event: Event) -> None:
    if _is_stored(connection, attempt_id, event):
        return
    row = event.to_mapping() | {"attempt": attempt_id, "body": canonical(dict(event.body))}
    connection.execute(_ADD, row)
    if event.kind is EventKind.SHOWN:
        position = int(event.body["position"])
        connection.execute(_SEEN, {"attempt_id": attempt_id, "at": position, "wall_ms": event.wall_ms})
    elif event.kind in STATES:
        connection.execute(_STATE, {"attempt_id": attempt_id, "new": STATES[event.kind].value})


def _is_stored(connection: Connection, attempt_id: str, event: Event) -> bool:
    """Whether the event is there already; raises JournalError where it is neither that nor the next."""
    end = connection.execute(_END, {"attempt_id": attempt_id}).first()
    seq, digest = (int(end.seq), str(end.hash)) if end else (0, GENESIS)
    if event.seq == seq + 1 and event.previous == digest:
        return False
    same = connection.execute(_SAME, {"attempt_id": attempt_id, "at": event.seq}).first()
    if same is None or same.hash != event.hash:
        raise JournalError(
            f"Entry {event.seq} does not follow entry {seq}, the last that is stored. "
            "What is stored is safe; close the attempt and resume it."
        )
    return True
