"""A panel over the window: always above everything, never a window of its own that could hide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.texts import label, row


class Overlay(QWidget):
    """A card over `under`, which cannot be reached while it is open. Escape closes it where allowed."""

    closed = Signal()

    def __init__(self, under: QWidget, look: Look, title: str, escapable: bool = True) -> None:
        """Cover this widget."""
        self._over = under.parentWidget() or under
        super().__init__(self._over)
        self._under = under
        self._look = look
        self._escapable = escapable
        self._before = QApplication.focusWidget()
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.setAccessibleName(title)
        self.heading = label(title, "title")
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(12))
        self.buttons = row(spacing=look.px(10))
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(look.px(28), look.px(24), look.px(28), look.px(24))
        inside.setSpacing(look.px(16))
        inside.addWidget(self.heading)
        inside.addLayout(self.body, 1)
        inside.addLayout(self.buttons)
        self._over.installEventFilter(self)

    def add_text(self, text: str, kind: str = "", marked_up: bool = False) -> None:
        """A paragraph of the card."""
        self.body.addWidget(label(text, kind, marked_up=marked_up))

    def open(self, first: QWidget, width: int = 560, height: int = 0) -> None:
        """Show the card in the middle with this size (usual pixels; 0: as high as needed)."""
        self._size = (width, height)
        self._under.setEnabled(False)
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        """Take the card away and give the screen back."""
        self._over.removeEventFilter(self)
        self._under.setEnabled(True)
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the card."""
        places = [one for one in self.card.findChildren(QWidget) if _can_focus(one)]
        focused = QApplication.focusWidget()
        if not places:
            return False
        at = places.index(focused) if focused in places else -1
        step = 1 if forward else -1
        places[(at + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Enter presses the button that has the focus; nothing falls through."""
        if event.key() == Qt.Key.Key_Escape and self._escapable:
            self.close_overlay()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            focused = QApplication.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shade what lies under the card."""
        shade = QColor(self._look.theme.palette.shade)
        shade.setAlpha(150)
        QPainter(self).fillRect(self.rect(), shade)

    def _place(self) -> None:
        parent, look = self._over, self._look
        self.setGeometry(parent.rect())
        width, height = self._size
        wide = min(look.px(width), parent.width() - look.px(32))
        self.card.setFixedWidth(wide)
        room = parent.height() - look.px(32)
        layout = self.card.layout()
        needed = layout.heightForWidth(wide) if layout and layout.hasHeightForWidth() else 0
        high = min(look.px(height) if height else max(needed, self.card.sizeHint().height()), room)
        self.card.setFixedHeight(high)
        self.card.move((parent.width() - wide) // 2, (parent.height() - high) // 2)


def _can_focus(widget: QWidget) -> bool:
    policy = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(policy) and widget.isVisible() and widget.isEnabled()
