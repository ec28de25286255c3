"""Builders for tests of the exam screen: a small form, a sitting on it, and the widgets around them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sittings import HOUR_MS, POLICY, HandClock, ListJournal

from cmas_desktop.engine.blueprint import ClockRules
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.items import Cognitive, Exhibit, Item, ItemStatus
from cmas_desktop.engine.sitting import begin
from cmas_desktop.ui.delivery.presenter import ExamPresenter
from cmas_desktop.ui.theme.icons import Icons
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.theme.theme import Theme, theme_for

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
RULES = ClockRules(120, 5, (30, 15, 5, 1), 5, 120, 600, (1.0, 1.5))
LEDGER = Exhibit(
    kind="ledger",
    title="Ledger <1>",
    alt="A charge of 10.00.",
    fields=(("Patient", "Ng & Sons"),),
    columns=("Date", "Charge"),
    align="lr",
    rows=(("03/02", "10.00"), ("03/05", "")),
    note="First line.\nSecond line.",
)


def look(name="light", size=1.0) -> Look:
    return Look(theme_for(name, size, 768), Icons(RESOURCES / "icons"))


def plain_theme() -> Theme:
    return theme_for("light", 1.0, 768)


def item(number: int, exhibit: Exhibit | None = None) -> Item:
    return Item(
        id=f"q{number}",
        domain="d1",
        subarea="d1-a",
        cognitive=Cognitive.RECALL,
        stem=f"Stem number {number}?",
        options=tuple(f"option {number}{letter}" for letter in "abcd"),
        key=0,
        rationale=tuple(f"because {number}{letter}" for letter in "abcd"),
        reference=f"Source {number}",
        angoff=(0.7, 0.7, 0.7),
        status=ItemStatus.SCORED,
        reviewed=date(2026, 11, 1),
        exhibit=exhibit,
    )


def small_form(count=5, order=(2, 0, 3, 1)) -> tuple[Form, dict[str, Item]]:
    """A form whose options are shown in another order than they were authored."""
    items = {f"q{number}": item(number, LEDGER if number == 2 else None) for number in range(1, count + 1)}
    questions = tuple(FormQuestion(key, "d1", "d1-a", True, 0.0, 0, order) for key in items)
    return Form("f-1", "tiny", 1, questions, "hash", "none"), items


def exam(count=5, limit_ms=2 * HOUR_MS) -> tuple[ExamPresenter, HandClock, ListJournal]:
    """A presenter of a sitting that has just begun, with the clock and the journal in the test's hands."""
    hand, journal = HandClock(), ListJournal()
    form, items = small_form(count)
    start = {"attempt": "a-1", "candidate": "Ada Ng", "form": "f-1", "questions": count, "time_factor": 1.0}
    sitting = begin(journal, start, limit_ms, POLICY, hand())
    return ExamPresenter(sitting, form, items, RULES, hand), hand, journal
