"""The main window: the first screen at once, one place at a time, and the looks of it all.

Only what the first paint needs is imported here; the ways between the places come with the desk
(`ui/flow.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QMainWindow, QStackedWidget, QWidget

from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.home.home_page import HomePage
from cmas_desktop.ui.theme.icons import Icons
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.theme.theme import apply_theme, load_fonts, theme_for

USUAL_SIZE = QSize(1120, 780)
SMALLEST_SIZE = QSize(760, 560)


class MainWindow(QMainWindow):
    """One window for everything. It shows the first screen at once; a flow then leads it from place to place.

    `painted` comes with the first paint, `ready` when the first screen can be used, `closing` when the
    window goes away for good. `asks_to_stay` is asked before the window closes: true keeps it open.
    """

    painted = Signal()
    ready = Signal()
    closing = Signal()

    def __init__(self, resources: Path, settings: Settings, full_screen: bool = True) -> None:
        """A window that can be painted before anything is loaded.

        Without `full_screen` an exam keeps the window's size (for pictures and tests).
        """
        super().__init__()
        self.setWindowTitle("CMAS Desktop")
        self.setMinimumSize(SMALLEST_SIZE)
        self._keep_sizes_to_ourselves()
        self.resize(self._usual_size())
        load_fonts(resources / "fonts")
        self._full_screen = full_screen
        self._as_window = self.geometry()
        self._choice = (settings.theme, settings.text_size)
        self.look = Look(theme_for(*self._choice, self.height()), Icons(resources / "icons"))
        apply_theme(self, self.look.theme)
        self.asks_to_stay: Callable[[], bool] = lambda: False
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.home = HomePage(self.look)
        self.home.looks.show_choice(*self._choice)
        self.stack.addWidget(self.home)
        self._painted = False

    def _usual_size(self) -> QSize:
        return USUAL_SIZE.boundedTo(self.screen().availableSize())

    def _keep_sizes_to_ourselves(self) -> None:
        """Without this the window system is told of the smallest size anew with every question."""
        layout = self.layout()
        assert layout is not None, "a main window has a layout"
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def say_closed(self, message: str) -> None:
        """Nothing can be loaded: say why on the first screen, where nothing can be begun."""
        self.home.banner.say(message, "bad", lasting=True)

    def show_place(self, place: QWidget) -> None:
        """Show a place; the one before is dropped, unless it is the first screen."""
        before = self.stack.currentWidget()
        if place is before:
            return
        self.stack.addWidget(place)
        self.stack.setCurrentWidget(place)
        if before is not None and before is not self.home:
            self.stack.removeWidget(before)
            before.deleteLater()

    def fill_screen(self) -> None:
        """Leave nothing else in reach."""
        if self._full_screen and not self.isFullScreen():
            self._as_window = self.geometry()
            self.setGeometry(self.screen().geometry())
            self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Be a window among others again."""
        if self.isFullScreen():
            self.showNormal()
            self.setGeometry(self._as_window)

    def choose_look(self, theme: str, text_size: float) -> None:
        """Use this theme and text size from now on."""
        self._choice = (theme, text_size)
        self._fit_look()

    def _fit_look(self) -> None:
        theme = theme_for(*self._choice, self.height())
        if theme != self.look.theme:
            apply_theme(self, theme)
            self.look.replace(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text grows with a tall window."""
        super().resizeEvent(event)
        self._fit_look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """During an exam the window asks before it closes; answers are stored in any case."""
        if self.asks_to_stay():
            event.ignore()
            return
        event.accept()
        self.closing.emit()
