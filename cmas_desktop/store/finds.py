"""Finds: what a damaged database, a backup and the second copies give, each piece proved before it counts."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.journal import Event, EventKind, event_from_mapping, longest_valid
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.result_json import result_from_json
from cmas_desktop.store.attempts import SAFE_NAME, Attempt
from cmas_desktop.store.forms import unpacked
from cmas_desktop.store.salvage import Salvage
from cmas_desktop.store.second_copy import FORM_SUFFIX, FORMS, JOURNAL_SUFFIX, JOURNALS, read_journal

Row = Mapping[str, Any]


@dataclass(slots=True)
class Finds:
    """Everything found so far. A journal is replaced only by a longer one, all else by nothing later.

    `candidates` is name to first use (Unix milliseconds), `forms` id to stored bytes, `journals`
    attempt id to its longest proved chain, `results` attempt id to result and when it was made,
    `settings` key to JSON value; `unreadable` counts pieces of each kind that could not be used.
    """

    candidates: dict[str, int] = field(default_factory=dict)
    forms: dict[str, bytes] = field(default_factory=dict)
    attempts: dict[str, Attempt] = field(default_factory=dict)
    journals: dict[str, list[Event]] = field(default_factory=dict)
    results: dict[str, tuple[Result, int]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)

    def add_salvage(self, salvage: Salvage) -> None:
        """Take in the rows of a database file."""
        for table in salvage.unreadable:
            self.note(table)
        rows = salvage.rows
        names = {row["id"]: row["name"] for row in rows["candidate"]}
        self._each("candidate", rows, self._candidate)
        self._each("form", rows, lambda row: self.add_form(str(row["id"]), row["body"]))
        self._each("attempt", rows, lambda row: self._attempt(row, names))
        self._each("result", rows, self._result)
        self._each(
            "setting", rows, lambda row: self.settings.setdefault(row["key"], json.loads(row["value"]))
        )
        events: dict[str, list[Event]] = {}
        self._each("event", rows, lambda row: events.setdefault(row["attempt"], []).append(_event(row)))
        for attempt_id, found in events.items():
            self.add_journal(attempt_id, found)

    def add_second_copies(self, folder: Path) -> None:
        """Take in the journal and form files of a data folder."""
        for path in sorted((folder / JOURNALS).glob(f"*{JOURNAL_SUFFIX}")):
            self.add_journal(path.name.removesuffix(JOURNAL_SUFFIX), read_journal(path))
        for path in sorted((folder / FORMS).glob(f"*{FORM_SUFFIX}")):
            self._try(
                "form", lambda at=path: self.add_form(at.name.removesuffix(FORM_SUFFIX), at.read_bytes())
            )

    def add_form(self, form_id: str, body: bytes) -> None:
        """Take in a form's bytes; raises StoreDamagedError where they are damaged."""
        if unpacked(body)[0].id == form_id:
            self.forms.setdefault(form_id, body)

    def add_journal(self, attempt_id: str, events: list[Event]) -> None:
        """Take in a journal as far as its chain proves it, where that is farther than what is known."""
        chain = longest_valid(events)
        if len(chain) < len({event.seq for event in events}):
            self.note("event")
        if len(chain) > len(self.journals.get(attempt_id, ())) and _is_journal_of(attempt_id, chain):
            self.journals[attempt_id] = chain

    def attempt_of(self, attempt_id: str) -> Attempt | None:
        """The attempt of a found journal as the journal itself tells it, None where it does not."""
        chain, row = self.journals[attempt_id], self.attempts.get(attempt_id)
        start = chain[0].body
        try:
            told = Attempt(
                id=attempt_id,
                candidate=str(start["candidate"]),
                form_id=str(start["form"]),
                exam_title=str(start.get("exam_title", "")),
                created=chain[0].wall_ms,
                limit_ms=int(start["limit_ms"]),
                time_factor=float(start["time_factor"]),
            )
        except (KeyError, TypeError, ValueError):
            return None
        return replace(told, exam_title=row.exam_title, created=row.created) if row else told

    def forms_in_use(self) -> Iterator[tuple[int, bytes]]:
        """The forms that found journals name, each with the time (Unix milliseconds) of its first use."""
        first: dict[str, int] = {}
        for chain in self.journals.values():
            form_id, began = str(chain[0].body.get("form")), chain[0].wall_ms
            first[form_id] = min(began, first.get(form_id, began))
        yield from ((began, self.forms[form_id]) for form_id, began in first.items() if form_id in self.forms)

    def _candidate(self, row: Row) -> None:
        self.candidates.setdefault(str(row["name"]), int(row["created"]))

    def _attempt(self, row: Row, names: Mapping[int, str]) -> None:
        found = Attempt(
            id=str(row["id"]),
            candidate=names[row["candidate"]],
            form_id=str(row["form"]),
            exam_title=str(row["exam_title"]),
            created=int(row["created"]),
            limit_ms=int(row["limit_ms"]),
            time_factor=float(row["time_factor"]),
        )
        self.attempts.setdefault(found.id, found)

    def _result(self, row: Row) -> None:
        result = result_from_json(json.loads(row["body"]))
        self.results.setdefault(result.attempt_id, (result, int(row["made"])))

    def _each(self, table: str, rows: Mapping[str, tuple[Row, ...]], take: Callable[[Row], object]) -> None:
        for row in rows[table]:
            self._try(table, lambda one=row: take(one))

    def _try(self, kind: str, take: Callable[[], object]) -> None:
        try:
            take()
        except (KeyError, TypeError, ValueError, OSError, zlib.error, CmasError):
            self.note(kind)

    def note(self, kind: str) -> None:
        """Count one piece that was there and could not be used."""
        self.unreadable[kind] = self.unreadable.get(kind, 0) + 1


def _event(row: Row) -> Event:
    return event_from_mapping({**row, "body": json.loads(row["body"])})


def _is_journal_of(attempt_id: str, chain: list[Event]) -> bool:
    first = chain[0]
    named = first.kind is EventKind.STARTED and first.body.get("attempt") == attempt_id
    return named and SAFE_NAME.fullmatch(attempt_id) is not None
