"""A bar that moves while something is being made and nobody knows for how long."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar


class WaitingBar(QProgressBar):
    """Without a percentage; a screen reader hears what is awaited."""

    def __init__(self, awaited: str, width: int = 0) -> None:
        """Wait for this; `width` in pixels, 0 for as wide as there is room."""
        super().__init__()
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setAccessibleName(awaited)
        if width:
            self.setFixedWidth(width)
