"""The two choices of looks: theme and text size."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.theme.palette import PALETTES
from cmas_desktop.ui.theme.theme import TEXT_SIZES
from cmas_desktop.ui.widgets.texts import row


class LookControls(QWidget):
    """Two lists; `chosen` says theme name and text size when a person picks one."""

    chosen = Signal(str, float)

    def __init__(self, look: Look) -> None:
        """Both lists with their usual entry."""
        super().__init__()
        self._theme = QComboBox()
        self._theme.setAccessibleName("Colors")
        for palette in PALETTES.values():
            self._theme.addItem(palette.label, palette.name)
        self._size = QComboBox()
        self._size.setAccessibleName("Text size")
        for factor in TEXT_SIZES:
            self._size.addItem(f"Text {factor:.0%}", factor)
        layout = row(self._theme, self._size, spacing=look.px(8))
        self.setLayout(layout)
        self._theme.activated.connect(self._choose)
        self._size.activated.connect(self._choose)

    def show_choice(self, theme: str, text_size: float) -> None:
        """Show this choice."""
        self._theme.setCurrentIndex(max(0, self._theme.findData(theme)))
        self._size.setCurrentIndex(max(0, self._size.findData(text_size)))

    def _choose(self) -> None:
        self.chosen.emit(str(self._theme.currentData()), float(self._size.currentData()))
