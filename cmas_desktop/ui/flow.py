"""The ways between the places: from the first screen through the exam to the result and back."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.result import Result
from cmas_desktop.ui.background import Background
from cmas_desktop.ui.ports import Desk, OpenSitting

if TYPE_CHECKING:
    from cmas_desktop.ui.author.journey import AuthorJourney
    from cmas_desktop.ui.delivery.exam_screen import ExamScreen
    from cmas_desktop.ui.readiness.screen import CheckScreen
    from cmas_desktop.ui.results.result_page import ResultPage
    from cmas_desktop.ui.window import MainWindow


class Flow(QObject):
    """Leads one window from place to place. Each place is loaded when it is first gone to."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        """Serve this window from this desk."""
        super().__init__(window)
        self.window, self.desk = window, desk
        self.background = Background()
        self.exam: ExamScreen | CheckScreen | None = None
        self._told = ""
        window.asks_to_stay = self.keeps_open
        home = window.home
        home.start_asked.connect(self.start)
        home.resume_asked.connect(self.resume)
        home.check_asked.connect(self.start_check)
        home.history_asked.connect(self.show_history)
        home.facts_asked.connect(self.show_facts)
        home.items_asked.connect(self.show_item_report)
        home.result_asked.connect(self.show_attempt)
        home.looks.chosen.connect(self._choose_look)

    def begin(self) -> None:
        """Show what is known, or take an interrupted candidate straight back to the exam."""
        unfinished = self.desk.unfinished()
        if unfinished is not None and not unfinished.left:
            self.resume(unfinished.attempt_id)
        else:
            self.go_home()
        self.window.ready.emit()

    def keeps_open(self) -> bool:
        """Whether the window must not just close: an exam is under way, and the candidate is asked."""
        if self.exam is None:
            return False
        self.exam.ask_to_leave(f"{self.desk.blueprint.clock.grace_seconds // 60} minutes")
        return True

    # Home

    def go_home(self) -> None:
        """Show the first screen with what is known now, and what the desk has to tell, once."""
        notice = self.desk.notice
        self._show_home("" if notice == self._told else notice)
        self._told = notice

    def _show_home(self, notice: str) -> None:
        home, desk = self.window.home, self.desk
        home.show_desk(desk.blueprint, desk.history(), desk.unfinished(), notice, desk.readiness.taken)
        self.window.show_place(home)
        home.take_focus()

    def say_at_home(self, message: str, kind: str = "bad") -> None:
        """Go to the first screen, as a window among others, and say something there."""
        self.window.leave_full_screen()
        if not message:
            self.go_home()
            return
        self._show_home("")
        self.window.home.banner.say(message, kind)

    def show_history(self) -> None:
        """Show every finished attempt."""
        from cmas_desktop.ui.home.history_page import HistoryPage

        desk = self.desk
        page = HistoryPage(self.window.look, desk.blueprint, desk.history(), desk.readiness.history())
        page.back.connect(self.go_home)
        page.result_asked.connect(self.show_attempt)
        page.check_asked.connect(self.show_check)
        self.window.show_place(page)

    def show_facts(self) -> None:
        """Show the facts for candidates."""
        from cmas_desktop.ui.home.facts_page import FactsPage

        page = FactsPage(self.window.look, self.desk.blueprint)
        page.back.connect(self.go_home)
        self.window.show_place(page)

    def show_item_report(self) -> AuthorJourney:
        """Show what the finished attempts say of each item."""
        from cmas_desktop.ui.author.journey import AuthorJourney

        journey = AuthorJourney(self.window, self.desk, self.background)
        journey.ended.connect(self.go_home)
        journey.begin()
        return journey

    def _choose_look(self, theme: str, text_size: float) -> None:
        self.window.choose_look(theme, text_size)
        self.desk.keep_settings(replace(self.desk.settings(), theme=theme, text_size=text_size))

    # The exam

    def start(self) -> None:
        """Begin the way into an exam."""
        from cmas_desktop.ui.journey import Journey

        journey = Journey(self.window, self.desk, self.background)
        journey.begun.connect(self.open_exam)
        journey.ended.connect(lambda reason: self.say_at_home(reason, "warn"))
        journey.begin()

    def resume(self, attempt_id: str) -> None:
        """Go on with an attempt; where its time is over, hand it in and show the result."""
        try:
            opened = self.desk.resume(attempt_id)
        except CmasError as fault:
            self.say_at_home(str(fault))
            return
        if opened.sitting.clock.expired or opened.sitting.state.stage is Stage.ENDED:
            self._hand_in_late(opened)
            return
        exam = opened.form.purpose is Purpose.EXAM
        screen = self.open_exam(opened) if exam else self.open_check(opened)
        if opened.absence is not None:
            screen.say_welcome_back(opened.absence)

    def open_exam(self, opened: OpenSitting) -> ExamScreen:
        """Show the exam screen, alone on the display, with the clock running."""
        from cmas_desktop.ui.delivery.exam_screen import ExamScreen
        from cmas_desktop.ui.delivery.presenter import ExamPresenter

        desk = self.desk
        screen = ExamScreen(self.window.look, desk.blueprint.exam_title, desk.settings().letter_keys)
        rules = desk.blueprint.clock
        presenter = ExamPresenter(opened.sitting, opened.form, opened.items, rules, desk.read_clock)
        screen.submitted.connect(lambda: self._finish(opened))
        screen.left.connect(self._leave_exam)
        self.exam = screen
        gc.collect()
        gc.freeze()  # a full collection in the middle of a question would be felt
        self.window.fill_screen()
        self.window.show_place(screen)
        screen.open_sitting(presenter, opened.sitting.state.candidate)
        return screen

    # The readiness check

    def start_check(self) -> None:
        """Begin the way into a readiness check."""
        from cmas_desktop.ui.readiness.journey import CheckJourney

        journey = CheckJourney(self.window, self.desk, self.background)
        journey.begun.connect(self.open_check)
        journey.ended.connect(self.go_home)
        journey.begin()

    def open_check(self, opened: OpenSitting) -> CheckScreen:
        """Show the check screen, alone on the display, with the clock running."""
        from cmas_desktop.ui.readiness.presenter import CheckPresenter
        from cmas_desktop.ui.readiness.screen import CheckScreen

        desk, look = self.desk, self.window.look
        presenter = CheckPresenter(opened.sitting, opened.form, opened.items, desk.blueprint, desk.read_clock)
        candidate = opened.sitting.state.candidate
        self.window.fill_screen()
        screen = CheckScreen(look, desk.settings().letter_keys, presenter, candidate)
        screen.submitted.connect(lambda: self._finish(opened))
        screen.left.connect(self._leave_exam)
        self.exam = screen
        self.window.show_place(screen)
        screen.question_pane.read_from_start()
        return screen

    def show_check(self, attempt_id: str) -> None:
        """Show what an ended check came to."""
        from cmas_desktop.ui.readiness.result_page import CheckResultPage

        try:
            past = self.desk.readiness.outcome(attempt_id)
        except CmasError as fault:
            self.say_at_home(str(fault))
            return
        page = CheckResultPage(self.window.look, past)
        page.home_asked.connect(self.go_home)
        page.exam_asked.connect(self.start)

        def back() -> None:
            self.show_check(attempt_id)

        page.answers_asked.connect(lambda: self._show_answers(attempt_id, back))
        self.window.show_place(page)

    def _finish(self, opened: OpenSitting) -> None:
        self.exam = None
        self.window.leave_full_screen()
        if opened.form.purpose is Purpose.READINESS:
            self.show_check(opened.sitting.state.attempt_id)
            return
        try:
            self.show_result(self.desk.finish(opened.sitting))
        except CmasError as fault:
            self.say_at_home(f"Your answers are handed in and safe, but not scored yet. {fault}")

    def _hand_in_late(self, opened: OpenSitting) -> None:
        from cmas_desktop.ui.delivery.presenter import ExamPresenter

        rules, read = self.desk.blueprint.clock, self.desk.read_clock
        presenter = ExamPresenter(opened.sitting, opened.form, opened.items, rules, read)
        if presenter.submit("time"):
            self._finish(opened)
        else:
            self.say_at_home("Your last exam could not be handed in: the disk is full. Nothing is lost.")

    def _leave_exam(self) -> None:
        self.exam = None
        self.say_at_home("")

    # The result

    def show_attempt(self, attempt_id: str) -> None:
        """Show the result of an attempt."""
        try:
            self.show_result(self.desk.result(attempt_id))
        except CmasError as fault:
            self.say_at_home(str(fault))

    def show_result(self, result: Result) -> None:
        """Show a result with its ways on."""
        from cmas_desktop.ui.results.result_page import ResultPage

        page = ResultPage(self.window.look, result)
        page.home_asked.connect(self.go_home)
        page.answers_asked.connect(lambda: self.show_answers(result))
        page.certificate_asked.connect(lambda: self.show_certificate(result))
        page.save_asked.connect(lambda: self._save_report(page, result))
        page.open_asked.connect(lambda: self._open_report(page, result))
        self.window.show_place(page)

    def show_answers(self, result: Result) -> None:
        """Show the answers of the attempt that this result is of."""
        self._show_answers(result.attempt_id, lambda: self.show_result(result))

    def show_certificate(self, result: Result) -> None:
        """Show the record of the form that this result is of."""
        from cmas_desktop.ui.results.certificate_page import CertificatePage

        try:
            form = self.desk.answers(result.attempt_id).form
        except CmasError as fault:
            self.say_at_home(str(fault))
            return
        page = CertificatePage(self.window.look, form)
        page.back.connect(lambda: self.show_result(result))
        self.window.show_place(page)

    def _show_answers(self, attempt_id: str, back: Callable[[], object]) -> None:
        from cmas_desktop.ui.results.answers_page import AnswersPage

        page = AnswersPage(self.window.look, self.desk.blueprint, self.desk.answers(attempt_id))
        page.back.connect(back)
        self.window.show_place(page)

    def _save_report(self, page: ResultPage, result: Result) -> None:
        name = Path.home() / f"CMAS practice {result.finished_at[:10]} {result.shown}.pdf"
        target, _kind = QFileDialog.getSaveFileName(
            self.window, "Save the score report", str(name), "PDF (*.pdf)"
        )
        if target:
            self.write_report(page, result, Path(target), opened=False)

    def _open_report(self, page: ResultPage, result: Result) -> None:
        folder = Path(tempfile.mkdtemp(prefix="cmas-report-"))
        self.write_report(page, result, folder / "CMAS practice score report.pdf", opened=True)

    def write_report(self, page: ResultPage, result: Result, target: Path, opened: bool) -> None:
        """Write the report in the background, say where it is, and open it where that was asked."""

        def done(path: Path) -> None:
            if opened:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            say(f"The report is at {path}", "calm")

        def say(message: str, kind: str) -> None:
            here = page if self.window.stack.currentWidget() is page else self.window.home
            here.banner.say(message, kind)

        task = self.desk.report_writer(result, target)
        self.background.start(task, done, lambda message: say(message, "bad"))
