"""The lines of an item report as a table that sorts, and in which proposals can be ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from cmas_desktop.engine.item_report import ReportLine, told_flags
from cmas_desktop.ui.widgets.headed_table import HeadedTable, Index

HEADINGS = (
    "Item", "Flags", "Status", "Responses", "Right", "b in force", "Proposed b", "SE", "Infit", "Outfit", "r",
)  # fmt: skip
TICKED, FLAGS = HEADINGS.index("Proposed b"), HEADINGS.index("Flags")
"""The columns that have the tick of a proposal and the flags."""


class ReportTable(HeadedTable[ReportLine]):
    """An item a row. Proposals that no flag doubts are ticked from the start; `ticks_changed` says so."""

    ticks_changed = Signal()

    def __init__(self, lines: Sequence[ReportLine]) -> None:
        """A table of these lines."""
        super().__init__(HEADINGS, lines)
        self._all = list(lines)
        self._ticked = {line.item for line in lines if line.proposal and not line.proposal.doubtful}

    @property
    def ticked(self) -> list[ReportLine]:
        """The lines whose proposals are ticked, shown or not."""
        return [line for line in self._all if line.item in self._ticked]

    def narrow(self, belongs: Callable[[ReportLine], bool]) -> None:
        """Show only the lines that belong."""
        self.reset(line for line in self._all if belongs(line))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tick and alignment of a cell; a screen reader hears the heading with it."""
        line, column = self.row(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return cells(line)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.item}, {HEADINGS[column]}: {cells(line)[column] or 'none'}"
        if role == Qt.ItemDataRole.CheckStateRole and column == TICKED and line.proposal:
            return Qt.CheckState.Checked if line.item in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column > HEADINGS.index("Status"):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and column == FLAGS:
            return "\n".join(flag.reason for flag in told_flags(line))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a proposal, or take the tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.row(index).proposal:
            return False
        item = self.row(index).item
        self._ticked ^= {item}
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen; proposals can be ticked."""
        flags = super().flags(index)
        ticks = index.column() == TICKED and self.row(index).proposal
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is not known comes last."""
        down = order == Qt.SortOrder.DescendingOrder
        known = [line for line in self._rows if _worth(line, column) is not None]
        rest = [line for line in self._rows if _worth(line, column) is None]
        self.reset(sorted(known, key=lambda line: _worth(line, column), reverse=down) + rest)


def cells(line: ReportLine) -> tuple[str, ...]:
    """A line as the texts of its cells."""
    found, proposal = line.found, line.proposal
    return (
        line.item,
        ", ".join(dict.fromkeys(flag.kind.value for flag in told_flags(line))),
        line.status,
        str(found.responses),
        "" if found.p is None else f"{found.p:.0%}",
        f"{line.b:+.2f}",
        f"{proposal.b:+.2f}" if proposal else "",
        f"{proposal.b_error:.2f}" if proposal else "",
        _figure(found.infit),
        _figure(found.outfit),
        _figure(found.point_biserial),
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _worth(line: ReportLine, column: int) -> Any:
    """What a column is sorted by; None where it is not known."""
    found, proposal = line.found, line.proposal
    return (
        line.item,
        len(told_flags(line)) or None,
        line.status,
        found.responses,
        found.p,
        line.b,
        proposal.b if proposal else None,
        proposal.b_error if proposal else None,
        found.infit,
        found.outfit,
        found.point_biserial,
    )[column]
