"""A page outside the exam: a readable column in the middle that scrolls when the window is small."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cmas_desktop.ui.theme.look import Look


class Page(QScrollArea):
    """A scrolling column; `body` is its layout, in which parts stand below one another."""

    def __init__(self, look: Look, width: int = 960) -> None:
        """A column of at most this width, in usual pixels."""
        super().__init__()
        self._look = look
        self._width = width
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QWidget()
        self._column.setObjectName("page")
        self.body = QVBoxLayout(self._column)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._column)
        outer.addStretch(1)
        self.setWidget(inside)
        look.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column inside the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._look.px
        self.body.setContentsMargins(px(28), px(28), px(28), px(28))
        self.body.setSpacing(px(18))
        self._column.setFixedWidth(min(self.viewport().width(), px(self._width)))


def card(look: Look, *, spacing: int = 10) -> tuple[QFrame, QVBoxLayout]:
    """A card with the layout of what stands in it."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(look.px(22), look.px(18), look.px(22), look.px(18))
    layout.setSpacing(look.px(spacing))
    return frame, layout
