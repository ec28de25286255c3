"""Two groups in one line, or below one another where the line is too short for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QWidget


class Spread(QFrame):
    """The first group at the left and the second at the right; large text or a narrow window stacks them."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        margins: tuple[int, int, int, int],
        gap: int,
        second_grows: bool = False,
    ) -> None:
        """Spread these two, with margins and a smallest gap in pixels; a second that grows takes the rest."""
        super().__init__()
        self._first, self._second, self._gap = first, second, gap
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it stacks, if need be
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.setContentsMargins(*margins)
        self._box.setSpacing(gap)
        self._box.addWidget(first)
        if not second_grows:
            self._box.addStretch(1)
        self._box.addWidget(second, int(second_grows))

    @property
    def stacked(self) -> bool:
        """Whether the second group stands below the first."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def event(self, event: QEvent) -> bool:
        """A part that grows or comes may need the other arrangement."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window that grows or shrinks may need the other arrangement."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        margins = self._box.contentsMargins()
        needed = self._first.sizeHint().width() + self._gap + self._second.sizeHint().width()
        fits = needed <= self.width() - margins.left() - margins.right()
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if wanted != self._box.direction():
            self._box.setDirection(wanted)
