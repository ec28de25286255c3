"""What a person sees, hears and presses: for tests of any screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget


def labels(inside: QWidget) -> list[str]:
    """The texts that stand there, in the order in which they were made; hidden ones are left out."""
    return [one.text() for one in inside.findChildren(QLabel) if one.isVisibleTo(inside) and one.text()]


def words(inside: QWidget) -> str:
    """All that can be read there."""
    return " | ".join(labels(inside))


def buttons(inside: QWidget) -> list[str]:
    """The accessible names of the buttons that can be seen there."""
    return [one.accessibleName() for one in inside.findChildren(QPushButton) if one.isVisibleTo(inside)]


def named(inside: QWidget, name: str) -> QPushButton:
    """The button of this accessible name."""
    return next(one for one in inside.findChildren(QPushButton) if one.accessibleName() == name)


def press(inside: QWidget, name: str) -> None:
    """Click the button of this accessible name."""
    named(inside, name).click()


def spoken(widget: QWidget) -> tuple[QAccessible.Role, str]:
    """The role and the name that a screen reader tells of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role(), interface.text(QAccessible.Text.Name)


def painted(widget: QWidget) -> QImage:
    """The widget as it is drawn now, on white."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    widget.render(image)
    return image


def colors(image: QImage) -> set[str]:
    """Every color that occurs in a picture of 32 bits a pixel."""
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = set(memoryview(bytes(picture.constBits())).cast("I"))
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in pixels}


def let_go() -> None:
    """Let everything be deleted that was to be deleted later."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
