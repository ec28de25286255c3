"""Icons: line drawings in the color and size that the place asks for, each drawn once.

Qt's namespace `Qt` takes 11 ms to load; what the first paint needs does without it, here and in the
first screen.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap


class Icons:
    """The bundled icons by name. A missing file gives an empty picture, never an error."""

    def __init__(self, folder: Path) -> None:
        """Read icons from this folder, as they are asked for."""
        self._folder = folder
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, color: str, size: int) -> QPixmap:
        """An icon as a square picture of `size` pixels in one color."""
        key = (name, color, size)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, color, size)
        return self._drawn[key]

    def icon(self, name: str, color: str, size: int) -> QIcon:
        """An icon for a button."""
        return QIcon(self.pixmap(name, color, size))

    def _draw(self, name: str, color: str, size: int) -> QPixmap:
        from PySide6.QtCore import Qt
        from PySide6.QtSvg import QSvgRenderer

        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        path = self._folder / f"{name}.svg"
        if path.exists():
            drawing = path.read_text(encoding="utf-8").replace("currentColor", color)
            painter = QPainter(picture)
            QSvgRenderer(QByteArray(drawing.encode())).render(painter)
            painter.end()
        return picture
