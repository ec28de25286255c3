"""A sitting: one attempt under way. Intent goes in, a stored event comes out, the state is folded from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from cmas_desktop.engine.attempt import AttemptState, Stage, apply, replay
from cmas_desktop.engine.errors import StoreError
from cmas_desktop.engine.journal import Event, EventKind, chain
from cmas_desktop.engine.timing import (
    ClockNote,
    ClockReading,
    ExamClock,
    GracePolicy,
    clock_body,
    resume_clock,
    start_clock,
)

HEARTBEAT_MS = 5_000
"""The clock is written at least this often: the most exam time that a crash can give back."""


class JournalWriter(Protocol):
    """Where events go. `append` returns only when the event is durable, else raises StoreError."""

    def append(self, attempt_id: str, event: Event) -> None:
        """Store one event for good."""


class Sitting:
    """One attempt under way: its journal, its clock and what could not be written yet.

    Events that storage refused (a full disk) wait in order and are tried again with every further
    event and every heartbeat. `state` includes them, `unsaved` names the questions they belong to;
    nothing in it is reported as saved.
    """

    def __init__(self, journal: JournalWriter, events: Sequence[Event], clock: ExamClock) -> None:
        """Take up the attempt that these stored events tell, with the clock at the last of them."""
        self._journal = journal
        self._state = replay(events)
        self._last = events[-1]
        self._clock = clock
        self._waiting: list[Event] = []
        self.fault: StoreError | None = None

    @property
    def state(self) -> AttemptState:
        """The attempt, with what waits to be stored."""
        return self._state

    @property
    def clock(self) -> ExamClock:
        """The exam clock at the last reading."""
        return self._clock

    @property
    def last_event(self) -> Event:
        """The newest event, stored or waiting."""
        return self._last

    @property
    def all_saved(self) -> bool:
        """Whether everything the candidate did is stored."""
        return not self._waiting

    @property
    def unsaved(self) -> frozenset[int]:
        """The positions whose answer or marks wait to be stored."""
        return frozenset(int(event.body["position"]) for event in self._waiting if "position" in event.body)

    def record(self, kind: EventKind, reading: ClockReading, **body: Any) -> AttemptState:
        """Make one intent an event at this moment, store it, and return the state after it.

        When no time is left, only the submission (and a return from away) is still taken.
        """
        self._advance(reading)
        if self._clock.expired and kind not in (EventKind.SUBMITTED, EventKind.RESUMED):
            return self._state
        self._append(kind, reading, body)
        return self._state

    def tick(self, reading: ClockReading) -> tuple[ClockNote, ...]:
        """Let time pass; writes the heartbeat when due, and tries again what waits to be stored."""
        notes = self._advance(reading)
        if self._clock.consumed_ms - self._last.elapsed_ms >= HEARTBEAT_MS:
            if self._waiting:
                self._store_waiting()
            else:
                self._append(EventKind.CLOCK, reading, clock_body(reading))
        return notes

    def retry(self) -> bool:
        """Try to store what waits; returns whether all is saved now."""
        self._store_waiting()
        return self.all_saved

    def _advance(self, reading: ClockReading) -> tuple[ClockNote, ...]:
        if self._state.stage is Stage.ENDED:
            return ()
        self._clock, notes = self._clock.advanced(reading)
        for note in notes:
            self._append(EventKind.CLOCK_NOTE, reading, {**note.to_body(), **clock_body(reading)})
        return notes

    def _append(self, kind: EventKind, reading: ClockReading, body: Mapping[str, Any]) -> None:
        elapsed_ms = min(self._clock.consumed_ms, self._clock.limit_ms)
        event = chain(self._last, kind, body, elapsed_ms, reading.wall_ms)
        self._state = apply(self._state, event)
        self._last = event
        self._waiting.append(event)
        self._store_waiting()

    def _store_waiting(self) -> None:
        while self._waiting:
            try:
                self._journal.append(self._state.attempt_id, self._waiting[0])
            except StoreError as fault:
                self.fault = fault
                return
            self._waiting.pop(0)
        self.fault = None


def begin(
    journal: JournalWriter,
    start: Mapping[str, Any],
    limit_ms: int,
    policy: GracePolicy,
    reading: ClockReading,
) -> Sitting:
    """A new sitting: its first event is stored before this returns.

    `start` names attempt, candidate, form, questions (their number) and time_factor. Raises
    StoreError where the start cannot be stored: nobody begins on a disk that takes nothing.
    """
    body = {**start, "limit_ms": limit_ms, **clock_body(reading)}
    first = chain(None, EventKind.STARTED, body, 0, reading.wall_ms)
    journal.append(str(start["attempt"]), first)
    return Sitting(journal, [first], start_clock(limit_ms, policy, reading))


def resume(
    journal: JournalWriter, events: Sequence[Event], policy: GracePolicy, reading: ClockReading
) -> tuple[Sitting, ClockNote]:
    """The sitting after the program was away, and the absence with what of it counted.

    The return is an event of the journal. Where no time is left the caller submits what stands.
    """
    state = replay(events)
    clock, note = resume_clock(state.limit_ms, policy, state.checkpoint, reading)
    sitting = Sitting(journal, events, clock)
    sitting.record(EventKind.RESUMED, reading, **note.to_body(), **clock_body(reading))
    return sitting, note
