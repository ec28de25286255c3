"""What the desks share: bank, store and clock, and how an attempt is begun, gone on with and read."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cmas_desktop.apart import Progress, assemble_errand
from cmas_desktop.bank.item_json import item_from_json, item_to_json
from cmas_desktop.engine.attempt import AttemptState, Stage, replay
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.form import Form, Purpose
from cmas_desktop.engine.form_json import form_from_json
from cmas_desktop.engine.items import Item
from cmas_desktop.engine.journal import Event
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.sitting import Sitting, begin, resume
from cmas_desktop.engine.timing import NS_PER_MS, ClockReading, ExamClock, GracePolicy, start_clock
from cmas_desktop.shelf import Shelf, request_of
from cmas_desktop.store.attempts import Attempt, create_attempt
from cmas_desktop.store.database import Database
from cmas_desktop.store.exposures import earlier_forms, exposures, uses
from cmas_desktop.store.forms import read_form, save_form
from cmas_desktop.store.journals import Journals
from cmas_desktop.ui.ports import Enrollment, OpenSitting, Prepared


@dataclass(slots=True)
class Parts:
    """Bank, store, clock and seeds of one data folder. The shelf changes when difficulties are accepted."""

    shelf: Shelf
    database: Database
    journals: Journals
    clock: Callable[[], ClockReading]
    seed: Callable[[], int]

    @property
    def grace(self) -> GracePolicy:
        """How much time away is free."""
        clock = self.shelf.blueprint.clock
        return GracePolicy(clock.grace_seconds * 1000, clock.grace_total_seconds * 1000)

    def making(self, enrollment: Enrollment, purpose: Purpose) -> Making:
        """The making of a form or panel of which this candidate has seen as little as can be."""
        request = request_of(
            self.shelf,
            self.seed(),
            enrollment.questions,
            exposures=exposures(self.database, enrollment.candidate),
            uses=uses(self.database),
            earlier=earlier_forms(self.database, enrollment.candidate),
        )
        return Making(self.shelf, request, purpose)

    def begin(self, enrollment: Enrollment, prepared: Prepared, limit_ms: int) -> OpenSitting:
        """Begin an attempt: form and attempt are kept, and the clock runs when this returns."""
        form, reading = prepared.form, self.clock()
        items = {item_id: item_to_json(item) for item_id, item in prepared.items.items()}
        form, stored = save_form(self.database, form, items, reading.wall_ms)
        attempt = Attempt(
            id=f"{datetime.now(UTC):%Y%m%d}-{uuid.uuid4().hex[:10]}",
            candidate=enrollment.candidate,
            form_id=form.id,
            exam_title=self.shelf.blueprint.exam_title,
            created=reading.wall_ms,
            limit_ms=limit_ms,
            time_factor=enrollment.time_factor,
            purpose=form.purpose,
        )
        create_attempt(self.database, attempt)
        start = {
            "attempt": attempt.id,
            "candidate": attempt.candidate,
            "exam_title": attempt.exam_title,
            "form": form.id,
            "purpose": form.purpose.value,
            "questions": len(form.questions),
            "time_factor": attempt.time_factor,
        }
        sitting = begin(self.journals, start, limit_ms, self.grace, reading)
        return OpenSitting(sitting, form, _items(stored))

    def resume(self, attempt_id: str) -> OpenSitting:
        """Go on with an attempt where its journal ends."""
        events = self.events(attempt_id)
        state = replay(events)
        form, items = self.form(state.form_id)
        if state.stage is Stage.ENDED:
            return OpenSitting(Sitting(self.journals, events, self._stopped(state)), form, items)
        sitting, absence = resume(self.journals, events, self.grace, self.clock())
        return OpenSitting(sitting, form, items, absence)

    def events(self, attempt_id: str) -> list[Event]:
        """The journal of an attempt, verified."""
        events = self.journals.events(attempt_id)
        if not events:
            raise CmasError(f"There is no attempt {attempt_id} in this data folder.")
        return events

    def form(self, form_id: str) -> tuple[Form, Mapping[str, Item]]:
        """A stored form with its items."""
        form, items = read_form(self.database, form_id)
        return form, _items(items)

    def _stopped(self, state: AttemptState) -> ExamClock:
        clock = start_clock(state.limit_ms, self.grace, self.clock())
        return replace(clock, consumed_ns=state.elapsed_ms * NS_PER_MS)


class Making:
    """The making of a form, in a process of its own: call it in the background; `cancel` stops it."""

    def __init__(self, shelf: Shelf, request: FormRequest, purpose: Purpose) -> None:
        """Nothing happens before the call."""
        self._shelf = shelf
        self._errand = assemble_errand(shelf, request, purpose)

    def __call__(self, progress: Progress | None = None) -> Prepared:
        """The form with its items; raises AssemblyError, or CancelledError once cancelled."""
        form = form_from_json(self._errand.run(progress))
        items = self._shelf.bank.items(question.item_id for question in form.questions)
        return Prepared(form, {item.id: item for item in items})

    def cancel(self) -> None:
        """Stop it from another thread."""
        self._errand.cancel()


def finished_at(wall_ms: int) -> str:
    """A moment as ISO 8601 text with the offset of this computer."""
    return datetime.fromtimestamp(wall_ms / 1000).astimezone().isoformat(timespec="seconds")


def _items(stored: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Item]:
    return {item_id: item_from_json(data) for item_id, data in stored.items()}
