"""The desk of authors and instructors: the item report of finished attempts, and what is accepted of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cmas_desktop.apart import Errand, Progress, calibrate_errand
from cmas_desktop.bank import difficulties as accepted
from cmas_desktop.bank.difficulties import Acceptance, Difficulty
from cmas_desktop.desk_parts import Parts
from cmas_desktop.engine.attempt import replay
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.item_report import ItemReport, ReportLine, report_from_json
from cmas_desktop.engine.items import Item
from cmas_desktop.engine.stored_responses import FinishedAttempt
from cmas_desktop.gate_file import GATE, write_gate
from cmas_desktop.report.spreadsheet import write_item_report
from cmas_desktop.store.attempts import Standing, attempts


class AuthorDesk:
    """Everything that a window or command can ask about items and their difficulties."""

    def __init__(self, parts: Parts) -> None:
        """Serve from these parts."""
        self._parts = parts

    def reporter(self) -> Reporting:
        """The making of the item report; it runs in the background."""
        return Reporting(self._parts)

    def sheet_writer(self, report: ItemReport, target: Path) -> Callable[[], Path]:
        """A function that writes the report as a spreadsheet; it runs in the background."""
        return lambda: write_item_report(report, target.absolute())

    def item(self, item_id: str) -> Item:
        """One item of the bank, whole."""
        return self._parts.shelf.bank.item(item_id)

    def accept(self, lines: Sequence[ReportLine], by: str) -> int:
        """Let the proposals of these items hold for every form made from now on; returns their number.

        Raises BankError where they could not be kept: then those before still hold.
        """
        found = {
            line.item: Difficulty(line.proposal.b, line.proposal.b_error, line.proposal.responses)
            for line in lines
            if line.proposal
        }
        if not found:
            raise BankError("No proposal was chosen, so nothing was changed.")
        path = self._parts.database.folder / accepted.FILE
        now = datetime.now(UTC).isoformat(timespec="seconds")
        accepted.add_acceptance(path, Acceptance(now, by, found))
        held = accepted.in_force(accepted.read_acceptances(path))
        self._parts.shelf = replace(self._parts.shelf, difficulties=held)
        return len(found)


class Reporting:
    """The making of an item report, its calibration in a process of its own; `cancel` stops it."""

    def __init__(self, parts: Parts) -> None:
        """Nothing happens before the call."""
        self._parts = parts
        self._errand: Errand | None = None
        self._cancelled = False

    def __call__(self, progress: Progress | None = None) -> ItemReport:
        """The report; raises ResponseError where there are too few responses."""
        tell = progress or (lambda words: None)
        tell("Reading the finished attempts")
        finished = finished_attempts(self._parts)
        self._errand = calibrate_errand(self._parts.shelf, finished)
        if self._cancelled:
            self._errand.cancel()
        tell(f"Calibrating from {len(finished):,} attempts")
        report = report_from_json(self._errand.run(progress))
        keys = {domain.name: domain.key for domain in self._parts.shelf.blueprint.domains}
        opened = [keys[one.domain] for one in report.subscores if one.adds_value]
        write_gate(self._parts.database.folder / GATE, opened)
        return report

    def cancel(self) -> None:
        """Stop it from another thread."""
        self._cancelled = True
        if self._errand is not None:
            self._errand.cancel()


def finished_attempts(parts: Parts) -> list[FinishedAttempt]:
    """The finished exams and readiness checks of this data folder, oldest first."""
    found = []
    for attempt in reversed(attempts(parts.database)):
        if attempt.standing is not Standing.SUBMITTED:
            continue
        state = replay(parts.events(attempt.id))
        form, _items = parts.form(state.form_id)
        found.append(
            FinishedAttempt(
                person=attempt.candidate,
                form=form,
                answers=tuple(question.answer for question in state.questions),
                seen=tuple(question.seen for question in state.questions),
            )
        )
    return found
