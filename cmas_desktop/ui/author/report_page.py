"""The item report in the window: what the finished attempts say of each item, and what may be accepted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cmas_desktop.engine.item_report import ItemReport, ReportLine, told_flags
from cmas_desktop.engine.items import LETTERS, Item
from cmas_desktop.ui.author.report_table import FLAGS, ReportTable
from cmas_desktop.ui.delivery.steps import NAME_LIMIT
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.banner import Banner
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.widgets.page import Page
from cmas_desktop.ui.widgets.spread import Spread
from cmas_desktop.ui.widgets.texts import button, clear_layout, label, row
from cmas_desktop.ui.widgets.waiting_bar import WaitingBar

FILTERS = {
    "All items": lambda line: True,
    "Flagged": lambda line: bool(told_flags(line)),
    "With a proposal": lambda line: line.proposal is not None,
    "Pretest": lambda line: line.status == "pretest",
}
"""What the table can be narrowed to."""


class ItemReportPage(QWidget):
    """First the waiting, then the report. Nothing is changed before a person accepts it by name."""

    back = Signal()
    stopped = Signal()
    save_asked = Signal()
    accepted = Signal(object, str)
    item_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        """A page that waits for its report."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.report: ItemReport | None = None
        self.table: ReportTable | None = None
        self.banner = Banner(look)
        self.waiting = label("Reading the finished attempts…", "muted")
        self.progress = WaitingBar("The report is being made")
        self.stop = button("&Stop", self.stopped.emit, "link")
        self._body = QWidget()
        self._body.setObjectName("plain")
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        self._inside.setSpacing(look.px(12))
        title = label("Item report", "display", wrap=False)
        self._inside.addLayout(row(title, -1, button("&Back", self.back.emit)))
        for one in (self.waiting, self.progress):
            self._inside.addWidget(one)
        self._inside.addLayout(row(self.stop, -1))
        self._inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.banner)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._body)
        outer.addWidget(scroll, 1)

    def say_progress(self, words: str) -> None:
        """How far the report is."""
        self.waiting.setText(f"{words}…")

    def say_failed(self, message: str) -> None:
        """There is no report: say why."""
        self._end_waiting()
        self.waiting.setText(message)

    def show_report(self, report: ItemReport) -> None:
        """Show the report."""
        self._end_waiting()
        self.report = report
        self.waiting.setText(summary(report))
        self._inside.takeAt(self._inside.count() - 1)
        self._inside.addWidget(label(report.gate, "small"))
        self.table = ReportTable(report.lines)
        self.table.ticks_changed.connect(self._count_ticks)
        self._add_tools()
        self._add_table()
        self._count_ticks()
        self.view.selectRow(0)
        self.view.setFocus()

    def show_item(self, line: ReportLine, item: Item | None) -> None:
        """Show one line in full beside the table."""
        body = self.detail.body
        clear_layout(body)
        body.addWidget(label(line.item, "title"))
        body.addWidget(label(basis_sentence(line), "muted"))
        for flag in told_flags(line):
            body.addWidget(label(f"{flag.kind.value.capitalize()}: {flag.reason}"))
        if item is not None:
            body.addWidget(label(item.stem))
        body.addLayout(self._options(line, item))
        body.addStretch(1)

    def _options(self, line: ReportLine, item: Item | None) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(14))
        grid.setColumnStretch(1, 1)
        heads = ("", "Option", "Low", "Middle", "High", "r")
        uses = line.found.options
        for place, head in enumerate(heads if uses else ()):
            grid.addWidget(label(head, "small", wrap=False), 0, place)
        for at, use in enumerate(uses, start=1):
            text = item.options[use.option] if item else ""
            mark = f"{LETTERS[use.option]} (key)" if use.option == line.key else LETTERS[use.option]
            worth = "" if use.correlation is None else f"{use.correlation:.2f}"
            for place, cell in enumerate((mark, text, *map(str, use.by_group), worth)):
                grid.addWidget(label(cell, wrap=place == 1), at, place)
        return grid

    def _end_waiting(self) -> None:
        self.progress.hide()
        self.stop.hide()

    def _add_tools(self) -> None:
        assert self.report is not None
        self.narrow = QComboBox()
        for name, belongs in FILTERS.items():
            self.narrow.addItem(f"{name} ({sum(map(belongs, self.report.lines))})", name)
        self.narrow.setAccessibleName("Which items to list")
        self.narrow.currentIndexChanged.connect(self._narrow)
        self.save = button("&Save as a spreadsheet", self.save_asked.emit)
        self.accept = button("&Accept the ticked", self._ask_to_accept, "primary")
        left, right = QWidget(), QWidget()
        left.setLayout(row(self.narrow))
        right.setLayout(row(self.save, self.accept, spacing=self._look.px(10)))
        self._inside.addWidget(Spread(left, right, (0, 0, 0, 0), self._look.px(10)))

    def _add_table(self) -> None:
        self.view = QTableView()
        self.view.setAccessibleName("Items")
        self.view.setModel(self.table)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(self._look.px(34))
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in ((0, 140), (FLAGS, 190)):
            self.view.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.view.setColumnWidth(column, self._look.px(width))
        self.view.setMinimumHeight(self._look.px(190))
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.detail = Page(self._look, width=900)
        self.detail.setMinimumHeight(self._look.px(170))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.view)
        parts.addWidget(self.detail)
        parts.setSizes([300, 200])
        self._inside.addWidget(parts, 1)

    def _narrow(self) -> None:
        assert self.table is not None
        self.table.narrow(FILTERS[self.narrow.currentData()])
        self.view.selectRow(0)

    def _choose(self, index: QModelIndex) -> None:
        if self.table is not None and index.isValid():
            self.item_asked.emit(self.table.row(index))

    def _count_ticks(self) -> None:
        assert self.table is not None
        count = len(self.table.ticked)
        self.accept.setText(f"&Accept the ticked ({count})")
        self.accept.setAccessibleName(f"Accept the ticked, {count}")
        self.accept.setEnabled(count > 0)

    def _ask_to_accept(self) -> None:
        assert self.table is not None
        lines = self.table.ticked
        overlay = Overlay(self._scroll, self._look, "Accept these difficulties?")
        overlay.add_text(f"{len(lines)} items get the proposed b in place of the one in force.", "heading")
        overlay.add_text(
            "It holds for every form made from now on. Finished attempts keep the difficulties they were "
            "scored with. An accepted difficulty can be replaced by a later report."
        )
        name = QLineEdit()
        name.setMaxLength(NAME_LIMIT)
        name.setPlaceholderText("Your name")
        name.setAccessibleName("Your name")
        overlay.body.addWidget(name)
        back = button("&No, go back", overlay.close_overlay)

        def accept() -> None:
            by = " ".join(name.text().split())
            if not by:
                name.setFocus()
                return
            overlay.close_overlay()
            self.accepted.emit(lines, by)

        name.returnPressed.connect(accept)
        overlay.buttons.addWidget(button("&Yes, accept", accept, "primary"))
        overlay.buttons.addStretch(1)
        overlay.buttons.addWidget(back)
        overlay.open(name)


def summary(report: ItemReport) -> str:
    """The report in one paragraph."""
    reliability = "" if report.kr20 is None else f" KR-20 {report.kr20:.2f}."
    return (
        f"{report.attempts} finished attempts of {report.persons} persons, {report.responses:,} first "
        f"meetings with {len(report.lines):,} items. {len(report.flagged)} items are flagged, "
        f"{len(report.proposals)} have a proposal.{reliability} Nothing changes unless you accept it."
    )


def basis_sentence(line: ReportLine) -> str:
    """What is known of an item's difficulty."""
    rests = f"{line.b_responses} responses and the rating" if line.b_responses else "the rating"
    if line.proposal:
        proposed = (
            f"responses and rating together say {line.proposal.b:+.2f} (SE {line.proposal.b_error:.2f})"
        )
    else:
        proposed = f"{line.found.responses} responses so far propose no other"
    return f"In force: b = {line.b:+.2f} logits, from {rests}; {proposed}."
