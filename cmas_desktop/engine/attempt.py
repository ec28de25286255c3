"""The attempt: what a journal says, folded into the state that the screen and the score read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cmas_desktop.engine.errors import JournalError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.journal import Event, EventKind, canonical
from cmas_desktop.engine.timing import ClockCheckpoint


class Stage(StrEnum):
    """Where the candidate is."""

    QUESTION = "question"
    REVIEW = "review"
    ENDED = "ended"


class Status(StrEnum):
    """A question as the navigator and the review screen name it."""

    COMPLETE = "Complete"
    INCOMPLETE = "Incomplete"
    UNSEEN = "Unseen"


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What the candidate did with one question. `answer` is the authored index of the option."""

    answer: int | None = None
    struck: frozenset[int] = frozenset()
    flagged: bool = False
    seen: bool = False
    milliseconds: int = 0
    changes: int = 0

    @property
    def status(self) -> Status:
        """Complete when answered, incomplete when only seen, else unseen."""
        if self.answer is not None:
            return Status.COMPLETE
        return Status.INCOMPLETE if self.seen else Status.UNSEEN


@dataclass(frozen=True, slots=True)
class AttemptState:
    """One attempt at one moment: a pure function of its journal."""

    attempt_id: str
    candidate: str
    form_id: str
    limit_ms: int
    time_factor: float
    questions: tuple[QuestionState, ...]
    checkpoint: ClockCheckpoint
    stage: Stage = Stage.QUESTION
    position: int = 0
    elapsed_ms: int = 0
    time_hidden: bool = False
    interruptions: int = 0
    away_ms: int = 0
    ended_by: str = ""
    purpose: Purpose = Purpose.EXAM

    @property
    def current(self) -> QuestionState:
        """The question the candidate is on, or was on before going to the review screen."""
        return self.questions[self.position]

    @property
    def blank(self) -> int:
        """How many questions have no answer."""
        return sum(1 for question in self.questions if question.answer is None)

    @property
    def flagged(self) -> int:
        """How many questions are flagged for review."""
        return sum(1 for question in self.questions if question.flagged)

    def to_text(self) -> str:
        """The state as canonical text: equal on every machine that replays the same journal."""
        return canonical(
            {
                "attempt": self.attempt_id,
                "candidate": self.candidate,
                "form": self.form_id,
                "limit_ms": self.limit_ms,
                "time_factor": self.time_factor,
                "stage": self.stage.value,
                "position": self.position,
                "elapsed_ms": self.elapsed_ms,
                "interruptions": self.interruptions,
                "away_ms": self.away_ms,
                "ended_by": self.ended_by,
                "purpose": self.purpose.value,
                "questions": [
                    [q.answer, sorted(q.struck), q.flagged, q.seen, q.milliseconds, q.changes]
                    for q in self.questions
                ],
            }
        )


def replay(events: Iterable[Event]) -> AttemptState:
    """The state after all events; raises JournalError where the journal is empty or contradicts itself."""
    state: AttemptState | None = None
    for event in events:
        state = apply(state, event)
    if state is None:
        raise JournalError("The journal is empty.")
    return state


def apply(state: AttemptState | None, event: Event) -> AttemptState:
    """The state after one more event (None: before the first)."""
    if state is None:
        if event.kind is not EventKind.STARTED:
            raise JournalError("A journal begins with its start.")
        return _started(event)
    if state.stage is Stage.ENDED or event.kind is EventKind.STARTED:
        raise JournalError(f"Entry {event.seq} ({event.kind.value}) cannot follow.")
    try:
        after = _CHANGES[event.kind](_timed(state, event), event.body)
    except (KeyError, IndexError, TypeError, ValueError) as fault:
        raise JournalError(f"Entry {event.seq} ({event.kind.value}) makes no sense: {fault}.") from fault
    return replace(after, elapsed_ms=event.elapsed_ms, checkpoint=_checkpoint(after, event))


def _started(event: Event) -> AttemptState:
    body = event.body
    try:
        return AttemptState(
            attempt_id=str(body["attempt"]),
            candidate=str(body["candidate"]),
            form_id=str(body["form"]),
            limit_ms=int(body["limit_ms"]),
            time_factor=float(body["time_factor"]),
            questions=(QuestionState(),) * int(body["questions"]),
            checkpoint=ClockCheckpoint(
                str(body["boot"]), int(body["inclusive_ms"]), event.wall_ms, event.elapsed_ms, 0
            ),
            purpose=Purpose(body.get("purpose", Purpose.EXAM)),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise JournalError(f"The start of the journal lacks {fault}.") from fault


def _timed(state: AttemptState, event: Event) -> AttemptState:
    """The time since the last event, booked to the question on screen (absences are nobody's)."""
    away = event.kind is EventKind.RESUMED or event.kind is EventKind.CLOCK_NOTE
    passed = event.elapsed_ms - state.elapsed_ms - (int(event.body.get("counted_ms", 0)) if away else 0)
    if state.stage is not Stage.QUESTION or passed <= 0:
        return state
    return _question(state, milliseconds=state.current.milliseconds + passed)


def _checkpoint(state: AttemptState, event: Event) -> ClockCheckpoint:
    """The clock carried to this event: read anew where the event has a reading, else moved on."""
    last = state.checkpoint
    body = event.body
    if "boot" in body:
        boot, inclusive_ms = str(body["boot"]), int(body["inclusive_ms"])
    else:
        boot, inclusive_ms = last.boot_id, last.inclusive_ms + event.elapsed_ms - last.consumed_ms
    free_ms = int(body.get("size_ms", 0)) - int(body.get("counted_ms", 0)) if _is_absence(body) else 0
    return ClockCheckpoint(boot, inclusive_ms, event.wall_ms, event.elapsed_ms, last.free_used_ms + free_ms)


def _is_absence(body: Mapping[str, Any]) -> bool:
    return body.get("note") in ("gap", "sleep")


def _question(state: AttemptState, **changes: Any) -> AttemptState:
    position = state.position
    questions = state.questions
    changed = replace(questions[position], **changes)
    return replace(state, questions=(*questions[:position], changed, *questions[position + 1 :]))


def _at(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    """The state moved to the position that the event names (flags can be set from the review screen)."""
    position = int(body.get("position", state.position))
    if not 0 <= position < len(state.questions):
        raise IndexError(f"there is no question {position + 1}")
    return replace(state, position=position)


def _shown(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    return _question(replace(_at(state, body), stage=Stage.QUESTION), seen=True)


def _chosen(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    state, option = _at(state, body), int(body["option"])
    current = state.current
    changed = current.changes + (current.answer is not None and current.answer != option)
    return _question(state, answer=option, struck=current.struck - {option}, changes=changed)


def _cleared(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    state = _at(state, body)
    return _question(state, answer=None, changes=state.current.changes + 1)


def _struck(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    state = _at(state, body)
    return _question(state, struck=state.current.struck | {int(body["option"])})


def _unstruck(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    state = _at(state, body)
    return _question(state, struck=state.current.struck - {int(body["option"])})


def _flag(on: bool) -> Callable[[AttemptState, Mapping[str, Any]], AttemptState]:
    def change(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
        return replace(_question(_at(state, body), flagged=on), position=state.position)

    return change


def _noted(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    return replace(state, away_ms=state.away_ms + (int(body["size_ms"]) if _is_absence(body) else 0))


def _resumed(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    return replace(_noted(state, body), interruptions=state.interruptions + 1)


def _same(state: AttemptState, body: Mapping[str, Any]) -> AttemptState:
    return state


_CHANGES: Mapping[EventKind, Callable[[AttemptState, Mapping[str, Any]], AttemptState]] = {
    EventKind.SHOWN: _shown,
    EventKind.CHOSEN: _chosen,
    EventKind.CLEARED: _cleared,
    EventKind.STRUCK: _struck,
    EventKind.UNSTRUCK: _unstruck,
    EventKind.FLAGGED: _flag(True),
    EventKind.UNFLAGGED: _flag(False),
    EventKind.REVIEWING: lambda state, body: replace(state, stage=Stage.REVIEW),
    EventKind.CLOCK: _same,
    EventKind.CLOCK_NOTE: _noted,
    EventKind.TIME_HIDDEN: lambda state, body: replace(state, time_hidden=True),
    EventKind.TIME_SHOWN: lambda state, body: replace(state, time_hidden=False),
    EventKind.LEFT: _same,
    EventKind.RESUMED: _resumed,
    EventKind.SUBMITTED: lambda state, body: replace(state, stage=Stage.ENDED, ended_by=str(body["by"])),
}
