"""Builders for tests above the rooms: a desk on a fresh data folder, with a clock in the test's hand."""

from __future__ import annotations

from pathlib import Path

from sittings import HandClock

from cmas_desktop.desk import ExamDesk, open_desk
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.places import resources_folder
from cmas_desktop.ui.ports import Enrollment

ADA = Enrollment("Ada Ng", 200)


def open_here(folder: Path, hand: HandClock | None = None, seed: int = 11) -> ExamDesk:
    """The desk of this data folder."""
    return open_desk(resources_folder(), folder, hand or HandClock(), seed)


def begun(desk: ExamDesk, enrollment: Enrollment = ADA):
    """An exam that has just begun."""
    return desk.begin(enrollment, desk.maker(enrollment)())


def sat(desk: ExamDesk, hand: HandClock, right: int = 150, enrollment: Enrollment = ADA):
    """A finished exam with this many questions right, from the first on."""
    opened = begun(desk, enrollment)
    for place, slot in enumerate(opened.form.questions):
        option = slot.key if place < right else (slot.key + 1) % 4
        opened.sitting.record(EventKind.SHOWN, hand.run(1_000), position=place)
        opened.sitting.record(EventKind.CHOSEN, hand.run(20_000), position=place, option=option)
    opened.sitting.record(EventKind.SUBMITTED, hand.run(1_000), by="candidate")
    return opened, desk.finish(opened.sitting)
