"""The second copy: journals and forms as plain files beside the database, from which it can be rebuilt.

The database is the record; this copy never stops the exam. What it could not take in is written the
next time, because the file is then made anew from the database.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path

from cmas_desktop.engine.errors import JournalError, StoreError
from cmas_desktop.engine.journal import Event, EventKind, event_from_mapping

JOURNALS, FORMS = "journals", "forms"
JOURNAL_SUFFIX, FORM_SUFFIX = ".jsonl", ".json.z"

SYNC_SECONDS = 3.0
"""A journal file is forced to the disk at most this often, and when the attempt is submitted."""


class SecondCopy:
    """Writes the files of one data folder. `fault` is the first failure, None while all is well."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        """The copies under this folder; `now` gives seconds on any clock that only goes forward."""
        self._folder = folder
        self._now = now
        self._file: FileIO | None = None
        self._attempt_id = ""
        self._seq = 0
        self._synced = 0.0
        self.fault: StoreError | None = None

    def add(self, attempt_id: str, event: Event, stored: Callable[[], Sequence[Event]]) -> bool:
        """Bring an attempt's file to this event; `stored` gives all that the database has of it.

        Returns whether the file holds the event now.
        """
        try:
            if self._file is None or attempt_id != self._attempt_id or event.seq > self._seq + 1:
                self._begin(attempt_id, stored())
            elif event.seq == self._seq + 1:
                _write(self._file, event.to_line() + "\n")
                self._seq = event.seq
            self._sync(event.kind is EventKind.SUBMITTED)
        except OSError as fault:
            self._failed(fault)
            return False
        return True

    def add_form(self, form_id: str, body: bytes) -> bool:
        """Keep a form's stored bytes; returns whether that succeeded."""
        target = self._folder / FORMS / f"{form_id}{FORM_SUFFIX}"
        try:
            write_whole(target, body)
        except OSError as fault:
            self._failed(fault)
            return False
        return True

    def close(self) -> None:
        """Force what was written to the disk and close the file."""
        with suppress(OSError):
            self._sync(at_once=True)
        self._drop()

    def _begin(self, attempt_id: str, events: Sequence[Event]) -> None:
        self._drop()
        target = self._folder / JOURNALS / f"{attempt_id}{JOURNAL_SUFFIX}"
        write_whole(target, "".join(event.to_line() + "\n" for event in events).encode("ascii"))
        self._file = FileIO(target, "a")
        self._attempt_id, self._seq, self._synced = attempt_id, events[-1].seq, self._now()

    def _sync(self, at_once: bool) -> None:
        if self._file is not None and (at_once or self._now() - self._synced >= SYNC_SECONDS):
            os.fsync(self._file.fileno())
            self._synced = self._now()

    def _failed(self, fault: OSError) -> None:
        self._drop()
        if self.fault is None:
            self.fault = StoreError(
                f"The second copy of your answers could not be written ({fault.strerror or fault}). "
                "Your answers are safe in the database; free some space on the disk."
            )

    def _drop(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._file = None


def write_whole(target: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all; raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def read_journal(path: Path) -> list[Event]:
    """Every line of a journal file that can be read as an event, in the file's order."""
    events: list[Event] = []
    for line in path.read_bytes().splitlines():
        with suppress(ValueError, JournalError):
            events.append(event_from_mapping(json.loads(line)))
    return events


def _write(file: FileIO, line: str) -> None:
    content = line.encode("ascii")
    if file.write(content) != len(content):
        raise OSError("the line was cut short")
