"""One question on screen: stem, exhibit and options, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cmas_desktop.engine.items import LETTERS
from cmas_desktop.ui.delivery.presenter import QuestionView
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.exhibit_view import ExhibitView
from cmas_desktop.ui.widgets.option_row import OptionRow
from cmas_desktop.ui.widgets.texts import button, label, row

READING_WIDTH = 920
"""The widest a line of a question gets, in usual pixels: longer lines are hard to follow."""


class QuestionPane(QScrollArea):
    """Shows a question; says which option was asked for, to choose or to strike out."""

    def __init__(
        self,
        look: Look,
        choose: Callable[[int], object],
        strike: Callable[[int], object],
        clear: Callable[[], object],
    ) -> None:
        """Report what is asked for to these three."""
        super().__init__()
        self._look = look
        self.setObjectName("sheet")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stem = _stem_label()
        self.exhibit = ExhibitView(look)
        self.options = tuple(OptionRow(place, look) for place in range(len(LETTERS)))
        for option in self.options:
            option.asked.connect(choose)
            option.strike_asked.connect(strike)
        self.clear_button = button("C&lear answer", clear, "link")
        self._fill()
        look.changed.connect(self._restyle)
        self._restyle()

    def show_question(self, view: QuestionView) -> None:
        """Show this question in this state."""
        spoken = f"Question {view.number} of {view.total}. {view.stem}"
        new = spoken != self.stem.accessibleName()
        if new:
            self.stem.setText(view.stem)
            self.stem.setAccessibleName(spoken)
            self.exhibit.show_exhibit(view.exhibit)
            self.verticalScrollBar().setValue(0)
            self._column.setAccessibleName(view.stem)
        for row_widget, option in zip(self.options, view.options, strict=True):
            row_widget.show_option(option.letter, option.text, option.chosen, option.struck, option.unsaved)
        self.clear_button.setVisible(view.answered)
        if new:
            self._fit()

    def read_from_start(self) -> None:
        """Put the focus on the stem, where a screen reader begins to read."""
        self.stem.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        self._page = QWidget()
        self._page.setObjectName("plain")
        self._column = _Column()
        self._column.setObjectName("plain")
        inner = QVBoxLayout(self._column)
        inner.addWidget(self.stem)
        inner.addWidget(self.exhibit)
        for option in self.options:
            inner.addWidget(option)
        inner.addLayout(row(-1, self.clear_button))
        inner.addStretch(1)
        self._inner = inner
        outer = row(self._column)
        outer.setAlignment(self._column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._page.setLayout(outer)
        self.setWidget(self._page)

    def _restyle(self) -> None:
        px = self._look.px
        self._inner.setSpacing(px(10))
        self._inner.setContentsMargins(px(28), px(24), px(28), px(16))
        self.stem.setFont(self._look.theme.font(18))
        self.stem.setStyleSheet(f"font-size: {px(18)}px; padding-bottom: {px(8)}px")
        self._fit()

    def _fit(self) -> None:
        """As wide as is readable, and as high as that needs: a long question scrolls, it is not squeezed."""
        width = min(self.viewport().width(), self._look.px(READING_WIDTH))
        self._column.setFixedWidth(width)
        self._column.setMinimumHeight(self._inner.totalHeightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines readable in wide windows."""
        super().resizeEvent(event)
        self._fit()


class _Column(QWidget):
    """The column of a question. The pane gives it width and height: nobody else need ask for other widths."""

    def hasHeightForWidth(self) -> bool:
        """Its height is set, whatever its contents would need elsewhere."""
        return False


def _stem_label() -> QLabel:
    made = label()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return made


def flag_button(act: Callable[[], object]) -> QPushButton:
    """The button that flags a question for review."""
    made = button("&Flag for review", act)
    made.setCheckable(True)
    return made
