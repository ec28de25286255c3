"""Running the demo: the real window, a simulated candidate in front of it, a data folder of its own."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from cmas_desktop.demo import DemoCandidate, DemoClock, fresh_folder, summary, write_outcome
from cmas_desktop.desk import ExamDesk, open_desk
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.guard.clock import system_clock
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.flow import Flow
from cmas_desktop.ui.window import MainWindow


def run_demo(options: argparse.Namespace, resources: Path, out: TextIO) -> int:
    """Sit the exam and leave report, result, journal and pictures in `options.out`.

    The data folder is `options.out`/home, or the one that CMAS_HOME names.
    """
    folder = Path(options.out).absolute()
    home = Path(os.environ.get("CMAS_HOME") or folder / "home")
    home.mkdir(parents=True, exist_ok=True)
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["cmas-desktop"])
    clock = DemoClock(system_clock(), home / "demo-clock.txt")
    began = time.monotonic()
    with open_desk(resources, home, clock, options.seed) as desk:
        _check_beginning(options, desk)
        fresh_folder(folder, options.resume)
        flow = _opened(options, resources, desk)
        application.processEvents()
        result = DemoCandidate(flow, desk, clock, options).sit(out)
        write_outcome(folder, desk, result)
        flow.window.close()
    if not options.trace:
        out.write(summary(result, folder, time.monotonic() - began))
    return 0


def _check_beginning(options: argparse.Namespace, desk: ExamDesk) -> None:
    """Raise CmasError where there is nothing to go on with, or something that must not be lost."""
    unfinished = desk.unfinished()
    if unfinished and not options.resume:
        raise CmasError(
            f"An interrupted demo waits in {options.out}: go on with --resume, or name another folder."
        )
    if options.resume and not unfinished:
        raise CmasError(f"There is no interrupted demo in {options.out}: leave --resume out to begin one.")


def _opened(options: argparse.Namespace, resources: Path, desk: ExamDesk) -> Flow:
    options.questions = options.questions or desk.blueprint.questions_default
    settings = Settings(theme=options.theme, text_size=options.text_size)
    desk.keep_settings(settings)
    window = MainWindow(resources, settings, full_screen=False)
    width, height = (int(side) for side in options.size.split("x"))
    window.resize(QSize(width, height))
    window.show()
    flow = Flow(window, desk)
    flow.begin()
    return flow
