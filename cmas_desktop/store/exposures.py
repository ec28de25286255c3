"""Exposures: which items a candidate has seen, how often, and how long ago; and what anybody has seen."""

from __future__ import annotations

from sqlalchemy import func, select

from cmas_desktop.store.candidates import plain_name
from cmas_desktop.store.database import Database
from cmas_desktop.store.schema import ATTEMPT, CANDIDATE, EXPOSURE


def exposures(database: Database, candidate: str, before: str | None = None) -> dict[str, tuple[int, int]]:
    """For each item that was shown to the candidate: in how many attempts, and how many attempts ago last.

    1 is the latest attempt in which anything was shown. With `before` (an attempt id) only attempts that
    were created earlier count: what the candidate had met when that one began. Raises StoreError.
    """
    query = (
        select(ATTEMPT.c.id, EXPOSURE.c.item)
        .select_from(ATTEMPT)
        .join(CANDIDATE)
        .join(EXPOSURE, EXPOSURE.c.attempt == ATTEMPT.c.id)
        .where(CANDIDATE.c.name == plain_name(candidate), EXPOSURE.c.shown.is_not(None))
        .order_by(ATTEMPT.c.created.desc(), ATTEMPT.c.id.desc())
    )
    if before is not None:
        created = select(ATTEMPT.c.created).where(ATTEMPT.c.id == before).scalar_subquery()
        query = query.where(ATTEMPT.c.created < created)
    met: dict[str, tuple[int, int]] = {}
    seen_attempts: dict[str, int] = {}
    with database.transaction() as connection:
        for attempt_id, item in connection.execute(query):
            ago = seen_attempts.setdefault(attempt_id, len(seen_attempts) + 1)
            times, latest = met.get(item, (0, ago))
            met[item] = (times + 1, latest)
    return met


def uses(database: Database) -> dict[str, int]:
    """In how many attempts each item was shown, to anybody; raises StoreError."""
    query = (
        select(EXPOSURE.c.item, func.count()).where(EXPOSURE.c.shown.is_not(None)).group_by(EXPOSURE.c.item)
    )
    with database.transaction() as connection:
        return {item: int(times) for item, times in connection.execute(query)}


def earlier_forms(database: Database, candidate: str, newest: int = 10) -> dict[str, frozenset[str]]:
    """The items of the candidate's latest forms by form id, newest first; raises StoreError."""
    query = (
        select(ATTEMPT.c.form, EXPOSURE.c.item)
        .select_from(ATTEMPT)
        .join(CANDIDATE)
        .join(EXPOSURE, EXPOSURE.c.attempt == ATTEMPT.c.id)
        .where(CANDIDATE.c.name == plain_name(candidate))
        .order_by(ATTEMPT.c.created.desc(), ATTEMPT.c.id.desc())
    )
    forms: dict[str, set[str]] = {}
    with database.transaction() as connection:
        for form_id, item in connection.execute(query):
            if form_id not in forms and len(forms) == newest:
                break
            forms.setdefault(form_id, set()).add(item)
    return {form_id: frozenset(items) for form_id, items in forms.items()}
