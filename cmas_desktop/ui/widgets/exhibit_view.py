"""An exhibit drawn from its data: a ledger, a form's boxes, a grid, a letter."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmas_desktop.engine.items import Exhibit
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.exhibit_layout import Layout, lay_out


class ExhibitView(QWidget):
    """Shows one exhibit; a screen reader reads its text alternative and every cell."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Draw with this look."""
        super().__init__(parent)
        self._look = look
        self._exhibit: Exhibit | None = None
        self._layouts: dict[int, Layout] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self._forget)

    def show_exhibit(self, exhibit: Exhibit | None) -> None:
        """Show this exhibit, or nothing."""
        if exhibit != self._exhibit:
            self._exhibit = exhibit
            self.setAccessibleName(exhibit_text(exhibit) if exhibit else "")
            self._forget()
        self.setVisible(exhibit is not None)

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the exhibit needs at this width."""
        return 0 if self._exhibit is None else self._laid_out(self._exhibit, width).height

    def sizeHint(self) -> QSize:
        """As wide as it is, as high as that needs."""
        width = self.width() or self._look.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows wrap the cells, they do not cut them."""
        return QSize(self._look.px(160), self._look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet, the cells and the words."""
        if self._exhibit is None:
            return
        layout = self._laid_out(self._exhibit, self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, px = self._look.theme.color, self._look.px
        painter.setPen(color("focus" if self.hasFocus() else "line"))
        painter.setBrush(color("page"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), px(8), px(8))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(color("line"))
        for cell in layout.cells:
            painter.setBrush(color(cell.use))
            painter.drawRect(cell.box)
        set_style: tuple[float, bool] | None = None
        for words in layout.words:
            style = (words.size, words.bold)
            if style != set_style:
                weight = QFont.Weight.DemiBold if words.bold else QFont.Weight.Normal
                painter.setFont(self._look.theme.font(words.size, weight))
                set_style = style
            painter.setPen(color(words.use))
            painter.drawText(words.box, words.flags, words.text)
        painter.end()

    def _laid_out(self, exhibit: Exhibit, width: int) -> Layout:
        """The layout at this width; one turn asks for several widths, each of them more than once."""
        if width not in self._layouts:
            self._layouts[width] = lay_out(exhibit, self._look.theme, width)
        return self._layouts[width]

    def _forget(self) -> None:
        self._layouts.clear()
        self.updateGeometry()
        self.update()


def exhibit_text(exhibit: Exhibit) -> str:
    """The exhibit in words: title, text alternative, and every cell with its column."""
    lines = [f"Exhibit: {exhibit.title}.", exhibit.alt]
    lines += [f"{name}: {value}." for name, value in exhibit.fields]
    for row in exhibit.rows:
        pairs = (f"{name} {value}" for name, value in zip(exhibit.columns, row, strict=False) if value)
        lines.append("; ".join(pairs) + ".")
    return " ".join([*lines, exhibit.note]).strip()
