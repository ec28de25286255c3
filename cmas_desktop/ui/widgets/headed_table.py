"""What every table model of the window has in common: rows below fixed headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class HeadedTable(QAbstractTableModel, Generic[Row]):
    """One object a row, below these headings."""

    def __init__(self, headings: Sequence[str], rows: Iterable[Row]) -> None:
        """A table of these rows."""
        super().__init__()
        self._headings = headings
        self._rows = list(rows)

    def row(self, index: Index) -> Row:
        """The row at an index."""
        return self._rows[index.row()]

    def reset(self, rows: Iterable[Row]) -> None:
        """Show other rows, or these in another order."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One for each heading."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None
