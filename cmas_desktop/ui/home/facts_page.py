"""Facts for candidates: each with its source and the date on which it was read."""

from __future__ import annotations

from PySide6.QtCore import Signal

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.texts import button, label, row


class FactsPage(Page):
    """What the examination asks of a candidate, and what its eight domains are."""

    back = Signal()

    def __init__(self, look: Look, blueprint: Blueprint) -> None:
        """Show the blueprint's facts."""
        super().__init__(look, width=860)
        head = row(label("About the examination", "display"), button("&Back", self.back.emit))
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(label("Rules change: ask AMT before you rely on one of these.", "muted"))
        for fact in blueprint.facts:
            frame, inside = card(look, spacing=6)
            inside.addWidget(label(fact.topic, "heading"))
            inside.addWidget(label(fact.text))
            inside.addWidget(label(f"Source: {fact.source}; read {fact.read}.", "small"))
            self.body.addWidget(frame)
        frame, inside = card(look, spacing=6)
        inside.addWidget(label("What a form holds", "heading"))
        for domain in blueprint.domains:
            inside.addWidget(label(f"{domain.name}: {domain.items} scored questions"))
        inside.addWidget(label("The study areas inside a domain are this app's own division.", "small"))
        self.body.addWidget(frame)
        self.body.addWidget(label(DISCLAIMER, "small"))
        self.body.addStretch(1)
