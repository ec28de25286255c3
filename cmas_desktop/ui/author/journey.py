"""The way through the item report: made in the background, saved, and accepted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.item_report import ReportLine
from cmas_desktop.engine.items import Item
from cmas_desktop.ui.author.report_page import ItemReportPage
from cmas_desktop.ui.ports import Desk

if TYPE_CHECKING:
    from cmas_desktop.ui.background import Background, Job
    from cmas_desktop.ui.window import MainWindow


class AuthorJourney(QObject):
    """One look at the item report; `ended` comes when the person goes back."""

    ended = Signal()

    def __init__(self, window: MainWindow, desk: Desk, background: Background) -> None:
        """A journey in this window."""
        super().__init__(window)
        self._window, self._authoring, self._background = window, desk.authoring, background
        self.page = ItemReportPage(window.look)
        self._job: Job | None = None

    def begin(self) -> None:
        """Show the page and make the report."""
        page = self.page
        page.back.connect(self._leave)
        page.stopped.connect(self._leave)
        page.save_asked.connect(self._ask_where)
        page.accepted.connect(self._accept)
        page.item_asked.connect(lambda line: page.show_item(line, self._item(line)))
        self._window.show_place(page)
        self._make()

    def save(self, target: Path) -> None:
        """Write the spreadsheet in the background and say where it is."""
        page = self.page
        assert page.report is not None, "there is something to save"
        self._background.start(
            self._authoring.sheet_writer(page.report, target),
            lambda path: self._say(f"The spreadsheet is at {path}", "calm"),
            lambda message: self._say(message, "bad"),
        )

    def _say(self, message: str, kind: str) -> None:
        """Say something here, or on the first screen where the person has gone on."""
        here = self.page if self._window.stack.currentWidget() is self.page else self._window.home
        here.banner.say(message, kind)

    def _make(self) -> None:
        page = self.page
        self._job = self._background.start_stoppable(
            self._authoring.reporter(), page.show_report, page.say_failed, page.say_progress
        )

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.ended.emit()

    def _ask_where(self) -> None:
        name = str(Path.home() / "CMAS item report.xlsx")
        target, _kind = QFileDialog.getSaveFileName(
            self._window, "Save the item report", name, "Spreadsheet (*.xlsx)"
        )
        if target:
            self.save(Path(target))

    def _accept(self, lines: list[ReportLine], by: str) -> None:
        try:
            count = self._authoring.accept(lines, by)
        except CmasError as fault:
            self.page.banner.say(str(fault), "bad")
            return
        self.page.accept.setEnabled(False)
        items = "1 difficulty holds" if count == 1 else f"{count} difficulties hold"
        self.page.banner.say(f"Accepted: {items} for forms made from now on.", "calm")

    def _item(self, line: ReportLine) -> Item | None:
        try:
            return self._authoring.item(line.item)
        except CmasError:
            return None
