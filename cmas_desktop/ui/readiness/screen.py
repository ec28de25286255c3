"""The check screen: one question at a time, answered for good, until the test has seen enough."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.readiness import LEAST
from cmas_desktop.engine.timing import ClockNote
from cmas_desktop.ui.delivery import ending
from cmas_desktop.ui.delivery.answer_keys import answer_key
from cmas_desktop.ui.delivery.exam_screen import FULL, TICK_MS, welcome_back
from cmas_desktop.ui.delivery.frame import Bar, Foot, Strip, framed
from cmas_desktop.ui.delivery.question_pane import QuestionPane
from cmas_desktop.ui.readiness.presenter import CheckPresenter
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.banner import Banner, announce
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.widgets.texts import button

TITLE = "Readiness check"


class CheckScreen(QWidget):
    """One readiness check on screen, from its first question to its end."""

    submitted = Signal()
    left = Signal()

    def __init__(self, look: Look, letter_keys: bool, presenter: CheckPresenter, candidate: str) -> None:
        """Show this check and let its clock run."""
        super().__init__()
        self._look, self._letter_keys, self.presenter = look, letter_keys, presenter
        self._build(candidate)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        look.changed.connect(self._repaint_all)
        self.show_state()
        self.question_pane.read_from_start()

    def say_welcome_back(self, absence: ClockNote) -> None:
        """Tell a candidate who returns what the absence cost."""
        self.banner.say(welcome_back(absence), "calm")

    def ask_to_leave(self, grace: str) -> Overlay:
        """Ask whether to leave the check for now."""
        return ending.ask_to_leave(self._body, self._look, grace, self._leave, "readiness check")

    def show_state(self) -> None:
        """Paint the state that the presenter tells."""
        view = self.presenter.question()
        self.question_pane.show_question(view)
        self.bar.show_counter(f"Question {view.number}, at most {view.total}")
        self.strip.show_saved(view.answered, any(option.unsaved for option in view.options))
        self.next.setEnabled(view.answered)
        self._show_clock()

    def tick(self) -> None:
        """Let time pass; warn, and hand in at zero."""
        tick = self.presenter.tick()
        if tick.expired:
            self._hand_in("time")
        elif tick.warning is not None:
            self.banner.say(
                f"{tick.warning} {'minutes' if tick.warning > 1 else 'minute'} left.", lasting=False
            )
        if not tick.expired:
            self._show_clock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits choose; with Shift they strike out."""
        meant = answer_key(event, self._letter_keys)
        if meant is None:
            super().keyPressEvent(event)
            return
        place, strikes = meant
        act = self.presenter.strike if strikes else self.presenter.choose
        self._do(lambda: act(place))

    def _show_clock(self) -> None:
        self.bar.show_clock(self.presenter.clock())
        if self.presenter.sitting.fault is not None and self.banner.property("kind") != "bad":
            self.banner.say(FULL, "bad", lasting=True)

    def _repaint_all(self) -> None:
        if self.presenter.stage is Stage.QUESTION:
            self.bar.clock.setText("")
            self.show_state()

    def _do(self, act: Callable[[], object]) -> None:
        act()
        self.show_state()

    def _go_on(self) -> None:
        """Leave the question for good."""
        self.presenter.step(1)
        if self.presenter.stage is Stage.ENDED:
            self._hand_in("test")
            return
        self.show_state()
        self.question_pane.read_from_start()
        announce(self, f"Question {self.presenter.question().number}, at most {self.presenter.total}")

    def _ask_to_stop(self) -> None:
        answered = self.presenter.answered
        overlay = Overlay(self._body, self._look, "Stop the check here?")
        overlay.add_text(f"You have answered {answered} of at most {self.presenter.total}.", "heading")
        overlay.add_text(
            f"It needs at least {LEAST} answers to say anything, and often more. If you only want a break, "
            "close the window instead: the check then waits for you."
        )
        back = button("&Go on", overlay.close_overlay, "primary")
        overlay.buttons.addWidget(button("&Stop and see the outcome", ending.then(overlay, self._stop)))
        overlay.buttons.addStretch(1)
        overlay.buttons.addWidget(back)
        overlay.open(back)

    def _stop(self) -> None:
        self._hand_in("candidate")

    def _hand_in(self, by: str) -> None:
        self._timer.stop()
        if self.presenter.submit(by):
            self.submitted.emit()
        else:
            ending.say_not_stored(self._body, self._look, lambda: self._hand_in(by))

    def _leave(self) -> None:
        self._timer.stop()
        self.presenter.leave()
        self.left.emit()

    def _build(self, candidate: str) -> None:
        look = self._look
        self.bar = Bar(look, TITLE, candidate)
        self.bar.clock.clicked.connect(lambda: self._do(self.presenter.toggle_time))
        self.strip = Strip(look)
        self.banner = Banner(look)
        self.question_pane = QuestionPane(
            look,
            choose=lambda place: self._do(lambda: self.presenter.choose(place)),
            strike=lambda place: self._do(lambda: self.presenter.strike(place)),
            clear=lambda: self._do(self.presenter.clear),
        )
        foot = Foot(look)
        self.keys = button("&Keys", lambda: ending.show_keys(self._body, look, CHECK_KEYS))
        self.stop = button("&Stop here", self._ask_to_stop)
        self.next = button("&Next", self._go_on)
        for one in (self.keys, self.stop):
            foot.left.addWidget(one)
        foot.right.addWidget(self.next)
        self._body = QWidget(self)
        self._body.setLayout(framed(self.bar, self.banner, self.strip, self.question_pane, foot=foot))
        self.setLayout(framed(self._body))


CHECK_KEYS = (
    ("A B C D, or 1 2 3 4", "choose an option"),
    ("Shift + A B C D, or a right click", "strike an option out, or undo that"),
    ("Alt + N", "next question, for good"),
    ("Alt + L", "clear the answer"),
    ("Alt + S", "stop the check here"),
    ("Alt + T", "hide the time, or show it (not in the last five minutes)"),
    ("Tab, arrows, Space", "move, and choose what has the focus"),
)
"""The keys of the check screen with what they do."""
