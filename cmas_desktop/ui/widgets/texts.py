"""Labels and buttons with the names that the style sheet knows."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QShortcut, QShortcutEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget


def label(text: str = "", kind: str = "", wrap: bool = True, marked_up: bool = False) -> QLabel:
    """A label; `kind` is one of the style sheet's (display, title, heading, muted, small, good, bad).

    The text is shown as it is (a name may hold anything), unless it is our own marked-up text.
    """
    made = QLabel(text)
    if "<" in text and not marked_up:
        show_as_it_is(made)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


def show_as_it_is(shown: QLabel) -> None:
    """Never take this label's text for marked-up text."""
    from PySide6.QtCore import Qt

    shown.setTextFormat(Qt.TextFormat.PlainText)


class Button(QPushButton):
    """A push button whose Alt letter acts at once: Qt's own waits a tenth of a second to look pressed."""

    def event(self, event: QEvent) -> bool:
        """Take the Alt letter as a click."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)


def button(text: str, act: Callable[[], object], kind: str = "") -> QPushButton:
    """A button; the letter after & works with Alt (on macOS with Control and Option)."""
    made = Button(text)
    made.setAutoDefault(False)
    made.setAccessibleName(plain(text))
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda: act())
    if sys.platform == "darwin" and "&" in text:
        shortcut = QShortcut(QKeySequence(f"Meta+Alt+{text[text.index('&') + 1].upper()}"), made)
        shortcut.activated.connect(made.click)
    return made


def plain(text: str) -> str:
    """A button's text without the mark of its letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def restyle(widget: QWidget, kind: str) -> None:
    """Give a widget another kind of the style sheet."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def column(*parts: QWidget | QLayout | int, margins: int = 0, spacing: int = 0) -> QVBoxLayout:
    """A vertical layout; a number is a gap in pixels, -1 a stretch."""
    made = QVBoxLayout()
    _fill(made, parts, margins, spacing)
    return made


def row(*parts: QWidget | QLayout | int, margins: int = 0, spacing: int = 0) -> QHBoxLayout:
    """A horizontal layout; a number is a gap in pixels, -1 a stretch."""
    made = QHBoxLayout()
    _fill(made, parts, margins, spacing)
    return made


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (entry := layout.takeAt(0)) is not None:
        if (widget := entry.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := entry.layout()) is not None:
            clear_layout(inner)


def _fill(
    layout: QVBoxLayout | QHBoxLayout, parts: tuple[QWidget | QLayout | int, ...], margins: int, spacing: int
) -> None:
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(1) if part < 0 else layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
