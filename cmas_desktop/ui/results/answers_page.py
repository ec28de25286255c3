"""The answers of a finished attempt: every question with what was chosen, what is right, and why."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cmas_desktop.engine.attempt import QuestionState
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import FormQuestion, Purpose
from cmas_desktop.engine.items import LETTERS, Item
from cmas_desktop.engine.result_words import duration_words
from cmas_desktop.ui.ports import AnswerSheetView
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.exhibit_view import ExhibitView
from cmas_desktop.ui.widgets.page import Page
from cmas_desktop.ui.widgets.texts import button, clear_layout, label, row

FILTERS = ("All questions", "Wrong", "Blank", "Flagged", "Right")
"""What the list can be narrowed to."""


LIST_SHARE = 0.36
"""The largest share of the window that the list takes."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One question of a finished attempt."""

    number: int
    slot: FormQuestion
    state: QuestionState
    item: Item

    @property
    def word(self) -> str:
        """Right, wrong or blank."""
        if self.state.answer is None:
            return "Blank"
        return "Right" if self.state.answer == self.slot.key else "Wrong"

    def belongs(self, narrowed: str) -> bool:
        """Whether the question is in a narrowed list."""
        return narrowed in (FILTERS[0], self.word) or (narrowed == "Flagged" and self.state.flagged)


def answer_views(sheet: AnswerSheetView) -> tuple[AnswerView, ...]:
    """All questions of an attempt, in the order of the form; of a check's panel those that were asked."""
    pairs = zip(sheet.form.questions, sheet.state.questions, strict=True)
    exam = sheet.form.purpose is Purpose.EXAM
    asked = [(slot, state) for slot, state in pairs if exam or state.seen]
    return tuple(
        AnswerView(number, slot, state, sheet.items[slot.item_id])
        for number, (slot, state) in enumerate(asked, start=1)
    )


class AnswersPage(QWidget):
    """A list at the left, the question at the right."""

    back = Signal()

    def __init__(self, look: Look, blueprint: Blueprint, sheet: AnswerSheetView) -> None:
        """Show this attempt; the first wrong answer is opened."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._domains = {domain.key: domain.name for domain in blueprint.domains}
        self._answers = answer_views(sheet)
        self.narrow = QComboBox()
        self.narrow.addItems([f"{name} ({self._count(name)})" for name in FILTERS])
        self.narrow.setAccessibleName("Which questions to list")
        self.narrow.currentIndexChanged.connect(self._fill_list)
        self.list = QListWidget()
        self.list.setAccessibleName("Questions")
        self.list.setIconSize(QSize(look.px(16), look.px(16)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda item, before: self._show(item))
        self.detail = Page(look, width=860)
        self.empty = label("There are none.", "muted")
        self._lay_out()
        self.narrow.setCurrentIndex(1 if self._count("Wrong") else 0)
        self._fill_list()

    def _count(self, name: str) -> int:
        return sum(1 for answer in self._answers if answer.belongs(name))

    def _fill_list(self) -> None:
        narrowed = FILTERS[max(0, self.narrow.currentIndex())]
        self.list.clear()
        icons = {
            "Right": ("circle-check", "good"),
            "Wrong": ("circle-x", "bad"),
            "Blank": ("circle", "muted"),
        }
        for answer in self._answers:
            if answer.belongs(narrowed):
                words = [answer.word, *(["flagged"] if answer.state.flagged else [])]
                entry = QListWidgetItem(
                    self._look.icon(*icons[answer.word]), "  ·  ".join([str(answer.number), *words])
                )
                spoken = f"Question {answer.number}, {', '.join(words)}"
                entry.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                entry.setData(Qt.ItemDataRole.UserRole, answer.number - 1)
                self.list.addItem(entry)
        self.empty.setVisible(self.list.count() == 0)
        self.list.setCurrentRow(0)

    def _show(self, entry: QListWidgetItem | None) -> None:
        clear_layout(self.detail.body)
        if entry is None:
            return
        answer = self._answers[entry.data(Qt.ItemDataRole.UserRole)]
        counted = "" if answer.slot.scored else "  ·  not scored (being tried)"
        domain = self._domains.get(answer.slot.domain, answer.slot.domain)
        spent = duration_words(answer.state.milliseconds)
        self.detail.body.addWidget(label(f"{domain}  ·  {spent}{counted}", "muted"))
        stem = label(answer.item.stem)
        stem.setTextFormat(Qt.TextFormat.PlainText)
        stem.setStyleSheet(f"font-size: {self._look.px(18)}px")
        self.detail.body.addWidget(stem)
        if answer.item.exhibit is not None:
            exhibit = ExhibitView(self._look)
            exhibit.show_exhibit(answer.item.exhibit)
            self.detail.body.addWidget(exhibit)
        for shown, authored in enumerate(answer.slot.order):
            self.detail.body.addWidget(self._option(answer, shown, authored))
        self.detail.body.addWidget(label(f"Source: {answer.item.reference}", "small"))
        self.detail.body.addWidget(label(f"Facts checked {answer.item.reviewed:%Y-%m-%d}.", "small"))
        self.detail.body.addStretch(1)
        self.detail.verticalScrollBar().setValue(0)

    def _option(self, answer: AnswerView, shown: int, authored: int) -> QFrame:
        right, chosen = authored == answer.slot.key, authored == answer.state.answer
        use = "good" if right else "bad" if chosen else "line"
        said = [word for word, true in (("Right answer", right), ("Your answer", chosen)) if true]
        frame = QFrame()
        palette = self._look.theme.palette
        soft = {"good": palette.good_soft, "bad": palette.bad_soft, "line": palette.card}[use]
        frame.setObjectName("answer")
        frame.setStyleSheet(
            f"#answer {{ background: {soft}; border: 1px solid {getattr(palette, use)}; "
            f"border-radius: {self._look.px(8)}px }}"
        )
        text = QLabel(f"<b>{LETTERS[shown]}. {escape(answer.item.options[authored])}</b>")
        text.setWordWrap(True)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(*(self._look.px(14),) * 4)
        layout.setSpacing(self._look.px(6))
        layout.addWidget(text)
        if said:
            layout.addWidget(label(", ".join(said).capitalize(), "good" if right else "bad"))
        layout.addWidget(label(answer.item.rationale[authored]))
        return frame

    def _lay_out(self) -> None:
        look = self._look
        left = self._left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(look.px(20), look.px(20), look.px(8), look.px(20))
        inside.setSpacing(look.px(12))
        title = label("Your answers", "title", wrap=False)
        inside.addWidget(title)
        inside.addLayout(row(button("&Back", self.back.emit), -1))
        inside.addWidget(self.narrow)
        inside.addWidget(self.empty)
        inside.addWidget(self.list, 1)
        layout = row(left, self.detail)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list takes what it needs, and never more than a good third of the window."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(self._look.px(330), round(self.width() * LIST_SHARE)))
