"""The exam clock: time consumed, kept from readings that are passed in, never from the wall clock alone.

Two clocks of the operating system are compared: one that stands still while the computer sleeps
(active) and one that goes on (inclusive). Exam time runs by the active clock; the difference is an
absence; the wall clock is only watched. The same rules serve an absence after a crash or a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

TOLERANCE_MS = 2_000
"""Clocks may differ by this much before a difference is called a sleep or a jump."""

UNKNOWN_GAP_MS = 24 * 3_600_000
"""After a restart only the wall clock bridges the gap; a longer gap than this is not believed."""

NS_PER_MS = 1_000_000


class NoteKind(StrEnum):
    """What the clock noticed beside the passing of time."""

    SLEEP = "sleep"
    WALL_JUMP = "wall-jump"
    GAP = "gap"
    GAP_UNKNOWN = "gap-unknown"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One look at the system's clocks. `boot_id` changes when the computer was started anew."""

    boot_id: str
    active_ns: int
    inclusive_ns: int
    wall_ms: int


@dataclass(frozen=True, slots=True)
class GracePolicy:
    """How much of an absence is free (milliseconds): of each one, and of all together."""

    each_ms: int
    total_ms: int

    def counted(self, absence_ms: int, free_used_ms: int) -> int:
        """How much of an absence runs against the exam time, when `free_used_ms` were free before."""
        return absence_ms - min(absence_ms, self.each_ms, max(0, self.total_ms - free_used_ms))


@dataclass(frozen=True, slots=True)
class ClockNote:
    """Something noticed: `size_ms` long (or far), of which `counted_ms` ran against the exam time."""

    kind: NoteKind
    size_ms: int
    counted_ms: int = 0

    def to_body(self) -> dict[str, Any]:
        """The note as the body of a journal event."""
        return {"note": self.kind.value, "size_ms": self.size_ms, "counted_ms": self.counted_ms}


@dataclass(frozen=True, slots=True)
class ExamClock:
    """Time consumed of a limit. Immutable: every reading gives a new clock."""

    limit_ms: int
    consumed_ns: int
    free_used_ms: int
    policy: GracePolicy
    last: ClockReading

    @property
    def consumed_ms(self) -> int:
        """Exam time used so far, in milliseconds."""
        return self.consumed_ns // NS_PER_MS

    @property
    def remaining_ms(self) -> int:
        """Exam time left, never below zero."""
        return max(0, self.limit_ms - self.consumed_ms)

    @property
    def expired(self) -> bool:
        """Whether no time is left."""
        return self.remaining_ms == 0

    def advanced(self, reading: ClockReading) -> tuple[ExamClock, tuple[ClockNote, ...]]:
        """The clock at a later reading of the same run, and what was noticed between the two."""
        active = max(0, reading.active_ns - self.last.active_ns)
        inclusive = max(active, reading.inclusive_ns - self.last.inclusive_ns)
        moved = replace(self, consumed_ns=self.consumed_ns + active, last=reading)
        notes = []
        asleep_ms = (inclusive - active) // NS_PER_MS
        if asleep_ms > TOLERANCE_MS:
            moved, note = moved._absent(NoteKind.SLEEP, asleep_ms)
            notes.append(note)
        jump_ms = reading.wall_ms - self.last.wall_ms - inclusive // NS_PER_MS
        if abs(jump_ms) > TOLERANCE_MS:
            notes.append(ClockNote(NoteKind.WALL_JUMP, jump_ms))
        return moved, tuple(notes)

    def _absent(self, kind: NoteKind, absence_ms: int) -> tuple[ExamClock, ClockNote]:
        counted = self.policy.counted(absence_ms, self.free_used_ms)
        clock = replace(
            self,
            consumed_ns=self.consumed_ns + counted * NS_PER_MS,
            free_used_ms=self.free_used_ms + absence_ms - counted,
        )
        return clock, ClockNote(kind, absence_ms, counted)


@dataclass(frozen=True, slots=True)
class ClockCheckpoint:
    """What the journal knew of the clock when the program stopped.

    `inclusive_ms` is the inclusive clock, carried forward to the last event.
    """

    boot_id: str
    inclusive_ms: int
    wall_ms: int
    consumed_ms: int
    free_used_ms: int


def start_clock(limit_ms: int, policy: GracePolicy, reading: ClockReading) -> ExamClock:
    """A clock that begins to run at this reading."""
    return ExamClock(limit_ms, 0, 0, policy, reading)


def resume_clock(
    limit_ms: int, policy: GracePolicy, checkpoint: ClockCheckpoint, reading: ClockReading
) -> tuple[ExamClock, ClockNote]:
    """The clock after the program was away, and the absence with what of it counts.

    In the same run of the computer the inclusive clock measures the gap; after a restart only the
    wall clock can. A gap that is negative or longer than a day is not believed: it costs nothing
    and is recorded as unknown.
    """
    if reading.boot_id == checkpoint.boot_id:
        gap_ms = reading.inclusive_ns // NS_PER_MS - checkpoint.inclusive_ms
    else:
        gap_ms = reading.wall_ms - checkpoint.wall_ms
    clock = ExamClock(limit_ms, checkpoint.consumed_ms * NS_PER_MS, checkpoint.free_used_ms, policy, reading)
    if gap_ms < 0 or (gap_ms > UNKNOWN_GAP_MS and reading.boot_id != checkpoint.boot_id):
        return clock, ClockNote(NoteKind.GAP_UNKNOWN, max(0, gap_ms))
    return clock._absent(NoteKind.GAP, gap_ms)


def clock_body(reading: ClockReading) -> Mapping[str, Any]:
    """What a journal event keeps of a reading, so that a later start can measure the gap."""
    return {"boot": reading.boot_id, "inclusive_ms": reading.inclusive_ns // NS_PER_MS}


def warning_due(warnings_minutes: tuple[int, ...], before_ms: int, now_ms: int) -> int | None:
    """The warning (minutes left) that was passed between two values of the time left, if any.

    Where several were passed at once the most urgent one is given.
    """
    passed = [minutes for minutes in warnings_minutes if now_ms <= minutes * 60_000 < before_ms]
    return min(passed, default=None)
