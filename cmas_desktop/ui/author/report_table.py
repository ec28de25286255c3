"""The lines of an item report as a table that sorts, and in which proposals can be ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from cmas_desktop.engine.item_report import ReportLine, told_flags

HEADINGS = (
    "Item", "Flags", "Status", "Responses", "Right", "b in force", "Proposed b", "SE", "Infit", "Outfit", "r",
)  # fmt: skip
TICKED, FLAGS = HEADINGS.index("Proposed b"), HEADINGS.index("Flags")
"""The columns that have the tick of a proposal and the flags."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ReportTable(QAbstractTableModel):
    """An item a row. Proposals that no flag doubts are ticked from the start; `ticks_changed` says so."""

    ticks_changed = Signal()

    def __init__(self, lines: Sequence[ReportLine]) -> None:
        """A table of these lines."""
        super().__init__()
        self._all = list(lines)
        self._shown = list(lines)
        self._ticked = {line.item for line in lines if line.proposal and not line.proposal.doubtful}

    @property
    def ticked(self) -> list[ReportLine]:
        """The lines whose proposals are ticked, shown or not."""
        return [line for line in self._all if line.item in self._ticked]

    def line(self, index: Index) -> ReportLine:
        """The line at an index."""
        return self._shown[index.row()]

    def narrow(self, belongs: Callable[[ReportLine], bool]) -> None:
        """Show only the lines that belong."""
        self.beginResetModel()
        self._shown = [line for line in self._all if belongs(line)]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many items are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One for each heading."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tick and alignment of a cell; a screen reader hears the heading with it."""
        line, column = self.line(index), index.column()
        text = cells(line)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.item}, {HEADINGS[column]}: {text or 'none'}"
        if role == Qt.ItemDataRole.CheckStateRole and column == TICKED and line.proposal:
            return Qt.CheckState.Checked if line.item in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column > HEADINGS.index("Status"):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and column == FLAGS:
            return "\n".join(flag.reason for flag in told_flags(line))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a proposal, or take the tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.line(index).proposal:
            return False
        item = self.line(index).item
        self._ticked ^= {item}
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen; proposals can be ticked."""
        flags = super().flags(index)
        ticks = index.column() == TICKED and self.line(index).proposal
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADINGS[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is not known comes last."""
        down = order == Qt.SortOrder.DescendingOrder
        known = [line for line in self._shown if _worth(line, column) is not None]
        rest = [line for line in self._shown if _worth(line, column) is None]
        self.beginResetModel()
        self._shown = sorted(known, key=lambda line: _worth(line, column), reverse=down) + rest
        self.endResetModel()


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
