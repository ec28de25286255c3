"""Builders for tests of the store: forms with items, attempts, journals, an attempt begun in a database."""

from __future__ import annotations

from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.journal import EventKind, chain
from cmas_desktop.store.attempts import Attempt, create_attempt
from cmas_desktop.store.forms import save_form
from cmas_desktop.store.journals import Journals

NOON_MS = 1_795_000_000_000
LIMIT_MS = 7_200_000


def form_of(*item_ids, form_id="f-1", bank_hash="ab" * 32) -> Form:
    """A form of these items, all scored."""
    questions = tuple(
        FormQuestion(item, "d1", "d1-term", True, -0.81, number % 4, (2, 0, 3, 1))
        for number, item in enumerate(item_ids)
    )
    return Form(form_id, "cmas", 914_207, questions, bank_hash, "HiGHS 1.15", ("the TCC band",), 2)


def items_of(form: Form) -> dict[str, dict]:
    """Plain items under the form's ids."""
    return {q.item_id: {"id": q.item_id, "stem": f"What is {q.item_id}?"} for q in form.questions}


FORM = form_of("i-1", "i-2", "i-3", "i-4")


def attempt_of(attempt_id="a-1", candidate="Ada Ng", form=FORM, created=NOON_MS) -> Attempt:
    """An attempt at a form."""
    return Attempt(attempt_id, candidate, form.id, "CMAS Practice Examination", created, LIMIT_MS, 1.5)


def journal_of(attempt: Attempt, *steps, questions=4):
    """A journal: its start, then steps (kind, body)."""
    start = {
        "attempt": attempt.id,
        "candidate": attempt.candidate,
        "form": attempt.form_id,
        "questions": questions,
        "time_factor": attempt.time_factor,
        "limit_ms": attempt.limit_ms,
        "boot": "boot-1",
        "inclusive_ms": 5,
    }
    events = [chain(None, EventKind.STARTED, start, 0, attempt.created)]
    for number, (kind, body) in enumerate(steps, start=1):
        events.append(chain(events[-1], kind, body, 1000 * number, attempt.created + 1000 * number))
    return events


def shown(position):
    return EventKind.SHOWN, {"position": position}


def chosen(position, option=1):
    return EventKind.CHOSEN, {"position": position, "option": option}


SUBMIT = (EventKind.SUBMITTED, {"by": "candidate"})
STEPS = (shown(0), chosen(0), shown(1), chosen(1, 3), shown(2))


def begun(database, attempt: Attempt | None = None, *steps, form=FORM):
    """Store form, attempt and journal; returns the journal's events."""
    attempt = attempt or attempt_of(form=form)
    save_form(database, form, items_of(form), attempt.created)
    create_attempt(database, attempt)
    events = journal_of(attempt, *(steps or STEPS))
    Journals(database).extend(attempt.id, events)
    return events
