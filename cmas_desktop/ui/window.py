"""The main window: which place is shown, and the way from one to the next."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.result import Result
from cmas_desktop.ui.background import Background
from cmas_desktop.ui.delivery.exam_screen import ExamScreen
from cmas_desktop.ui.delivery.presenter import ExamPresenter
from cmas_desktop.ui.home.home_page import HomePage
from cmas_desktop.ui.journey import Journey
from cmas_desktop.ui.ports import Desk, OpenSitting, Settings
from cmas_desktop.ui.theme.icons import Icons
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.theme.theme import apply_theme, load_fonts, theme_for

USUAL_SIZE = QSize(1120, 780)
SMALLEST_SIZE = QSize(760, 560)


class MainWindow(QMainWindow):
    """One window for everything. It shows the first screen at once and takes the desk when it is there.

    `painted` comes with the first paint, `ready` when the first screen can be used, `closing` when the
    window goes away for good.
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
        self.resize(USUAL_SIZE)
        load_fonts(resources / "fonts")
        self._full_screen = full_screen
        self._choice = (settings.theme, settings.text_size)
        self.look = Look(theme_for(*self._choice, self.height()), Icons(resources / "icons"))
        apply_theme(self, self.look.theme)
        self.background = Background()
        self.desk: Desk | None = None
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.home = HomePage(self.look)
        self.stack.addWidget(self.home)
        self.exam: ExamScreen | None = None
        self.home.looks.show_choice(*self._choice)
        self._painted = False
        self._connect_home()

    # The desk arrives

    def take_desk(self, desk: Desk) -> None:
        """Everything is loaded: show what is known, and take an interrupted candidate back to the exam."""
        self.desk = desk
        unfinished = desk.unfinished()
        if unfinished is not None and not unfinished.left:
            self.resume(unfinished.attempt_id)
        else:
            self.go_home()
        self.ready.emit()

    def say_closed(self, message: str) -> None:
        """Nothing can be loaded: say why on the first screen, where nothing can be begun."""
        self.home.banner.say(message, "bad", lasting=True)

    def go_home(self) -> None:
        """Show the first screen with what is known now."""
        desk = self._desk
        self.home.show_desk(desk.blueprint, desk.history(), desk.unfinished(), desk.notice)
        self.show_place(self.home)
        (self.home.resume if self.home.resume.isVisible() else self.home.start).setFocus()

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

    # The exam

    def resume(self, attempt_id: str) -> None:
        """Go on with an attempt; where its time is over, hand it in and show the result."""
        try:
            opened = self._desk.resume(attempt_id)
        except CmasError as fault:
            self.say_at_home(str(fault))
            return
        if opened.sitting.clock.expired or opened.sitting.state.stage is Stage.ENDED:
            self._hand_in_late(opened)
            return
        self.open_exam(opened)
        if self.exam is not None and opened.absence is not None:
            self.exam.say_welcome_back(opened.absence)

    def open_exam(self, opened: OpenSitting) -> None:
        """Show the exam screen, alone on the display, with the clock running."""
        desk = self._desk
        rules = desk.blueprint.clock
        screen = ExamScreen(self.look, desk.blueprint.exam_title, desk.settings().letter_keys)
        presenter = ExamPresenter(opened.sitting, opened.form, opened.items, rules, desk.read_clock)
        screen.submitted.connect(lambda: self._finish(opened))
        screen.left.connect(self._leave_exam)
        self.exam = screen
        self.fill_screen()
        self.show_place(screen)
        screen.open_sitting(presenter, opened.sitting.state.candidate)

    def fill_screen(self) -> None:
        """Leave nothing else in reach."""
        if self._full_screen:
            self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Be a window among others again."""
        if self.isFullScreen():
            self.showNormal()

    def _finish(self, opened: OpenSitting) -> None:
        self.exam = None
        self.leave_full_screen()
        self.show_result(self._desk.finish(opened.sitting))

    def _hand_in_late(self, opened: OpenSitting) -> None:
        desk = self._desk
        rules = desk.blueprint.clock
        presenter = ExamPresenter(opened.sitting, opened.form, opened.items, rules, desk.read_clock)
        if not presenter.submit("time"):
            self.say_at_home("Your last exam could not be handed in: the disk is full. Nothing is lost.")
            return
        result = desk.finish(opened.sitting)
        self.show_result(result)

    def _leave_exam(self) -> None:
        self.exam = None
        self.leave_full_screen()
        self.go_home()

    # The result

    def show_result(self, result: Result) -> None:
        """Show a result with its ways on."""
        from cmas_desktop.ui.results.result_page import ResultPage

        page = ResultPage(self.look, result)
        page.home_asked.connect(self.go_home)
        page.answers_asked.connect(lambda: self.show_answers(result))
        page.save_asked.connect(lambda: self._save_report(page, result))
        page.open_asked.connect(lambda: self._open_report(page, result))
        self.show_place(page)

    def show_answers(self, result: Result) -> None:
        """Show the answers of the attempt that this result is of."""
        from cmas_desktop.ui.results.answers_page import AnswersPage

        page = AnswersPage(self.look, self._desk.blueprint, self._desk.answers(result.attempt_id))
        page.back.connect(lambda: self.show_result(result))
        self.show_place(page)

    def _save_report(self, page: QWidget, result: Result) -> None:
        name = f"CMAS practice {result.finished_at[:10]} {result.shown}.pdf"
        target, _kind = QFileDialog.getSaveFileName(
            self, "Save the score report", str(Path.home() / name), "PDF (*.pdf)"
        )
        if target:
            self._write_report(page, result, Path(target), opened=False)

    def _open_report(self, page: QWidget, result: Result) -> None:
        folder = Path(tempfile.mkdtemp(prefix="cmas-report-"))
        self._write_report(page, result, folder / "CMAS practice score report.pdf", opened=True)

    def _write_report(self, page: QWidget, result: Result, target: Path, opened: bool) -> None:
        banner = page.banner  # type: ignore[attr-defined]

        def done(path: Path) -> None:
            if opened:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            banner.say(f"The report is at {path}", "calm")

        task = self._desk.report_writer(result, target)
        self.background.start(task, done, lambda message: banner.say(message, "bad"))

    # Inside

    @property
    def _desk(self) -> Desk:
        assert self.desk is not None, "the desk is there before anything can be asked"
        return self.desk

    def say_at_home(self, message: str) -> None:
        """Go to the first screen and say something there."""
        self.go_home()
        self.home.banner.say(message, "bad")

    def _connect_home(self) -> None:
        home = self.home
        home.start_asked.connect(lambda: Journey(self).begin())
        home.resume_asked.connect(self.resume)
        home.history_asked.connect(self.show_history)
        home.facts_asked.connect(self.show_facts)
        home.result_asked.connect(lambda attempt_id: self.show_result(self._desk.result(attempt_id)))
        home.looks.chosen.connect(self._choose_look)

    def show_history(self) -> None:
        """Show every finished attempt."""
        from cmas_desktop.ui.home.history_page import HistoryPage

        page = HistoryPage(self.look, self._desk.blueprint, self._desk.history())
        page.back.connect(self.go_home)
        page.result_asked.connect(lambda attempt_id: self.show_result(self._desk.result(attempt_id)))
        self.show_place(page)

    def show_facts(self) -> None:
        """Show the facts for candidates."""
        from cmas_desktop.ui.home.facts_page import FactsPage

        page = FactsPage(self.look, self._desk.blueprint)
        page.back.connect(self.go_home)
        self.show_place(page)

    def _choose_look(self, theme: str, text_size: float) -> None:
        self._choice = (theme, text_size)
        self._fit_look()
        if self.desk is not None:
            self.desk.keep_settings(replace(self.desk.settings(), theme=theme, text_size=text_size))

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
        if self.exam is None or self.exam.presenter is None:
            event.accept()
            self.closing.emit()
            return
        event.ignore()
        self.exam.ask_to_leave(f"{self._desk.blueprint.clock.grace_seconds // 60} minutes")
