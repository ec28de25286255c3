"""One option of a question: a radio button whose text wraps and whose whole row can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from cmas_desktop.ui.theme.look import Look

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class OptionRow(QRadioButton):
    """Shows what it is told and says what was asked of it; it never changes its own state."""

    asked = Signal(int)
    strike_asked = Signal(int)

    def __init__(self, place: int, look: Look, parent: QWidget | None = None) -> None:
        """The row at this place (0 is A)."""
        super().__init__(parent)
        self.place = place
        self._look = look
        self._text = ""
        self._letter = ""
        self._struck = False
        self._unsaved = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stand_alone()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.asked.emit(self.place))
        look.changed.connect(self.updateGeometry)
        self._measured_for: tuple[int, str, float] | None = None
        self._measured = 0

    def _stand_alone(self) -> None:
        """A group of its own: among brothers Qt lets Tab and the arrows reach only one of the four."""
        group = QButtonGroup(self)
        group.setExclusive(False)
        group.addButton(self)

    def show_option(self, letter: str, text: str, chosen: bool, struck: bool, unsaved: bool = False) -> None:
        """Show this option in this state."""
        state = (letter, text, chosen, struck, unsaved)
        if state == (self._letter, self._text, self.isChecked(), self._struck, self._unsaved):
            return
        if text != self._text:
            self.updateGeometry()
        self._letter, self._text, self._struck, self._unsaved = letter, text, struck, unsaved
        self.setChecked(chosen)
        note = ", struck out" if struck else ", not saved yet" if unsaved else ""
        self.setAccessibleName(f"{letter}. {text}{note}")
        self.update()

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped text needs at this width; layouts ask many times, so it is kept."""
        wanted = (width, self._text, self._look.theme.scale)
        if wanted != self._measured_for:
            self._measured_for, self._measured = wanted, self._measure(width)
        return self._measured

    def _measure(self, width: int) -> int:
        box = QRect(0, 0, max(1, width - self._indent - self._pad), 10_000)
        text = QFontMetrics(self._font).boundingRect(box, int(_WRAP), self._text)
        return max(self._look.theme.px(48), text.height() + 2 * self._look.theme.px(12))

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def sizeHint(self) -> QSize:
        """A comfortable width; the height follows from the real one."""
        return QSize(self._look.theme.px(480), self.heightForWidth(self.width() or self._look.theme.px(480)))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows wrap the text, they do not cut it."""
        return QSize(self._look.theme.px(160), self._look.theme.px(48))

    def hitButton(self, position: QPoint) -> bool:
        """The whole row counts."""
        return self.rect().contains(position)

    def nextCheckState(self) -> None:
        """A click asks; only the stored answer checks."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The right button strikes out."""
        if event.button() == Qt.MouseButton.RightButton:
            self.strike_asked.emit(self.place)
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move among the options without choosing; Space chooses, once however long it is held."""
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        if event.key() in steps:
            self.focusNextPrevChild(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row, circle, letter and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_row(painter)
        self._paint_circle(painter)
        font = QFont(self._font)
        font.setStrikeOut(self._struck)
        painter.setPen(self._look.theme.color("muted" if self._struck else "text"))
        painter.setFont(self._look.theme.font(17, QFont.Weight.DemiBold))
        letter = QRect(self._look.theme.px(48), 0, self._look.theme.px(28), self.height())
        painter.drawText(letter, int(Qt.AlignmentFlag.AlignVCenter), f"{self._letter}.")
        painter.setFont(font)
        text = self.rect().adjusted(self._indent, 0, -self._pad, 0)
        painter.drawText(text, int(_WRAP), self._text)

    def _paint_row(self, painter: QPainter) -> None:
        px, color = self._look.theme.px, self._look.theme.color
        edge = px(3) if self.hasFocus() else 1
        name = "focus" if self.hasFocus() else "accent" if self.isChecked() else "line"
        fill = "chosen" if self.isChecked() else "hover" if self.underMouse() else "card"
        painter.setPen(QPen(color(name), edge))
        painter.setBrush(color(fill))
        inset = (edge + 1) // 2
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), px(8), px(8))

    def _paint_circle(self, painter: QPainter) -> None:
        px, color = self._look.theme.px, self._look.theme.color
        center, radius = QPoint(px(26), self.height() // 2), px(9)
        pen = QPen(color("accent" if self.isChecked() else "control"), max(2, px(2)))
        if self._unsaved:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(color("card"))
        painter.drawEllipse(center, radius, radius)
        if self.isChecked() and not self._unsaved:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(center, px(5), px(5))

    @property
    def _font(self) -> QFont:
        return self._look.theme.font(17)

    @property
    def _indent(self) -> int:
        return self._look.theme.px(78)

    @property
    def _pad(self) -> int:
        return self._look.theme.px(16)
