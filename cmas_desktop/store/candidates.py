"""Candidates: the people who sit attempts, known by their names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from cmas_desktop.store.database import Database
from cmas_desktop.store.schema import CANDIDATE


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate; `created` is when the name was first used, in Unix milliseconds."""

    name: str
    created: int


def plain_name(name: str) -> str:
    """The one spelling of a name that is stored: composed letters (NFC), single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def candidates(database: Database) -> tuple[Candidate, ...]:
    """All candidates, by name; raises StoreError."""
    query = select(CANDIDATE.c.name, CANDIDATE.c.created).order_by(CANDIDATE.c.name)
    with database.transaction() as connection:
        return tuple(Candidate(row.name, row.created) for row in connection.execute(query))


def add_candidate(database: Database, name: str, created: int) -> None:
    """Note a candidate, unless the name is known; raises StoreError."""
    with database.transaction() as connection:
        candidate_row(connection, name, created)


def candidate_row(connection: Connection, name: str, created: int) -> int:
    """The number of the candidate's row, which is added where there is none."""
    plain = plain_name(name)
    known = connection.scalar(select(CANDIDATE.c.id).where(CANDIDATE.c.name == plain))
    if known is not None:
        return int(known)
    connection.execute(insert(CANDIDATE).values(name=plain, created=created))
    return int(connection.scalars(select(CANDIDATE.c.id).where(CANDIDATE.c.name == plain)).one())
