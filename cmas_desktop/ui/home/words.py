"""How the home screens say things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cmas_desktop.engine.result_words import MONTHS
from cmas_desktop.ui.ports import PastAttempt


def date_words(iso: str) -> str:
    """A moment (ISO 8601) as a person says it, in this computer's time zone: Nov 24, 2026, 2:05 PM."""
    moment = datetime.fromisoformat(iso).astimezone()
    hour, half = moment.hour % 12 or 12, "AM" if moment.hour < 12 else "PM"
    return f"{MONTHS[moment.month - 1][:3]} {moment.day}, {moment.year}, {hour}:{moment:%M} {half}"


def attempts_words(attempts: Sequence[PastAttempt]) -> str:
    """One sentence about what was done so far."""
    if not attempts:
        return "None yet. The first one shows where you stand, so take it before you feel ready."
    passed = sum(1 for attempt in attempts if attempt.passed)
    best = max(attempt.shown for attempt in attempts)
    count = "1 attempt" if len(attempts) == 1 else f"{len(attempts)} attempts"
    return f"{count}, {passed} passed; best score {best}."
