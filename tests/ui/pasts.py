"""Builders for tests of the home screens: finished attempts and one that waits."""

from __future__ import annotations

from cmas_desktop.ui.ports import PastAttempt, Unfinished

LONG_NAME = "Maria-Magdalena Wilhelmina Konstantinopoulou-Featherstonehaugh von und zu Hohenschwangau"


def past(number: int = 1, shown: int = 74, candidate: str = "Ada Ng", share: float = 0.75) -> PastAttempt:
    """A finished attempt on this day of November 2026, with the same share right in every domain."""
    return PastAttempt(
        attempt_id=f"a-{number}",
        candidate=candidate,
        finished_at=f"2026-11-{number:02d}T21:05:09+00:00",
        shown=shown,
        passed=shown >= 70,
        fractions={f"d{place}": share for place in range(1, 9)},
    )


def many(count: int) -> tuple[PastAttempt, ...]:
    """Attempts with scores rising by one a day, newest first."""
    return tuple(past(number, 50 + number) for number in range(count, 0, -1))


def waiting(left: bool = True) -> Unfinished:
    """An attempt that stopped on its 42nd question."""
    return Unfinished("a-9", "Ada Ng", 41, 210, left)
