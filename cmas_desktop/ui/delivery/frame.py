"""The frame of the delivery screen: title and clock at the top, movement at the foot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cmas_desktop.ui.delivery.presenter import ClockView
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.spread import Spread
from cmas_desktop.ui.widgets.texts import button, column, label, plain, row, show_as_it_is


class Bar(QFrame):
    """Exam and candidate at the left; time remaining at the right, with the counter under it."""

    def __init__(self, look: Look, title: str, candidate: str = "", parent: QWidget | None = None) -> None:
        """A bar with this title; clock and counter are empty until they are shown."""
        super().__init__(parent)
        self.setObjectName("bar")
        self._look = look
        self.title = label(title, wrap=False)
        self.title.setStyleSheet("font-weight: 600")
        self.candidate = label(wrap=False)
        self.candidate.setMinimumWidth(1)
        show_as_it_is(self.candidate)
        self.candidate.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.clock = button("", lambda: None, "clock")
        self.clock.clicked.disconnect()
        self.counter = label(wrap=False)
        self.counter.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.counter.setContentsMargins(0, 0, look.px(9), 0)
        left = column(self.title, self.candidate, spacing=look.px(2))
        right = column(self.clock, self.counter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(20), look.px(8), look.px(12), look.px(8))
        layout.addLayout(left, 1)
        layout.addLayout(right)
        self.name_candidate(candidate)
        self.clock.hide()
        self.setMinimumHeight(look.px(60))

    def name_candidate(self, candidate: str) -> None:
        """Show the candidate's name; a very long one is cut, and whole in the tool tip."""
        self.candidate.setText(candidate)
        self.candidate.setToolTip(candidate)

    def show_clock(self, view: ClockView) -> None:
        """Show the time left, or that it is hidden."""
        text = "Show &time" if view.hidden else f"&Time remaining  {view.text}"
        if text == self.clock.text():
            return
        self.clock.setText(text)
        self.clock.setAccessibleName(plain(text))
        self.clock.setIconSize(QSize(self._look.px(16), self._look.px(16)))
        self.clock.setIcon(self._look.icon("clock", "warn" if view.low else "on_bar", 16))
        self.clock.setEnabled(not view.forced)
        self.clock.setStyleSheet(f"color: {self._look.theme.palette.warn}" if view.low else "")
        self.clock.setToolTip("" if view.forced else "Click to hide or show the time")
        self.clock.show()

    def show_counter(self, text: str) -> None:
        """Show "n of N"."""
        if text != self.counter.text():
            self.counter.setText(text)


class Strip(QFrame):
    """The strip under the bar: the saved mark, what the walk goes through, and the flag if there is one."""

    def __init__(self, look: Look, flag: QPushButton | None = None, parent: QWidget | None = None) -> None:
        """A strip with this flag button at its right end."""
        super().__init__(parent)
        self.setObjectName("strip")
        self._look = look
        self._mark = QLabel()
        self.saved = label(wrap=False)
        self.walking = label(wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(20), look.px(4), look.px(12), look.px(4))
        layout.setSpacing(look.px(6))
        layout.addWidget(self._mark)
        layout.addWidget(self.saved)
        layout.addSpacing(look.px(20))
        layout.addWidget(self.walking)
        layout.addStretch(1)
        if flag is not None:
            layout.addWidget(flag)
        self.setMinimumHeight(look.px(40))

    def show_saved(self, answered: bool, unsaved: bool) -> None:
        """Say that the answer on screen is stored, or that it is not; nothing while there is none."""
        text = "Not saved yet" if unsaved else "Saved" if answered else ""
        if text == self.saved.text():
            return
        self.saved.setText(text)
        icon, use = ("triangle-alert", "bad") if unsaved else ("check", "good")
        self._mark.setPixmap(self._look.pixmap(icon, use, 16))
        self._mark.setVisible(bool(text))


class Foot(Spread):
    """The foot: groups of buttons at the left and at the right."""

    def __init__(self, look: Look) -> None:
        """An empty foot."""
        left, right = QWidget(), QWidget()
        side, edge, gap = look.px(20), look.px(8), look.px(10)
        super().__init__(left, right, (side, edge, side, edge), gap)
        self.setObjectName("foot")
        self.left, self.right = row(spacing=gap), row(spacing=gap)
        left.setLayout(row(self.left, -1))
        right.setLayout(row(-1, self.right))


def framed(bar: QWidget, *middle: QWidget, foot: QWidget | None = None) -> QVBoxLayout:
    """Bar, what lies between (the last part takes the room), and foot."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(bar)
    for part in middle:
        layout.addWidget(part, 1 if part is middle[-1] else 0)
    if foot is not None:
        layout.addWidget(foot)
    return layout
