"""Finds: what a damaged database, a backup and the second copies give, each piece proved before it counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from cmas_desktop.engine.errors import CmasError, StoreDamagedError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.journal import Event, EventKind, longest_valid
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.result_json import result_from_json
from cmas_desktop.store.attempts import SAFE_NAME, Attempt
from cmas_desktop.store.forms import unpacked
from cmas_desktop.store.journals import event_from_row
from cmas_desktop.store.salvage import Salvage
from cmas_desktop.store.second_copy import FORM_SUFFIX, FORMS, JOURNAL_SUFFIX, JOURNALS, read_journal

Row = Mapping[str, Any]


@dataclass(slots=True)
class Finds:
    """Everything found so far. A journal is replaced only by a longer one, all else by nothing later.

    `candidates` is name to first use (Unix milliseconds), `forms` id to stored bytes, `journals`
    attempt id to its longest proved chain, `results` attempt id to result and when it was made;
    `unreadable` counts pieces of each kind that could not be used.
    """

    candidates: dict[str, int] = field(default_factory=dict)
    forms: dict[str, bytes] = field(default_factory=dict)
    attempts: dict[str, Attempt] = field(default_factory=dict)
    journals: dict[str, list[Event]] = field(default_factory=dict)
    results: dict[str, tuple[Result, int]] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)

    def add_salvage(self, salvage: Salvage) -> None:
        """Take in the rows of a database file."""
        for table in salvage.unreadable:
            self.note(table)
        names = {row["id"]: str(row["name"]) for row in salvage.rows["candidate"]}
        events: dict[str, list[Event]] = {}
        takers: Mapping[str, Callable[[Row], object]] = {
            "candidate": self._candidate,
            "form": lambda row: self.add_form(str(row["id"]), row["body"]),
            "attempt": lambda row: self._attempt(row, names),
            "result": self._result,
            "event": lambda row: events.setdefault(str(row["attempt"]), []).append(event_from_row(row)),
        }
        for table, take in takers.items():
            for row in salvage.rows[table]:
                self._try(table, partial(take, row))
        for attempt_id, found in events.items():
            self.add_journal(attempt_id, found)

    def add_second_copies(self, folder: Path, settled: Container[str] = frozenset()) -> None:
        """Take in the journal and form files of a data folder, but for the ids that are settled."""
        for path in sorted((folder / JOURNALS).glob(f"*{JOURNAL_SUFFIX}")):
            attempt_id = path.name.removesuffix(JOURNAL_SUFFIX)
            if attempt_id not in settled:
                self.add_journal_file(folder, attempt_id)
        for path in sorted((folder / FORMS).glob(f"*{FORM_SUFFIX}")):
            form_id = path.name.removesuffix(FORM_SUFFIX)
            if form_id not in settled:
                self._try("form", partial(self._form_file, form_id, path))

    def add_journal_file(self, folder: Path, attempt_id: str) -> None:
        """Take in one attempt's journal file, where there is one."""
        path = folder / JOURNALS / f"{attempt_id}{JOURNAL_SUFFIX}"
        if path.exists():
            self._try("event", lambda: self.add_journal(attempt_id, read_journal(path)))

    def add_form(self, form_id: str, body: bytes) -> None:
        """Take in a form's bytes; raises StoreDamagedError where they are damaged."""
        if unpacked(body)[0].id != form_id:
            raise StoreDamagedError(f"The form {form_id} is another one.")
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
                purpose=Purpose(start.get("purpose", Purpose.EXAM)),
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
            purpose=Purpose(row.get("purpose", Purpose.EXAM)),
        )
        self.attempts.setdefault(found.id, found)

    def _result(self, row: Row) -> None:
        result = result_from_json(json.loads(row["body"]))
        self.results.setdefault(result.attempt_id, (result, int(row["made"])))

    def _form_file(self, form_id: str, path: Path) -> None:
        self.add_form(form_id, path.read_bytes())

    def _try(self, kind: str, take: Callable[[], object]) -> None:
        try:
            take()
        except (KeyError, TypeError, ValueError, OSError, CmasError):
            self.note(kind)

    def note(self, kind: str) -> None:
        """Count one piece that was there and could not be used."""
        self.unreadable[kind] = self.unreadable.get(kind, 0) + 1


def _is_journal_of(attempt_id: str, chain: list[Event]) -> bool:
    first = chain[0]
    named = first.kind is EventKind.STARTED and first.body.get("attempt") == attempt_id
    return named and SAFE_NAME.fullmatch(attempt_id) is not None
