"""A question turn: from Next to the painted next question, against a bare Qt page of the same content."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QVBoxLayout, QWidget

from cmas_desktop.desk import open_desk
from cmas_desktop.engine.form import FormQuestion
from cmas_desktop.engine.items import Item
from cmas_desktop.places import resources_folder
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.flow import Flow
from cmas_desktop.ui.ports import Enrollment, OpenSitting
from cmas_desktop.ui.window import MainWindow

QUESTIONS = 230


def measure() -> dict[str, float]:
    """Both pages turn through the same 230 questions in one run; the first turns warm up."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["bench"])
    with tempfile.TemporaryDirectory() as home, open_desk(resources_folder(), Path(home), seed=1) as desk:
        window = MainWindow(resources_folder(), Settings(), full_screen=False)
        window.resize(1366, 768)
        window.show()
        flow = Flow(window, desk)
        flow.begin()
        enrollment = Enrollment("Bench", QUESTIONS)
        opened = desk.begin(enrollment, desk.maker(enrollment)())
        flow.open_exam(opened)
        own = _turn_own(application, flow)
        bare = _turn_bare(application, opened)
        flow.exam = None
        window.close()
    return {
        "turn_p50_ms": _quantile(own, 0.5),
        "turn_p99_ms": _quantile(own, 0.99),
        "bare_turn_p50_ms": _quantile(bare, 0.5),
        "bare_turn_p99_ms": _quantile(bare, 0.99),
    }


def _turn_own(application: QApplication, flow: Flow) -> list[float]:
    screen = flow.exam
    assert screen is not None
    times = []
    application.processEvents()
    for number in range(QUESTIONS - 1):
        QTest.keyClick(screen, Qt.Key(Qt.Key.Key_A + number % 4))
        application.processEvents()
        times.append(_milliseconds(application, screen.next.click))
    return times


def _turn_bare(application: QApplication, opened: OpenSitting) -> list[float]:
    page = QWidget()
    page.resize(1366, 768)
    stem = QLabel()
    stem.setWordWrap(True)
    options = [QRadioButton() for _ in range(4)]
    layout = QVBoxLayout(page)
    for widget in (stem, *options):
        layout.addWidget(widget)
    page.show()
    application.processEvents()

    def show(question: FormQuestion, item: Item) -> None:
        stem.setText(item.stem)
        for option, at in zip(options, question.order, strict=True):
            option.setText(item.options[at])

    return [
        _milliseconds(application, lambda slot=slot: show(slot, opened.items[slot.item_id]))
        for slot in opened.form.questions
    ]


def _milliseconds(application: QApplication, act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    application.processEvents()
    return (time.perf_counter() - began) * 1000


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
