"""Where the parts are put together for the window, and the only place."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cmas_desktop.engine.errors import CmasError
from cmas_desktop.places import home_folder, resources_folder
from cmas_desktop.settings_file import read_settings
from cmas_desktop.ui.first_window import FirstWindow
from cmas_desktop.ui.window import MainWindow

SETTINGS = "settings.json"
LOG_BYTES = 1_000_000


def run_window(arguments: list[str]) -> int:
    """Open the window and stay until it is closed; a second start raises the first window and ends."""
    home = home_folder()
    try:
        first = FirstWindow(home)
    except OSError as fault:
        sys.stderr.write(f"CMAS Desktop cannot write to its folder {home}: {fault.strerror}.\n")
        return 1
    if not first.first:
        application = QApplication(arguments)
        heard = first.ask_first()
        application.quit()
        word = "its window was raised" if heard else "but its window does not answer"
        sys.stderr.write(f"CMAS Desktop is already open on this data: {word}.\n")
        return 0 if heard else 1
    application, window = start(arguments)
    window.ready.connect(lambda: first.listen(lambda: _raise(window)))
    code = application.exec()
    first.release()
    return code


def start(arguments: list[str], full_screen: bool = True) -> tuple[QApplication, MainWindow]:
    """Show the first screen at once; the desk is loaded behind it."""
    home, resources = home_folder(), resources_folder()
    application = QApplication(arguments)
    QGuiApplication.setApplicationDisplayName("CMAS Desktop")
    application.setApplicationName("CMAS Desktop")
    window = MainWindow(resources, read_settings(home / SETTINGS), full_screen)
    window.painted.connect(lambda: QTimer.singleShot(0, lambda: _load(window, resources, home)))
    window.show()
    return application, window


def _load(window: MainWindow, resources: Path, home: Path) -> None:
    from cmas_desktop.desk import open_desk
    from cmas_desktop.ui.flow import Flow

    _log_to(home)
    try:
        desk = open_desk(resources, home)
    except CmasError as fault:
        window.say_closed(str(fault))
        return
    window.closing.connect(desk.close)
    flow = Flow(window, desk)
    flow.begin()
    flow.background.start(desk.back_up, _nothing, _nothing)


def _nothing(outcome: object) -> None:
    """The copy of the day is made or not; the log has what went wrong."""


def _raise(window: MainWindow) -> None:
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()


def _log_to(home: Path) -> None:
    """Write the log beside the data; an unexpected fault is logged, and the window stays."""
    import logging.handlers

    handler = logging.handlers.RotatingFileHandler(
        home / "log.txt", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    sys.excepthook = _log_fault


def _log_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    import logging

    logging.getLogger("cmas_desktop").critical("An unexpected fault", exc_info=(kind, fault, trace))
    sys.__excepthook__(kind, fault, trace)
