"""A page outside the exam: a readable column in the middle that scrolls when the window is small."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

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
        self._column = _Column()
        self._column.setObjectName("page")
        self.body = self._column.body
        outer = self._outer = QHBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(self._column, 10_000)
        outer.addStretch(1)
        self.setWidget(inside)
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        px = self._look.px
        self.body.setContentsMargins(px(28), px(28), px(28), px(28))
        self.body.setSpacing(px(18))
        self._column.setMaximumWidth(px(self._width))
        self._outer.activate()


class _Column(QWidget):
    """Asks for the height that its wrapped texts need at its width, so that they scroll and are not cut."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)

    def event(self, event: QEvent) -> bool:
        """Parts came, went or grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.keep_height()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The texts have their style only now: what was measured before does not hold.

        It is measured anew after the first paint, which must not wait for it.
        """
        super().showEvent(event)
        QTimer.singleShot(0, self, self._measure_anew)

    def _measure_anew(self) -> None:
        for part in self.findChildren(QWidget):
            part.ensurePolished()
            part.updateGeometry()
        for layout in self.findChildren(QLayout):
            layout.invalidate()
        self.keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the texts anew."""
        super().resizeEvent(event)
        self.keep_height()

    def keep_height(self) -> None:
        """Give every part, and so the column, the height that the present width needs."""
        margins = self.body.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        for at in range(self.body.count()):
            entry = self.body.itemAt(at)
            part = entry.widget() if entry else None
            if part is not None and part.hasHeightForWidth():
                part.setMinimumHeight(part.heightForWidth(width))
        self.setMinimumHeight(max(0, self.body.totalHeightForWidth(self.width())))


def card(look: Look, *, spacing: int = 10) -> tuple[QFrame, QVBoxLayout]:
    """A card with the layout of what stands in it."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(look.px(22), look.px(18), look.px(22), look.px(18))
    layout.setSpacing(look.px(spacing))
    return frame, layout
