"""Opening for good: after an unclean end the database is checked, mended from second copies, or rebuilt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cmas_desktop.engine.errors import JournalError, StoreDamagedError, StoreError, StoreFullError
from cmas_desktop.store import sqlite
from cmas_desktop.store.attempts import Attempt, Standing, add_attempt, unfinished
from cmas_desktop.store.backups import daily_copies
from cmas_desktop.store.candidates import add_candidate
from cmas_desktop.store.database import DATABASE, MARK, Database, open_database
from cmas_desktop.store.finds import Finds
from cmas_desktop.store.forms import read_form, save_form, unpacked
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.results import save_result
from cmas_desktop.store.salvage import salvage
from cmas_desktop.store.schema import ATTEMPT, EVENT, FORM


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done at a start beyond opening. `attempts` and `events` count what was put back.

    `unreadable` says of each kind of entry how many were found and could not be used; most of them
    are still there from another source. `kept_in` is where the damaged files lie, None where none were.
    """

    sentence: str
    attempts: int
    events: int
    unreadable: tuple[str, ...]
    kept_in: Path | None


def open_or_rebuild(folder: Path, today: date | None = None) -> tuple[Database, Recovery | None]:
    """The database of this folder, whatever became of it; the second is None where nothing was amiss.

    The file is checked only after a session that did not end cleanly, because the check reads all of
    it; the attempt under way is always compared with its second copy. A damaged file is moved aside and
    built anew. Raises StoreError as `open_database` does, but for damage.
    """
    try:
        database = open_database(folder)
    except StoreDamagedError:
        return _rebuilt(folder, today or date.today())
    try:
        if not _is_damaged(database):
            ended_cleanly = database.left is None and not database.is_new
            return database, None if ended_cleanly else _mended(database)
    except StoreError as fault:
        if not _shows_damage(fault):
            database.abandon()
            raise
    database.abandon()
    return _rebuilt(folder, today or date.today())


def _is_damaged(database: Database) -> bool:
    if database.is_new:
        return False
    if database.left is None:
        return falls_short(database)
    return bool(database.left or damage(database))


def _shows_damage(fault: StoreError) -> bool:
    """Whether a fault while mending comes of damage: a row that index and table do not agree on is one."""
    return isinstance(fault, StoreDamagedError) or isinstance(fault.__cause__, IntegrityError)


def falls_short(database: Database) -> bool:
    """Whether the newest attempt under way has fewer events than its second copy, which is damage.

    Only the newest, which is the one that is gone on with, so that a start stays quick.
    """
    finds, journals = Finds(), Journals(database)
    for attempt in unfinished(database)[:1]:
        finds.add_journal_file(database.folder, attempt.id)
        if len(finds.journals.get(attempt.id, ())) > len(journals.events(attempt.id)):
            return True
    return False


def damage(database: Database) -> tuple[str, ...]:
    """What is wrong with the file, and with the attempts that wait to be gone on with."""
    try:
        with sqlite.faults_translated():
            found = sqlite.contradictions(database.connection)
        journals = Journals(database)
        for attempt in unfinished(database):
            journals.events(attempt.id)
            read_form(database, attempt.form_id)
    except StoreDamagedError as fault:
        return (str(fault),)
    return found


def _mended(database: Database) -> Recovery | None:
    """Add what only the second copies have: the end of a cut log, or all of a lost database."""
    finds = Finds()
    if database.is_new:
        _add_newest_backup(finds, database.folder)
    finds.add_second_copies(database.folder, _settled(database))
    attempts, events = put_back(database, finds)
    if not events:
        return None
    sentence = f"The last session broke off; {_count(events, attempts)} were put back from the second copy."
    return Recovery(sentence, attempts, events, _listed(finds), None)


def _settled(database: Database) -> frozenset[str]:
    """The attempts that are handed in and the forms that are stored: second copies add nothing to them."""
    submitted = select(ATTEMPT.c.id).where(ATTEMPT.c.state == Standing.SUBMITTED)
    with database.transaction() as connection:
        return frozenset(connection.scalars(submitted)) | frozenset(connection.scalars(select(FORM.c.id)))


def _rebuilt(folder: Path, today: date) -> tuple[Database, Recovery]:
    aside = move_aside(folder, today)
    finds = Finds()
    finds.add_salvage(salvage(aside / DATABASE))
    _add_newest_backup(finds, folder)
    finds.add_second_copies(folder)
    database = open_database(folder)
    try:
        attempts, events = put_back(database, finds)
    except StoreError:
        database.abandon()
        raise
    sentence = (
        f"The database was damaged and has been built anew; {_count(events, attempts)} are safe. "
        f"The damaged file is kept in {aside.name}."
    )
    return database, Recovery(sentence, attempts, events, _listed(finds), aside)


def move_aside(folder: Path, today: date) -> Path:
    """Move database and log together into a new folder `damaged-<date>`; nothing is deleted."""
    number, aside = 1, folder / f"damaged-{today.isoformat()}"
    while aside.exists():
        number += 1
        aside = folder / f"damaged-{today.isoformat()}-{number}"
    with sqlite.faults_translated():
        aside.mkdir()
        for suffix in ("-wal", "-shm", "-journal", ""):
            part = folder / f"{DATABASE}{suffix}"
            if part.exists():
                part.rename(aside / part.name)
        (folder / MARK).unlink(missing_ok=True)
    return aside


def put_back(database: Database, finds: Finds) -> tuple[int, int]:
    """Add what was found and is not there; returns how many attempts and events were touched."""
    for name, created in finds.candidates.items():
        add_candidate(database, name, created)
    for made, body in finds.forms_in_use():
        save_form(database, *unpacked(body), made)
    added = [_put_journal(database, attempt_id, finds) for attempt_id in finds.journals]
    for attempt_id in finds.results:
        _put_result(database, attempt_id, finds)
    return sum(1 for count in added if count), sum(added)


def _put_journal(database: Database, attempt_id: str, finds: Finds) -> int:
    """Store the events of an attempt that the database lacks; returns their number."""
    with database.transaction() as connection:
        query = select(EVENT.c.seq).where(EVENT.c.attempt == attempt_id).order_by(EVENT.c.seq.desc())
        known = connection.scalar(query.limit(1)) or 0
    lacking = finds.journals[attempt_id][known:]
    attempt = finds.attempt_of(attempt_id)
    if not lacking or attempt is None:
        return 0
    _put_attempt(database, attempt)
    try:
        Journals(database).extend(attempt_id, lacking)
    except JournalError:
        finds.note("event")
        return 0
    return len(lacking)


def _put_attempt(database: Database, attempt: Attempt) -> None:
    with database.transaction() as connection:
        if connection.scalar(select(ATTEMPT.c.id).where(ATTEMPT.c.id == attempt.id)) is None:
            form_body = connection.scalar(select(FORM.c.body).where(FORM.c.id == attempt.form_id))
            add_attempt(connection, attempt, form_body)


def _put_result(database: Database, attempt_id: str, finds: Finds) -> None:
    """A result stays in the history even where its journal is lost, as long as the attempt is known."""
    if attempt_id in finds.attempts:
        _put_attempt(database, finds.attempts[attempt_id])
    try:
        save_result(database, *finds.results[attempt_id])
    except StoreFullError:
        raise
    except StoreError:
        finds.note("result")


def _add_newest_backup(finds: Finds, folder: Path) -> None:
    for newest in daily_copies(folder)[:1]:
        finds.add_salvage(salvage(newest))


def _count(events: int, attempts: int) -> str:
    entries = "1 entry" if events == 1 else f"{events:,} entries"
    return f"{entries} of {'1 attempt' if attempts == 1 else f'{attempts:,} attempts'}"


def _listed(finds: Finds) -> tuple[str, ...]:
    return tuple(f"{kind}: {count}" for kind, count in sorted(finds.unreadable.items()))
