"""The desk of the readiness check: its panel, its sitting, and what it came to."""

from __future__ import annotations

from cmas_desktop.desk_parts import Making, Parts, finished_at
from cmas_desktop.engine.attempt import replay
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.readiness import MOST, readiness_result
from cmas_desktop.store.attempts import Standing, attempts
from cmas_desktop.ui.ports import Enrollment, OpenSitting, PastCheck, Prepared

MINUTE_MS = 60_000


class ReadinessDesk:
    """Everything that a window or command can ask of readiness checks."""

    def __init__(self, parts: Parts) -> None:
        """Serve from these parts."""
        self._parts = parts

    @property
    def minutes(self) -> int:
        """The time for the longest check at the pace of the examination, in whole minutes."""
        blueprint = self._parts.shelf.blueprint
        return round(blueprint.clock.minutes * MOST / blueprint.scored)

    @property
    def taken(self) -> int:
        """How many checks were ended."""
        return len(self._ended())

    def maker(self, enrollment: Enrollment) -> Making:
        """The making of a panel of which this candidate has seen as little as can be."""
        return self._parts.making(enrollment, Purpose.READINESS)

    def begin(self, enrollment: Enrollment, prepared: Prepared) -> OpenSitting:
        """Begin the check: the clock runs when this returns."""
        limit_ms = round(self.minutes * MINUTE_MS * enrollment.time_factor)
        return self._parts.begin(enrollment, prepared, limit_ms)

    def outcome(self, attempt_id: str) -> PastCheck:
        """The outcome of an ended check, made anew from its journal and its panel."""
        events = self._parts.events(attempt_id)
        state = replay(events)
        form, _items = self._parts.form(state.form_id)
        answers = tuple(question.answer for question in state.questions)
        result = readiness_result(form, answers, self._parts.shelf.blueprint)
        return PastCheck(
            attempt_id=attempt_id,
            candidate=state.candidate,
            finished_at=finished_at(events[-1].wall_ms),
            result=result,
            ended_by=state.ended_by,
            used_ms=state.elapsed_ms,
            repeats=form.repeats,
        )

    def history(self) -> tuple[PastCheck, ...]:
        """The ended checks, newest first."""
        return tuple(self.outcome(attempt_id) for attempt_id in self._ended())

    def _ended(self) -> list[str]:
        return [
            attempt.id
            for attempt in attempts(self._parts.database)
            if attempt.purpose is Purpose.READINESS and attempt.standing is Standing.SUBMITTED
        ]
