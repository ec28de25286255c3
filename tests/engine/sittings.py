"""Builders for tests of attempts: readings of a clock that the test moves, and journals in memory."""

from __future__ import annotations

from dataclasses import replace

from cmas_desktop.engine.errors import StoreError, StoreFullError
from cmas_desktop.engine.journal import Event
from cmas_desktop.engine.sitting import Sitting, begin
from cmas_desktop.engine.timing import ClockReading, GracePolicy

MS = 1_000_000
HOUR_MS = 3_600_000
POLICY = GracePolicy(each_ms=120_000, total_ms=600_000)
NOON_MS = 1_795_000_000_000


class HandClock:
    """A system clock that the test moves by hand."""

    def __init__(self):
        self.now = ClockReading("boot-1", 1_000 * MS, 5_000 * MS, NOON_MS)

    def __call__(self):
        return self.now

    def run(self, ms):
        """Time passes as usual."""
        now = self.now
        self.now = replace(
            now,
            active_ns=now.active_ns + ms * MS,
            inclusive_ns=now.inclusive_ns + ms * MS,
            wall_ms=now.wall_ms + ms,
        )
        return self.now

    def sleep(self, ms):
        """The computer sleeps: only the active clock stands still."""
        self.now = replace(
            self.now, inclusive_ns=self.now.inclusive_ns + ms * MS, wall_ms=self.now.wall_ms + ms
        )
        return self.now

    def set_wall(self, ms):
        """Somebody sets the wall clock forward or back."""
        self.now = replace(self.now, wall_ms=self.now.wall_ms + ms)
        return self.now

    def reboot(self, away_ms):
        """The computer was started anew after this time."""
        self.now = ClockReading("boot-2", 7 * MS, 7 * MS, self.now.wall_ms + away_ms)
        return self.now


class ListJournal:
    """A journal in memory that can be told to be full."""

    def __init__(self):
        self.events: list[Event] = []
        self.fault: StoreError | None = None

    def append(self, attempt_id, event):
        if self.fault is not None:
            raise self.fault
        self.events.append(event)

    def fill_disk(self):
        self.fault = StoreFullError("The disk is full.")

    def make_room(self):
        self.fault = None


def started(clock, journal, questions=5, limit_ms=2 * HOUR_MS) -> Sitting:
    """A sitting of `questions` questions that has just begun."""
    start = {
        "attempt": "a-1",
        "candidate": "Ada Ng",
        "form": "f-1",
        "questions": questions,
        "time_factor": 1.0,
    }
    return begin(journal, start, limit_ms, POLICY, clock())
