"""Where the parts of an exhibit stand: worked out once for a width, then only painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from cmas_desktop.engine.items import Exhibit
from cmas_desktop.ui.theme.theme import Theme

_SIDES = {
    "l": Qt.AlignmentFlag.AlignLeft,
    "r": Qt.AlignmentFlag.AlignRight,
    "c": Qt.AlignmentFlag.AlignHCenter,
}
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TALL = 100_000

SIZE, SMALLEST = 15.0, 8.0
"""The usual size of text in an exhibit, and the smallest to which a table too wide for its place is set."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its place; `use` names its color, `flags` are Qt's for drawing, `size` is in usual pixels."""

    box: QRect
    text: str
    flags: int
    use: str
    bold: bool
    size: float = SIZE


@dataclass(frozen=True, slots=True)
class Cell:
    """The frame of a table's cell; `use` names the color it is filled with."""

    box: QRect
    use: str


@dataclass(frozen=True, slots=True)
class Layout:
    """All parts of an exhibit at one width, and the height that they need."""

    words: tuple[Words, ...]
    cells: tuple[Cell, ...]
    height: int


def lay_out(exhibit: Exhibit, theme: Theme, width: int) -> Layout:
    """Place title, fields, table and note below one another inside this width (pixels)."""
    return _Page(exhibit, theme, width).layout()


class _Page:
    """One exhibit being placed: a pen that moves down the page."""

    def __init__(self, exhibit: Exhibit, theme: Theme, width: int) -> None:
        self._exhibit, self._theme = exhibit, theme
        self._plain, self._strong = self._metrics(SIZE)
        self._edge = theme.px(16)
        self._inner = max(theme.px(120), width - 2 * self._edge)
        self._top = theme.px(14)
        self._words: list[Words] = []
        self._cells: list[Cell] = []

    def layout(self) -> Layout:
        self._paragraph(self._exhibit.title, bold=True)
        self._fields()
        self._table()
        for paragraph in self._exhibit.note.strip().splitlines():
            self._paragraph(paragraph) if paragraph.strip() else self._skip(8)
        return Layout(tuple(self._words), tuple(self._cells), self._top + self._theme.px(14))

    def _skip(self, length: float) -> None:
        self._top += self._theme.px(length)

    def _paragraph(self, text: str, bold: bool = False) -> None:
        height = self._height(text, self._inner, bold)
        box = QRect(self._edge, self._top, self._inner, height)
        self._words.append(Words(box, text, _WRAP, "text", bold))
        self._top += height
        self._skip(6 if bold else 2)

    def _fields(self) -> None:
        names = [self._plain.horizontalAdvance(name) for name, _value in self._exhibit.fields]
        if not names:
            return
        first = min(max(names), self._inner // 2)
        left = self._edge + first + self._theme.px(18)
        for name, value in self._exhibit.fields:
            height = max(
                self._height(name, first, False), self._height(value, self._edge + self._inner - left, False)
            )
            self._words.append(
                Words(QRect(self._edge, self._top, first, height), name, _WRAP, "muted", False)
            )
            box = QRect(left, self._top, self._edge + self._inner - left, height)
            self._words.append(Words(box, value, _WRAP, "text", False))
            self._top += height + self._theme.px(4)
        self._skip(6)

    def _table(self) -> None:
        columns = self._exhibit.columns
        if not columns:
            return
        size = self._fitting_size()
        self._plain, self._strong = self._metrics(size)
        widths = self._widths()
        aligns = [_SIDES.get(one, _SIDES["l"]) for one in self._exhibit.align.ljust(len(columns), "l")]
        self._row(columns, widths, aligns, size, head=True)
        for row in self._exhibit.rows:
            self._row(row, widths, aligns, size, head=False)
        self._plain, self._strong = self._metrics(SIZE)
        self._skip(8)

    def _metrics(self, size: float) -> tuple[QFontMetrics, QFontMetrics]:
        plain, strong = self._theme.font(size), self._theme.font(size, QFont.Weight.DemiBold)
        return QFontMetrics(plain), QFontMetrics(strong)

    def _fitting_size(self) -> float:
        """The size at which no word of the table has to be cut."""
        words = sum(self._longest_word(at) for at in range(len(self._exhibit.columns)))
        pads = len(self._exhibit.columns) * (2 * self._theme.px(10) + 2)
        fitting = SIZE * (self._inner - pads) / max(1, words)
        return SIZE if fitting >= SIZE else max(SMALLEST, fitting - 0.3)

    def _widths(self) -> list[int]:
        """As wide as the widest cell where all fit; else the widest columns give way and wrap."""
        pad = 2 * self._theme.px(10)
        wanted = []
        for at, name in enumerate(self._exhibit.columns):
            cells = (self._plain.horizontalAdvance(row[at]) for row in self._exhibit.rows if at < len(row))
            wanted.append(max(self._strong.horizontalAdvance(name), *cells, 0) + pad + 2)
        if sum(wanted) <= self._inner:
            return wanted
        least = [self._longest_word(at) + pad + 2 for at in range(len(wanted))]
        while (spare := sum(wanted) - self._inner) > 0:
            slack = [width - low for width, low in zip(wanted, least, strict=True)]
            widest = max(range(len(wanted)), key=lambda at: slack[at])
            if slack[widest] <= 0:
                break
            wanted[widest] -= min(spare, slack[widest], max(1, slack[widest] // 2))
        return wanted

    def _longest_word(self, at: int) -> int:
        """The width of the longest word in a column, in the size in use."""
        texts = [self._exhibit.columns[at], *(row[at] for row in self._exhibit.rows if at < len(row))]
        parts = (part for text in texts for part in text.split())
        return max((self._strong.horizontalAdvance(part) for part in parts), default=0)

    def _row(
        self,
        texts: tuple[str, ...],
        widths: list[int],
        aligns: list[Qt.AlignmentFlag],
        size: float,
        head: bool,
    ) -> None:
        pad, gap = self._theme.px(10), self._theme.px(5)
        cells = list(zip(texts, widths, aligns, strict=False))
        height = max(self._height(text, width - 2 * pad, head) for text, width, _align in cells) + 2 * gap
        left = self._edge
        for text, width, align in cells:
            box = QRect(left, self._top, width, height)
            self._cells.append(Cell(box, "strip" if head else "card"))
            flags = _WRAP | int(align | Qt.AlignmentFlag.AlignVCenter)
            use = "on_strip" if head else "text"
            self._words.append(Words(box.adjusted(pad, gap, -pad, -gap), text, flags, use, head, size))
            left += width
        self._top += height

    def _height(self, text: str, width: int, bold: bool) -> int:
        metrics = self._strong if bold else self._plain
        if metrics.horizontalAdvance(text) <= width and "\n" not in text:
            return metrics.height()
        return metrics.boundingRect(QRect(0, 0, max(1, width), _TALL), _WRAP, text).height()
