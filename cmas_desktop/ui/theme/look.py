"""The look: the theme in force with its icons, handed to every widget that draws for itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QPixmap

from cmas_desktop.ui.theme.icons import Icons
from cmas_desktop.ui.theme.theme import Theme


class Look(QObject):
    """What widgets draw with. `changed` comes after the theme was replaced."""

    changed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        """Begin with this theme."""
        super().__init__()
        self.theme = theme
        self._icons = icons

    def replace(self, theme: Theme) -> None:
        """Use another theme from now on."""
        if theme != self.theme:
            self.theme = theme
            self.changed.emit()

    def px(self, length: float) -> int:
        """A length given for the usual size, in pixels of the theme in force."""
        return self.theme.px(length)

    def icon(self, name: str, use: str = "text", size: float = 18) -> QIcon:
        """An icon in the color of a use (`text`, `on_bar`, `flag` ...)."""
        return QIcon(self.pixmap(name, use, size))

    def pixmap(self, name: str, use: str = "text", size: float = 18) -> QPixmap:
        """An icon as a picture, in the color of a use."""
        return self._icons.pixmap(name, getattr(self.theme.palette, use), self.px(size))
