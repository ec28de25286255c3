"""Attempts: who sits which form, and which attempts wait to be gone on with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Connection, Row, Select, insert, select

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.store.candidates import candidate_row, plain_name
from cmas_desktop.store.database import Database
from cmas_desktop.store.forms import unpacked
from cmas_desktop.store.schema import ATTEMPT, CANDIDATE, EXPOSURE, FORM
from cmas_desktop.store.sqlite import DAMAGED

SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
"""Attempts name their journal files: letters, digits, hyphen and underscore, at most 80."""


class Standing(StrEnum):
    """How far an attempt is, as stored; it follows from the journal and only makes looking for it quick."""

    CREATED = "created"
    OPEN = "open"
    LEFT = "left"
    SUBMITTED = "submitted"


STATES: Mapping[EventKind, Standing] = MappingProxyType(
    {
        EventKind.STARTED: Standing.OPEN,
        EventKind.LEFT: Standing.LEFT,
        EventKind.RESUMED: Standing.OPEN,
        EventKind.SUBMITTED: Standing.SUBMITTED,
    }
)
"""The events that change how far an attempt is."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt without its journal. `created` in Unix milliseconds, `limit_ms` of exam time."""

    id: str
    candidate: str
    form_id: str
    exam_title: str
    created: int
    limit_ms: int
    time_factor: float = 1.0
    standing: Standing = Standing.CREATED
    purpose: Purpose = Purpose.EXAM


def create_attempt(database: Database, attempt: Attempt) -> None:
    """Store an attempt before its first event, and a row for each item that it may show.

    Raises StoreError where the id is taken or cannot name a file, or the form is not stored.
    """
    with database.transaction() as connection:
        body = connection.scalar(select(FORM.c.body).where(FORM.c.id == attempt.form_id))
        if body is None:
            raise StoreError(f"The form {attempt.form_id} is not stored, so the attempt cannot begin.")
        add_attempt(connection, attempt, body)


def add_attempt(connection: Connection, attempt: Attempt, form_body: bytes | None) -> None:
    """The rows of an attempt; a rebuild may have lost the form (None). Raises StoreError for a bad id."""
    if not SAFE_NAME.fullmatch(attempt.id):
        raise StoreError(f"The attempt cannot be named {attempt.id!r}: letters, digits and hyphens only.")
    connection.execute(
        insert(ATTEMPT).values(
            id=attempt.id,
            candidate=candidate_row(connection, attempt.candidate, attempt.created),
            form=attempt.form_id,
            exam_title=attempt.exam_title,
            created=attempt.created,
            limit_ms=attempt.limit_ms,
            time_factor=attempt.time_factor,
            state=attempt.standing.value,
            purpose=attempt.purpose.value,
        )
    )
    if form_body is not None:
        positions = enumerate(unpacked(form_body)[0].questions)
        rows = [{"attempt": attempt.id, "position": at, "item": q.item_id} for at, q in positions]
        connection.execute(insert(EXPOSURE), rows)


def attempts(database: Database, candidate: str | None = None) -> tuple[Attempt, ...]:
    """All attempts, of one candidate where named, newest first; raises StoreError."""
    return _found(database, _query(candidate))


def unfinished(database: Database, candidate: str | None = None) -> tuple[Attempt, ...]:
    """The attempts that were begun and not submitted and whose form is there, newest first."""
    query = _query(candidate).join(FORM, FORM.c.id == ATTEMPT.c.form)
    return _found(database, query.where(ATTEMPT.c.state.in_([Standing.OPEN, Standing.LEFT])))


def read_attempt(database: Database, attempt_id: str) -> Attempt:
    """One attempt; raises StoreError where there is none."""
    found = _found(database, _query(None).where(ATTEMPT.c.id == attempt_id))
    if not found:
        raise StoreError(f"There is no attempt {attempt_id} in this data. Nothing was changed.")
    return found[0]


def _query(candidate: str | None) -> Select[tuple[object, ...]]:
    query: Select[tuple[object, ...]] = select(ATTEMPT, CANDIDATE.c.name)
    query = query.join(CANDIDATE).order_by(ATTEMPT.c.created.desc(), ATTEMPT.c.id.desc())
    return query if candidate is None else query.where(CANDIDATE.c.name == plain_name(candidate))


def _found(database: Database, query: Select[tuple[object, ...]]) -> tuple[Attempt, ...]:
    with database.transaction() as connection:
        rows = connection.execute(query).all()
    with database.noticing_damage():
        try:
            return tuple(_attempt(row) for row in rows)
        except (TypeError, ValueError) as fault:
            raise StoreDamagedError(DAMAGED) from fault


def _attempt(row: Row[tuple[object, ...]]) -> Attempt:
    return Attempt(
        id=row.id,
        candidate=row.name,
        form_id=row.form,
        exam_title=row.exam_title,
        created=int(row.created),
        limit_ms=int(row.limit_ms),
        time_factor=float(row.time_factor),
        standing=Standing(row.state),
        purpose=Purpose(row.purpose),
    )
