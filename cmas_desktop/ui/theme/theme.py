"""The theme in force: a palette and a text size, made into Qt's palette and style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cmas_desktop.ui.theme.palette import PALETTES, Palette
from cmas_desktop.ui.theme.style import style_sheet

FAMILY = "Inter"
TEXT_SIZES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
"""The text sizes a person can choose, as factors of the usual one."""

BASE_PX = 16
REFERENCE_HEIGHT = 900
"""Up to this window height (pixels) text has its usual size; taller windows scale it with them."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A palette with a scale: all lengths on screen are multiples of it."""

    palette: Palette
    scale: float = 1.0

    def px(self, length: float) -> int:
        """A length given for the usual size, in pixels of this theme."""
        return round(length * self.scale)

    def font(self, size: float = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The product's font at a size in pixels of the usual scale."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font

    def color(self, name: str) -> QColor:
        """A color of the palette by the name of its use."""
        return QColor(getattr(self.palette, name))


def theme_for(palette_name: str, text_size: float, window_height: int) -> Theme:
    """The theme of a person's choice, fitted to a window of this height in pixels.

    The fit is stepped by tenths, so that dragging a window's edge does not restyle it all the time.
    """
    fit = min(max(window_height / REFERENCE_HEIGHT, 1.0), 2.2)
    return Theme(PALETTES.get(palette_name, PALETTES["light"]), round(text_size * int(fit * 10) / 10, 2))


def load_fonts(folder: Path) -> None:
    """Register the bundled fonts; where one cannot be read the system's own is used."""
    for path in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def apply_theme(root: QWidget, theme: Theme) -> None:
    """Give the application this theme: palette, font and one style sheet on the top window."""
    QApplication.setPalette(_qt_palette(theme.palette))
    QApplication.setFont(theme.font())
    root.setStyleSheet(style_sheet(theme.palette, theme.scale))


@contextmanager
def quiet_repaint(widget: QWidget) -> Iterator[None]:
    """Change many things of a widget and paint once."""
    widget.setUpdatesEnabled(False)
    try:
        yield
    finally:
        widget.setUpdatesEnabled(True)


def _qt_palette(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    colors = {
        role.Window: palette.page,
        role.Base: palette.card,
        role.AlternateBase: palette.page,
        role.Button: palette.card,
        role.Text: palette.text,
        role.WindowText: palette.text,
        role.ButtonText: palette.text,
        role.PlaceholderText: palette.muted,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.ToolTipBase: palette.card,
        role.ToolTipText: palette.text,
        role.Link: palette.accent,
    }
    made = QPalette()
    for key, color in colors.items():
        made.setColor(key, QColor(color))
    for key in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(palette.muted))
    return made
