"""The exam screen: frame, question, review and the panels over them. It paints what the presenter says."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.timing import ClockNote
from cmas_desktop.ui.delivery import ending
from cmas_desktop.ui.delivery.answer_keys import answer_key
from cmas_desktop.ui.delivery.frame import Bar, Foot, Strip, framed
from cmas_desktop.ui.delivery.navigator import count_words, open_navigator
from cmas_desktop.ui.delivery.presenter import ExamPresenter, Walk, time_text
from cmas_desktop.ui.delivery.question_pane import QuestionPane, flag_button
from cmas_desktop.ui.delivery.review_pane import ReviewPane
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.banner import Banner, announce
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.widgets.texts import button

TICK_MS = 250
"""How often the clock is looked at, in milliseconds."""

FULL = (
    "Your last answers are on this screen but not saved: the disk is full. Go on; they are written as soon "
    "as there is room."
)
"""What is said while the disk takes nothing."""


class ExamScreen(QWidget):
    """One sitting on screen, from its first question to its submission."""

    submitted = Signal()
    left = Signal()

    def __init__(self, look: Look, title: str, letter_keys: bool = True, can_end: bool = True) -> None:
        """A screen without a sitting; `open_sitting` gives it one. Without `can_end` it is a rehearsal."""
        super().__init__()
        self._look = look
        self._letter_keys = letter_keys
        self._can_end = can_end
        self.presenter: ExamPresenter | None = None
        self._build(title)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        look.changed.connect(self._repaint_all)

    # A sitting comes and goes

    def open_sitting(self, presenter: ExamPresenter, candidate: str) -> None:
        """Show this sitting and let its clock run."""
        self.presenter = presenter
        self.bar.name_candidate(candidate)
        self._timer.start()
        self.show_state()
        self.question_pane.read_from_start()

    def say_welcome_back(self, absence: ClockNote) -> None:
        """Tell a candidate who returns what the absence cost."""
        self.banner.say(welcome_back(absence), "calm")

    def ask_to_leave(self, grace: str) -> Overlay:
        """Ask whether to leave the exam for now."""
        return ending.ask_to_leave(self._body, self._look, grace, self._leave)

    # What is painted

    def show_state(self) -> None:
        """Paint the state that the presenter tells."""
        presenter = self._open
        if presenter.stage is Stage.QUESTION:
            self._show_question(presenter)
        elif presenter.stage is Stage.REVIEW:
            counts = count_words(presenter.blank, presenter.flagged)
            self.review_pane.show_rows(presenter.rows(), counts)
            self.bar.show_counter("Review")
        self._show_stage(presenter.stage is Stage.REVIEW)
        self._show_clock()

    def _show_question(self, presenter: ExamPresenter) -> None:
        view = presenter.question()
        self.question_pane.show_question(view)
        self.flag.setChecked(view.flagged)
        self.bar.show_counter(f"{view.number} of {view.total}")
        walking = f"Going through the {view.walking} questions" if view.walking else ""
        self.strip.walking.setText(walking)
        unsaved = any(option.unsaved for option in view.options)
        self.strip.show_saved(view.answered, unsaved)
        self.previous.setEnabled(not view.first)

    def _show_stage(self, review: bool) -> None:
        pane = self.review_pane if review else self.question_pane
        if self.panes.currentWidget() is not pane:
            self.panes.setCurrentWidget(pane)
            self.strip.setVisible(not review)
            for one in self._question_buttons:
                one.setVisible(not review)
            for one in self._review_buttons:
                one.setVisible(review)

    def _show_clock(self) -> None:
        self.bar.show_clock(self._open.clock())
        fault = self._open.sitting.fault
        if fault is not None and self.banner.property("kind") != "bad":
            self.banner.say(FULL, "bad", lasting=True)
        elif fault is None and self.banner.property("kind") == "bad" and self.banner.isVisible():
            self.banner.say("There is room again: every answer is saved.", "calm")
            self.show_state()

    def _repaint_all(self) -> None:
        if self.presenter is not None and self.presenter.stage is not Stage.ENDED:
            self.bar.clock.setText("")
            self.show_state()

    # What the candidate does

    def tick(self) -> None:
        """Let time pass; warn, and hand in at zero."""
        tick = self._open.tick()
        if tick.expired:
            self._time_is_up()
            return
        if tick.warning is not None:
            unit = "minutes are" if tick.warning > 1 else "minute is"
            self.banner.say(f"{tick.warning} {unit} left.", lasting=False)
        self._show_clock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits choose; with Shift they strike out."""
        meant = answer_key(event, self._letter_keys)
        on_question = self.presenter is not None and self._open.stage is Stage.QUESTION
        if meant is None or not on_question:
            super().keyPressEvent(event)
            return
        place, strikes = meant
        act = self._open.strike if strikes else self._open.choose
        self._do(lambda: act(place))

    def go(self, position: int) -> None:
        """Show the question at this position."""
        self._move(lambda: self._open.jump(position))

    def _do(self, act: object) -> None:
        assert callable(act)
        act()
        self.show_state()

    def _move(self, act: object) -> None:
        """An act that changes the question: the focus goes to the stem and a screen reader hears of it."""
        self._do(act)
        if self._open.stage is Stage.QUESTION:
            self.question_pane.read_from_start()
            view = self._open.question()
            flagged = ", flagged" if view.flagged else ""
            answered = "answered" if view.answered else "not answered"
            announce(self, f"Question {view.number} of {view.total}, {answered}{flagged}")
        else:
            self.review_pane.tiles.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, walk: Walk) -> None:
        found = self._open.walk(walk)
        if not found:
            self.banner.say(f"There are no {walk.value} questions.", "calm")
        else:
            self._move(lambda: None)

    def _end(self) -> None:
        presenter = self._open
        left = time_text(presenter.sitting.clock.remaining_ms)
        ending.ask_to_end(self._body, self._look, presenter.blank, presenter.flagged, left, self._hand_in)

    def _hand_in(self) -> None:
        self._timer.stop()
        if self._open.submit("candidate"):
            self.submitted.emit()
        else:
            ending.say_not_stored(self._body, self._look, self._hand_in)

    def _time_is_up(self) -> None:
        self._timer.stop()
        self.bar.show_clock(self._open.clock())
        for overlay in self.findChildren(Overlay):
            overlay.close_overlay()
        if not self._open.submit("time"):
            ending.say_not_stored(self._body, self._look, self._time_is_up)
            return
        blank = self._open.blank
        answered = self._open.total - blank
        ending.say_time_is_up(self._body, self._look, answered, blank, self.submitted.emit)

    def _leave(self) -> None:
        self._timer.stop()
        self._open.leave()
        self.left.emit()

    # How it is built

    @property
    def _open(self) -> ExamPresenter:
        assert self.presenter is not None, "a sitting is open"
        return self.presenter

    def _build(self, title: str) -> None:
        look = self._look
        self.flag = flag_button(lambda: self._do(self._open.flag))
        self.bar = Bar(look, title)
        self.bar.clock.clicked.connect(lambda: self._do(self._open.toggle_time))
        self.strip = Strip(look, self.flag)
        self.banner = Banner(look)
        self.question_pane = QuestionPane(
            look,
            choose=lambda place: self._do(lambda: self._open.choose(place)),
            strike=lambda place: self._do(lambda: self._open.strike(place)),
            clear=lambda: self._do(self._open.clear),
        )
        self.review_pane = ReviewPane(look, self.go)
        self.panes = QStackedWidget()
        self.panes.addWidget(self.question_pane)
        self.panes.addWidget(self.review_pane)
        self._body = QWidget(self)
        self._body.setLayout(framed(self.bar, self.banner, self.strip, self.panes, foot=self._foot()))
        self.setLayout(framed(self._body))

    def _foot(self) -> Foot:
        foot = Foot(self._look)
        self.previous = button("&Previous", lambda: self._move(lambda: self._open.step(-1)))
        self.next = button("&Next", lambda: self._move(lambda: self._open.step(1)))
        self.navigator = button("Na&vigator", self._navigate)
        self.to_review = button("&Review screen", lambda: self._move(self._open.review))
        self.help = button("&Keys", lambda: ending.show_keys(self._body, self._look))
        self.end = button("&End exam", self._end)
        walks = [
            button("Review &all", lambda: self._walk(Walk.ALL)),
            button("Review &incomplete", lambda: self._walk(Walk.INCOMPLETE)),
            button("Review f&lagged", lambda: self._walk(Walk.FLAGGED)),
        ]
        self._question_buttons = [self.previous, self.next, self.navigator, self.to_review]
        self._review_buttons = [*walks, self.end] if self._can_end else walks
        self.end.hide()
        for one in (self.help, self.end):
            foot.left.addWidget(one)
        for one in (*walks, self.to_review, self.navigator, self.previous, self.next):
            foot.right.addWidget(one)
        for one in self._review_buttons:
            one.hide()
        return foot

    def _navigate(self) -> None:
        open_navigator(self._body, self._look, self._open, self.go)


def welcome_back(absence: ClockNote) -> str:
    """What a candidate who returns is told of the absence."""
    away, counted = _duration(absence.size_ms), _duration(absence.counted_ms)
    cost = f"{counted} of it ran on the clock" if absence.counted_ms else "the clock stood still"
    return f"Welcome back. You were away for {away}; {cost}. Every answer is here."


def _duration(milliseconds: int) -> str:
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    if not minutes:
        return f"{seconds} seconds" if seconds != 1 else "1 second"
    return f"{minutes} min {seconds} s"
