"""The questions of a sitting as a list model: one source for the navigator and the review screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from cmas_desktop.engine.attempt import Status
from cmas_desktop.ui.delivery.presenter import ReviewRow
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.headed_table import HeadedTable, Index

HEADINGS = ("Question", "Status", "Flagged for review")


class QuestionList(HeadedTable[ReviewRow]):
    """Number, status and flag per question; sorts by any of the three."""

    def __init__(self, look: Look, rows: tuple[ReviewRow, ...] = ()) -> None:
        """A list of these rows."""
        super().__init__(HEADINGS, rows)
        self._look = look

    def show_rows(self, rows: tuple[ReviewRow, ...]) -> None:
        """Show other rows."""
        if len(rows) != len(self._rows):
            self.reset(rows)
        elif list(rows) != self._rows:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 2))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, icon and accessible text of a cell."""
        entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (str(entry.number), entry.status.value, "Flagged" if entry.flagged else "")[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return in_words(entry)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 2 and entry.flagged:
            return self._look.icon("flag", "flag", 16)
        if role == Qt.ItemDataRole.FontRole and index.column() == 1:
            return self._look.theme.font(16, self._weight(entry))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by number, status (unseen and incomplete first) or flag (flagged first)."""
        statuses = list(reversed(Status))
        keys = (
            lambda entry: entry.number,
            lambda entry: (statuses.index(entry.status), entry.number),
            lambda entry: (not entry.flagged, entry.number),
        )
        self.reset(sorted(self._rows, key=keys[column], reverse=order == Qt.SortOrder.DescendingOrder))

    def _weight(self, entry: ReviewRow) -> QFont.Weight:
        return QFont.Weight.Normal if entry.status is Status.COMPLETE else QFont.Weight.DemiBold


def in_words(entry: ReviewRow) -> str:
    """A question of the list as a screen reader says it."""
    flag = ", flagged for review" if entry.flagged else ""
    return f"Question {entry.number}, {entry.status.value}{flag}"
