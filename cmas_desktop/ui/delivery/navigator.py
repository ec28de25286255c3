"""The navigator: every question with its status and flag, in three sortable columns; one click goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cmas_desktop.ui.delivery.presenter import ExamPresenter
from cmas_desktop.ui.delivery.question_list import QuestionList
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.widgets.texts import button, label


class QuestionTable(QTableView):
    """The three columns. Enter, Space or a click picks a question."""

    def __init__(self, look: Look, model: QuestionList, pick: Callable[[int], object]) -> None:
        """Report the position (from 0) that was picked."""
        super().__init__()
        self._pick = pick
        self._list = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(34))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setAccessibleName("Questions")
        self.clicked.connect(self._picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space pick the question of the current row."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.isAutoRepeat() and self.currentIndex().isValid():
            self._picked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _picked(self, index: QModelIndex) -> None:
        self._pick(self._list.row(index).number - 1)


def open_navigator(
    under: QWidget, look: Look, presenter: ExamPresenter, go: Callable[[int], object]
) -> Overlay:
    """Open the navigator over the exam; picking a question closes it and goes there."""
    overlay = Overlay(under, look, "Navigator")

    def pick(position: int) -> None:
        overlay.close_overlay()
        go(position)

    model = QuestionList(look, presenter.rows())
    table = QuestionTable(look, model, pick)
    model.setParent(table)
    overlay.body.addWidget(label(count_words(presenter.blank, presenter.flagged), "muted"))
    overlay.body.addWidget(table, 1)
    close = button("&Close", overlay.close_overlay)
    overlay.buttons.addStretch(1)
    overlay.buttons.addWidget(close)
    overlay.open(table, width=640, height=620)
    current = model.index(presenter.question().number - 1, 0)
    table.setCurrentIndex(current)
    table.scrollTo(current, QAbstractItemView.ScrollHint.PositionAtCenter)
    return overlay


def count_words(blank: int, flagged: int) -> str:
    """How many questions are blank and how many flagged, as a sentence."""
    if not blank and not flagged:
        return "Every question is answered and none is flagged."
    blanks = _counted(blank, "question is blank", "questions are blank", "no question is blank")
    flags = _counted(flagged, "is flagged for review", "are flagged for review", "none is flagged")
    sentence = f"{blanks} and {flags}."
    return sentence[0].upper() + sentence[1:]


def _counted(number: int, one: str, many: str, none: str) -> str:
    return none if not number else f"1 {one}" if number == 1 else f"{number} {many}"
