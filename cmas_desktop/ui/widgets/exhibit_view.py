"""An exhibit drawn from its data: a ledger, a form's boxes, a grid, a letter."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cmas_desktop.engine.items import Exhibit
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.theme.theme import Theme

_ALIGN = {"l": "left", "r": "right", "c": "center"}


class ExhibitView(QLabel):
    """Shows one exhibit; a screen reader reads its text alternative and every cell."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Draw with this look."""
        super().__init__(parent)
        self._look = look
        self._exhibit: Exhibit | None = None
        self.setObjectName("exhibit")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._draw)

    def show_exhibit(self, exhibit: Exhibit | None) -> None:
        """Show this exhibit, or nothing."""
        if exhibit != self._exhibit:
            self._exhibit = exhibit
            self._draw()
        self.setVisible(exhibit is not None)

    def _draw(self) -> None:
        if self._exhibit is None:
            self.setText("")
            self.setAccessibleName("")
            return
        self.setText(exhibit_html(self._exhibit, self._look.theme))
        self.setAccessibleName(exhibit_text(self._exhibit))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def exhibit_text(exhibit: Exhibit) -> str:
    """The exhibit in words: title, text alternative, and every cell with its column."""
    lines = [f"Exhibit: {exhibit.title}.", exhibit.alt]
    lines += [f"{name}: {value}." for name, value in exhibit.fields]
    for row in exhibit.rows:
        pairs = (f"{name} {value}" for name, value in zip(exhibit.columns, row, strict=False) if value)
        lines.append("; ".join(pairs) + ".")
    return " ".join([*lines, exhibit.note]).strip()


def exhibit_html(exhibit: Exhibit, theme: Theme) -> str:
    """The exhibit as the small HTML that Qt draws."""
    parts = [_title(exhibit, theme), _fields(exhibit, theme), _table(exhibit, theme), _note(exhibit, theme)]
    return "".join(parts)


def _title(exhibit: Exhibit, theme: Theme) -> str:
    size = theme.px(15)
    return f'<p style="margin:0 0 {theme.px(8)}px 0; font-size:{size}px"><b>{escape(exhibit.title)}</b></p>'


def _fields(exhibit: Exhibit, theme: Theme) -> str:
    if not exhibit.fields:
        return ""
    muted, size = theme.palette.muted, theme.px(15)
    cell = f"padding:{theme.px(3)}px {theme.px(16)}px {theme.px(3)}px 0; font-size:{size}px"
    rows = "".join(
        f'<tr><td style="{cell}; color:{muted}">{escape(name)}</td>'
        f'<td style="{cell}">{escape(value)}</td></tr>'
        for name, value in exhibit.fields
    )
    return f'<table cellspacing="0" style="margin-top:{theme.px(6)}px">{rows}</table>'


def _table(exhibit: Exhibit, theme: Theme) -> str:
    if not exhibit.columns:
        return ""
    palette, size = theme.palette, theme.px(15)
    padding = f"padding:{theme.px(5)}px {theme.px(10)}px"
    edge = f"border:1px solid {palette.line}; {padding}; background:{palette.card}; font-size:{size}px"
    aligns = [_ALIGN.get(letter, "left") for letter in exhibit.align.ljust(len(exhibit.columns), "l")]
    head = "".join(
        f'<th align="{align}" style="{edge}; background:{palette.strip}; color:{palette.on_strip}">'
        f"{escape(name)}</th>"
        for name, align in zip(exhibit.columns, aligns, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td align="{align}" style="{edge}">{escape(value) or "&nbsp;"}</td>'
            for value, align in zip(row, aligns, strict=False)
        )
        + "</tr>"
        for row in exhibit.rows
    )
    style = f"border-collapse:collapse; margin-top:{theme.px(8)}px"
    return f'<table cellspacing="0" style="{style}"><tr>{head}</tr>{body}</table>'


def _note(exhibit: Exhibit, theme: Theme) -> str:
    if not exhibit.note:
        return ""
    paragraphs = escape(exhibit.note.strip()).replace("\n\n", "<br><br>").replace("\n", "<br>")
    return f'<p style="margin:{theme.px(8)}px 0 0 0; font-size:{theme.px(15)}px">{paragraphs}</p>'
