"""Results of finished attempts, and the history that is read from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.journal import canonical
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.result_json import result_from_json, result_to_json
from cmas_desktop.store.attempts import Standing
from cmas_desktop.store.candidates import plain_name
from cmas_desktop.store.database import Database
from cmas_desktop.store.schema import ATTEMPT, CANDIDATE, RESULT


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A finished attempt in one line. `finished_at` is ISO 8601; `fractions` right per domain key (0-1)."""

    attempt_id: str
    candidate: str
    finished_at: str
    shown: int
    passed: bool
    fractions: Mapping[str, float]


def save_result(database: Database, result: Result, made: int) -> None:
    """Store a result; `made` in Unix milliseconds. The same result twice changes nothing.

    Raises StoreError where the attempt is unknown, or has another result: results are not overwritten.
    """
    body = canonical(result_to_json(result))
    with database.transaction() as connection:
        stored = connection.scalar(select(RESULT.c.body).where(RESULT.c.attempt == result.attempt_id))
        if stored is None:
            connection.execute(insert(RESULT).values(attempt=result.attempt_id, body=body, made=made))
        elif stored != body:
            raise StoreError(f"The attempt {result.attempt_id} has another result, which stays as it is.")


def read_result(database: Database, attempt_id: str) -> Result:
    """The result of an attempt; raises StoreError where there is none or it is damaged."""
    with database.transaction() as connection:
        body = connection.scalar(select(RESULT.c.body).where(RESULT.c.attempt == attempt_id))
    if body is None:
        raise StoreError(f"The attempt {attempt_id} has no result yet. Its answers are safe.")
    return _result(database, body)


def history(database: Database, candidate: str | None = None) -> tuple[HistoryRow, ...]:
    """The finished attempts, of one candidate where named, newest first; raises StoreError."""
    query = (
        select(RESULT.c.body).select_from(RESULT).join(ATTEMPT).join(CANDIDATE).order_by(RESULT.c.made.desc())
    )
    if candidate is not None:
        query = query.where(CANDIDATE.c.name == plain_name(candidate))
    with database.transaction() as connection:
        bodies = connection.scalars(query).all()
    return tuple(_row(_result(database, body)) for body in bodies)


def unscored(database: Database) -> tuple[str, ...]:
    """Submitted exams without a result (the program died in between, or damage took it), oldest first.

    Readiness checks have none: theirs follows from journal and panel.
    """
    query = (
        select(ATTEMPT.c.id)
        .outerjoin(RESULT)
        .where(
            ATTEMPT.c.state == Standing.SUBMITTED,
            ATTEMPT.c.purpose == Purpose.EXAM,
            RESULT.c.attempt.is_(None),
        )
        .order_by(ATTEMPT.c.created)
    )
    with database.transaction() as connection:
        return tuple(connection.scalars(query))


def _result(database: Database, body: str) -> Result:
    with database.noticing_damage():
        try:
            return result_from_json(json.loads(body))
        except (ValueError, StoreError) as fault:
            raise StoreDamagedError(
                "A result is damaged. Close the app and start it again: the attempt is then scored anew."
            ) from fault


def _row(result: Result) -> HistoryRow:
    return HistoryRow(
        attempt_id=result.attempt_id,
        candidate=result.candidate,
        finished_at=result.finished_at,
        shown=result.shown,
        passed=result.passed,
        fractions={domain.key: domain.right / domain.items for domain in result.domains},
    )
