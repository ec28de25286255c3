"""A strip inside the window that says one thing and never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.texts import button, label, restyle

SHOWN_MS = 20_000
"""A banner that only informs goes away by itself after this time."""


class Banner(QFrame):
    """Shows one sentence: a warning of the clock, news, or a fault that lasts."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """A hidden banner."""
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = label()
        self._close = button("&Close", self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(20), look.px(6), look.px(12), look.px(6))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, kind: str = "warn", lasting: bool = False) -> None:
        """Show a sentence; a lasting one stays until `clear` is called with its kind."""
        restyle(self, kind)
        for child in (self._text, self._close):
            child.style().unpolish(child)
            child.style().polish(child)
        self._text.setText(text)
        self._close.setVisible(not lasting)
        self.show()
        announce(self, text, urgent=kind != "calm")
        self._timer.stop() if lasting else self._timer.start(SHOWN_MS)

    def clear(self, kind: str) -> None:
        """Take a sentence of this kind away."""
        if self.isVisible() and self.property("kind") == kind:
            self.hide()


def announce(widget: QWidget, text: str, urgent: bool = False) -> None:
    """Have a screen reader say this without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
