"""The certificate of a form: what was asked of it, what it came to, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from cmas_desktop.engine import record_words as words
from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.engine.form import Form, FormRecord
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.texts import button, label, row


class CertificatePage(Page):
    """Everything that is known of one form."""

    back = Signal()

    def __init__(self, look: Look, form: Form) -> None:
        """Show this form's record."""
        super().__init__(look)
        self.body.addLayout(
            row(label("The form you sat", "display", wrap=False), -1, button("&Back", self.back.emit))
        )
        self.body.addWidget(label(words.PROMISE, "muted"))
        if form.record is None:
            self.body.addWidget(label(words.NO_RECORD))
        else:
            self._add_hardness(form, form.record)
            self._add_proofs(form.record)
        self._card("Where it comes from", words.origin_facts(form), ("muted", ""))
        self.body.addWidget(label(DISCLAIMER, "small"))
        self.body.addStretch(1)

    def _add_hardness(self, form: Form, record: FormRecord) -> None:
        heads = ("Right answers expected of a candidate", "this form", "reference")
        points = [
            (words.ABILITIES[point.theta], f"{point.expected:.2f}", f"{point.reference:.2f}")
            for point in record.tcc
        ]
        inside = self._card("Equally hard", [heads, *points], ("", "", ""), heads=True)
        for sentence in (
            words.gap_sentence(record),
            words.quality_sentence(record),
            words.basis_words(form),
            *words.overlap_sentences(record),
        ):
            inside.addWidget(label(sentence))
        if form.relaxed:
            inside.addWidget(label("This form gave way on: " + "; ".join(form.relaxed) + ".", "bad"))

    def _add_proofs(self, record: FormRecord) -> None:
        rows = [(proof.name, proof.wanted, proof.found) for proof in record.proofs]
        self._card("What was asked of it", [("", "Wanted", "Found"), *rows], ("", "", ""), heads=True)

    def _card(
        self,
        title: str,
        rows: Iterable[Sequence[str]],
        kinds: Sequence[str],
        heads: bool = False,
    ) -> QVBoxLayout:
        """A card with a small table; where there are heads the first column takes the room."""
        frame, inside = card(self._look)
        inside.addWidget(label(title, "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(24))
        grid.setVerticalSpacing(self._look.px(6))
        for place, stretch in enumerate((5, 2, 2) if heads else (2, 5)):
            grid.setColumnStretch(place, stretch)
        for line, cells in enumerate(rows):
            for place, text in enumerate(cells):
                kind = "muted" if heads and line == 0 else kinds[place]
                grid.addWidget(label(text, kind), line, place)
        inside.addLayout(grid)
        self.body.addWidget(frame)
        return inside
