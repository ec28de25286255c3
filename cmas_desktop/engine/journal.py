"""The journal: an append-only chain of events. Everything known of an attempt is a fold over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from cmas_desktop.engine.errors import JournalError

GENESIS = "0" * 64
"""What the first event of a journal names as the hash before it."""


class EventKind(StrEnum):
    """What can happen in an attempt. The values are what is stored: they are never renamed."""

    STARTED = "started"
    SHOWN = "question-shown"
    CHOSEN = "option-chosen"
    CLEARED = "option-cleared"
    STRUCK = "option-struck"
    UNSTRUCK = "option-unstruck"
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    REVIEWING = "review-shown"
    CLOCK = "clock"
    CLOCK_NOTE = "clock-note"
    TIME_HIDDEN = "time-hidden"
    TIME_SHOWN = "time-shown"
    LEFT = "left"
    RESUMED = "resumed"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `elapsed_ms` is exam time consumed, `wall_ms` Unix time; `hash` chains to `previous`."""

    seq: int
    kind: EventKind
    body: Mapping[str, Any]
    elapsed_ms: int
    wall_ms: int
    previous: str
    hash: str

    def to_mapping(self) -> dict[str, Any]:
        """The event as plain data, in the order in which files show it."""
        return {
            "seq": self.seq,
            "kind": self.kind.value,
            "body": dict(self.body),
            "elapsed_ms": self.elapsed_ms,
            "wall_ms": self.wall_ms,
            "previous": self.previous,
            "hash": self.hash,
        }

    def to_line(self) -> str:
        """The event as one line of a journal file."""
        return canonical(self.to_mapping())


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, ASCII. Hashes are taken over this."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def chain(
    previous: Event | None, kind: EventKind, body: Mapping[str, Any], elapsed_ms: int, wall_ms: int
) -> Event:
    """The event that follows `previous` (None: the first of a journal), with its hash."""
    seq = previous.seq + 1 if previous else 1
    before = previous.hash if previous else GENESIS
    digest = _digest(seq, kind, body, elapsed_ms, wall_ms, before)
    return Event(seq, kind, MappingProxyType(dict(body)), elapsed_ms, wall_ms, before, digest)


def event_from_mapping(data: Mapping[str, Any]) -> Event:
    """The event that `to_mapping` wrote; raises JournalError where a field is missing or odd."""
    try:
        return Event(
            seq=int(data["seq"]),
            kind=EventKind(data["kind"]),
            body=MappingProxyType(dict(data["body"])),
            elapsed_ms=int(data["elapsed_ms"]),
            wall_ms=int(data["wall_ms"]),
            previous=str(data["previous"]),
            hash=str(data["hash"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise JournalError(f"A journal entry cannot be read: {fault}.") from fault


def verified(events: Iterable[Event]) -> list[Event]:
    """The events as a list, after every number and hash of the chain was recomputed.

    Raises JournalError at the first event that does not follow from the one before it.
    """
    checked: list[Event] = []
    for event in events:
        if not _follows(checked[-1] if checked else None, event):
            raise JournalError(f"The journal is broken at entry {event.seq}.")
        checked.append(event)
    return checked


def longest_valid(events: Iterable[Event]) -> list[Event]:
    """The longest unbroken beginning of a journal, whatever the order it was read in.

    This is what a rebuild from a damaged file can trust. Events that do not follow are passed over.
    """
    kept: list[Event] = []
    for event in sorted(events, key=lambda one: one.seq):
        if _follows(kept[-1] if kept else None, event):
            kept.append(event)
    return kept


def _follows(last: Event | None, event: Event) -> bool:
    return chain(last, event.kind, event.body, event.elapsed_ms, event.wall_ms) == event


def _digest(
    seq: int, kind: EventKind, body: Mapping[str, Any], elapsed_ms: int, wall_ms: int, before: str
) -> str:
    text = canonical([seq, kind.value, dict(body), elapsed_ms, wall_ms, before])
    return hashlib.sha256(text.encode("ascii")).hexdigest()
