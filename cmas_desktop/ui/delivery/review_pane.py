"""The review screen: all questions as tiles, each with its status in word and color; one click goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from cmas_desktop.engine.attempt import Status
from cmas_desktop.ui.delivery.presenter import ReviewRow
from cmas_desktop.ui.delivery.question_list import QuestionList
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.texts import label

_INSTRUCTIONS = (
    "Click a question to return to it, or go through them with the buttons below. Nothing is handed in until "
    "you end the exam."
)


class Tile(QStyledItemDelegate):
    """Draws one question: its number, its status in a word, and a flag."""

    def __init__(self, look: Look) -> None:
        """Draw with this look."""
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All tiles are of one size."""
        return QSize(self._look.px(112), self._look.px(58))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A card with two lines and, at its right, the flag."""
        model = index.model()
        assert isinstance(model, QuestionList)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._draw(painter, option.rect, model.row(index), focused)
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRect, entry: ReviewRow, focused: bool) -> None:
        look, px = self._look, self._look.px
        color = look.theme.color
        box = rect.adjusted(px(3), px(3), -px(3), -px(3))
        done = entry.status is Status.COMPLETE
        painter.setPen(QPen(color("focus" if focused else "line"), px(3) if focused else 1))
        painter.setBrush(color("card" if done else "bad_soft"))
        painter.drawRoundedRect(box, px(6), px(6))
        inside = box.adjusted(px(10), px(5), -px(8), -px(5))
        painter.setPen(color("text"))
        painter.setFont(look.theme.font(16, QFont.Weight.DemiBold))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop), str(entry.number))
        painter.setPen(color("muted" if done else "bad"))
        painter.setFont(look.theme.font(13))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignBottom), entry.status.value)
        if entry.flagged:
            painter.drawPixmap(inside.right() - px(16), inside.top(), look.pixmap("flag", "flag", 16))


class Tiles(QListView):
    """The tiles in rows; arrows move, Enter, Space or a click picks."""

    def __init__(self, look: Look, model: QuestionList, pick: Callable[[int], object]) -> None:
        """Report the position (from 0) that was picked."""
        super().__init__()
        self._pick = pick
        self._tile = Tile(look)
        self.setModel(model)
        self.setItemDelegate(self._tile)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("tiles")
        self.setAccessibleName("Questions")
        self.clicked.connect(lambda index: pick(index.row()))
        look.changed.connect(self.doItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space pick the question that has the focus."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.isAutoRepeat() and self.currentIndex().isValid():
            self._pick(self.currentIndex().row())
        elif event.modifiers() or event.text() == "":
            super().keyPressEvent(event)


class ReviewPane(QFrame):
    """Heading, what to do here, the counts, and the tiles."""

    def __init__(self, look: Look, pick: Callable[[int], object]) -> None:
        """Report the position (from 0) that was picked."""
        super().__init__()
        self.setObjectName("sheet")
        self._model = QuestionList(look)
        self._model.setParent(self)
        self.counts = label("", "heading")
        self.tiles = Tiles(look, self._model, pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(28), look.px(20), look.px(16), look.px(12))
        layout.setSpacing(look.px(8))
        layout.addWidget(label("Review your answers", "title"))
        layout.addWidget(self.counts)
        layout.addWidget(label(_INSTRUCTIONS, "muted"))
        layout.addSpacing(look.px(6))
        layout.addWidget(self.tiles, 1)

    def show_rows(self, rows: tuple[ReviewRow, ...], counts: str) -> None:
        """Show these questions, and the counts in words."""
        self._model.show_rows(rows)
        self.counts.setText(counts)
