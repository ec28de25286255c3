"""The desk: bank, store, report and clock behind the one interface that window, commands and demo use."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmas_desktop.apart import typeset_apart
from cmas_desktop.desk_parts import Making, Parts, finished_at
from cmas_desktop.engine.attempt import AttemptState, Stage, replay
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.journal import Event
from cmas_desktop.engine.readiness import MOST
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.scoring import AnswerSheet, score
from cmas_desktop.engine.sitting import Sitting
from cmas_desktop.engine.timing import ClockReading
from cmas_desktop.gate_file import GATE, read_gate
from cmas_desktop.guard.clock import system_clock
from cmas_desktop.readiness_desk import ReadinessDesk
from cmas_desktop.settings_file import read_settings, write_settings
from cmas_desktop.shelf import Shelf, open_shelf
from cmas_desktop.store.attempts import Standing, attempts, unfinished
from cmas_desktop.store.backups import daily_copy
from cmas_desktop.store.database import Database
from cmas_desktop.store.exposures import exposures
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.recovery import Recovery, open_or_rebuild
from cmas_desktop.store.results import history, read_result, save_result, unscored
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.ports import (
    AnswerSheetView,
    Enrollment,
    OpenSitting,
    PastAttempt,
    Prepared,
    Unfinished,
)

if TYPE_CHECKING:
    from cmas_desktop.author_desk import AuthorDesk

_log = logging.getLogger(__name__)

SETTINGS = "settings.json"
SEED_LIMIT = 2**31


class ExamDesk(AbstractContextManager["ExamDesk"]):
    """Everything that window, commands and demo can ask for. See `ui.ports.Desk` for what the window sees."""

    def __init__(
        self,
        shelf: Shelf,
        database: Database,
        recovery: Recovery | None,
        clock: Callable[[], ClockReading],
        seed: Callable[[], int],
    ) -> None:
        """Serve from these parts."""
        self._parts = Parts(shelf, database, Journals(database), clock, seed)
        self._recovery = recovery
        self.readiness = ReadinessDesk(self._parts)

    def __exit__(self, *fault: object) -> None:
        """Close the data folder."""
        self.close()

    def close(self) -> None:
        """Close the data folder."""
        self._parts.database.close()

    @property
    def blueprint(self) -> Blueprint:
        """The examination."""
        return self._parts.shelf.blueprint

    @property
    def notice(self) -> str:
        """A sentence about a second copy that fails or a rebuild at this start, or nothing."""
        fault = self._parts.journals.copy_fault
        if fault is not None:
            return str(fault)
        return self._recovery.sentence if self._recovery else ""

    @property
    def authoring(self) -> AuthorDesk:
        """The desk of authors and instructors; it is loaded when it is first asked for."""
        from cmas_desktop.author_desk import AuthorDesk

        return AuthorDesk(self._parts)

    def read_clock(self) -> ClockReading:
        """The system's clocks now."""
        return self._parts.clock()

    def settings(self) -> Settings:
        """The person's choices."""
        return read_settings(self._parts.database.folder / SETTINGS)

    def keep_settings(self, settings: Settings) -> None:
        """Keep the person's choices; where that fails they hold for this run only."""
        try:
            write_settings(self._parts.database.folder / SETTINGS, settings)
        except OSError:
            _log.warning("The settings could not be written", exc_info=True)

    # Before the exam

    def maker(self, enrollment: Enrollment) -> Making:
        """The making of a form this candidate has seen least of; it touches no database."""
        return self._parts.making(enrollment, Purpose.EXAM)

    def begin(self, enrollment: Enrollment, prepared: Prepared) -> OpenSitting:
        """Begin the attempt: form and attempt are kept, and the clock runs when this returns."""
        limit_ms = round(self.blueprint.clock.minutes * 60_000 * enrollment.time_factor)
        return self._parts.begin(enrollment, prepared, limit_ms)

    def resume(self, attempt_id: str) -> OpenSitting:
        """Go on with an attempt where its journal ends."""
        return self._parts.resume(attempt_id)

    # After it

    def finish(self, sitting: Sitting) -> Result:
        """Score a submitted attempt; the result is kept."""
        return self._score(sitting.state, sitting.last_event)

    def result(self, attempt_id: str) -> Result:
        """The result of a finished attempt; one that is missing is scored from its journal."""
        if attempt_id in unscored(self._parts.database):
            events = self.events(attempt_id)
            return self._score(replay(events), events[-1])
        return read_result(self._parts.database, attempt_id)

    def answers(self, attempt_id: str) -> AnswerSheetView:
        """The answers of a finished attempt."""
        state = replay(self.events(attempt_id))
        return AnswerSheetView(state, *self._parts.form(state.form_id))

    def report_writer(self, result: Result, target: Path) -> Callable[[], Path]:
        """A function that writes the PDF report there."""
        return lambda: typeset_apart(result, target.absolute(), self._parts.shelf.resources)

    def history(self) -> tuple[PastAttempt, ...]:
        """Finished attempts, newest first; those handed in just before the program died are scored now."""
        for attempt_id in unscored(self._parts.database):
            try:
                self.result(attempt_id)
            except CmasError:
                _log.warning("Attempt %s could not be scored", attempt_id, exc_info=True)
        return tuple(
            PastAttempt(row.attempt_id, row.candidate, row.finished_at, row.shown, row.passed, row.fractions)
            for row in history(self._parts.database)
        )

    def unfinished(self) -> Unfinished | None:
        """The newest attempt that was begun and not submitted."""
        for attempt in unfinished(self._parts.database):
            state = replay(self.events(attempt.id))
            left = attempt.standing is Standing.LEFT
            asked = sum(question.seen for question in state.questions)
            return Unfinished(
                attempt_id=attempt.id,
                candidate=attempt.candidate,
                position=state.position if attempt.purpose is Purpose.EXAM else max(0, asked - 1),
                questions=len(state.questions) if attempt.purpose is Purpose.EXAM else MOST,
                left=left,
                purpose=attempt.purpose,
            )
        return None

    # As plain data

    def events(self, attempt_id: str) -> list[Event]:
        """The journal of an attempt, verified."""
        return self._parts.events(attempt_id)

    def attempts(self) -> list[dict[str, Any]]:
        """Every attempt in short, newest first."""
        begun = (one for one in attempts(self._parts.database) if one.standing is not Standing.CREATED)
        return [self._in_short(attempt.id) for attempt in begun]

    def attempt(self, attempt_id: str) -> dict[str, Any]:
        """An attempt with its answers and all its events."""
        events = self.events(attempt_id)
        state = replay(events)
        form, _items = self._parts.form(state.form_id)
        answers = [
            {"position": place, "item": slot.item_id, "option": one.answer, "flagged": one.flagged}
            for place, (slot, one) in enumerate(zip(form.questions, state.questions, strict=True))
        ]
        return {
            **self._in_short(attempt_id),
            "elapsed_ms": state.elapsed_ms,
            "limit_ms": state.limit_ms,
            "current": state.position,
            "answers": answers,
            "events": [event.to_mapping() for event in events],
        }

    def back_up(self) -> None:
        """The copy of the day, once; a copy that cannot be made is no reason to stop."""
        try:
            daily_copy(self._parts.database, date.today())
        except CmasError:
            _log.warning("The daily copy of the database could not be made", exc_info=True)

    # Inside

    def _in_short(self, attempt_id: str) -> dict[str, Any]:
        state = replay(self.events(attempt_id))
        return {
            "id": attempt_id,
            "candidate": state.candidate,
            "state": "finished" if state.stage is Stage.ENDED else "unfinished",
            "questions": len(state.questions),
            "answered": len(state.questions) - state.blank,
            "flagged": state.flagged,
        }

    def _score(self, state: AttemptState, last: Event) -> Result:
        form, _items = self._parts.form(state.form_id)
        sheet = AnswerSheet(
            attempt_id=state.attempt_id,
            candidate=state.candidate,
            finished_at=finished_at(last.wall_ms),
            answers=tuple(question.answer for question in state.questions),
            flagged=tuple(question.flagged for question in state.questions),
            question_ms=tuple(question.milliseconds for question in state.questions),
            used_ms=state.elapsed_ms,
            limit_ms=state.limit_ms,
            time_factor=state.time_factor,
            interruptions=state.interruptions,
            ended_by=state.ended_by,
            seen_before=frozenset(exposures(self._parts.database, state.candidate, before=state.attempt_id)),
            journal_hash=last.hash,
        )
        opened = read_gate(self._parts.database.folder / GATE)
        result = score(sheet, form, self.blueprint, opened)
        save_result(self._parts.database, result, last.wall_ms)
        return result


def open_desk(
    resources: Path,
    home: Path,
    clock: Callable[[], ClockReading] | None = None,
    seed: int | None = None,
) -> ExamDesk:
    """Open bank and data folder; raises CmasError with one sentence where that cannot be done.

    Clock and seed are the system's and random ones, unless a simulation brings its own.
    """
    shelf = open_shelf(resources, home)
    database, recovery = open_or_rebuild(home)

    def draw() -> int:
        return random.SystemRandom().randrange(SEED_LIMIT) if seed is None else seed

    return ExamDesk(shelf, database, recovery, clock or system_clock(), draw)
