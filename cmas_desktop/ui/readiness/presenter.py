"""The logic of the check screen: an answer that is left for good, the next question, and the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.items import Item
from cmas_desktop.engine.readiness import MOST, next_position, verdict
from cmas_desktop.engine.sitting import Sitting
from cmas_desktop.engine.timing import ClockReading
from cmas_desktop.ui.delivery.presenter import ExamPresenter, QuestionView

WARNINGS = (5, 1)
"""A check is short: these are the minutes left at which it warns."""


class CheckPresenter(ExamPresenter):
    """A readiness check behind its screen. There is no way back: each answer decides what comes next."""

    def __init__(
        self,
        sitting: Sitting,
        form: Form,
        items: Mapping[str, Item],
        blueprint: Blueprint,
        read_clock: Callable[[], ClockReading],
    ) -> None:
        """Present this check; the first question is picked when none was shown."""
        self._blueprint = blueprint
        rules = replace(blueprint.clock, warnings=WARNINGS)
        super().__init__(sitting, form, items, rules, read_clock)

    @property
    def total(self) -> int:
        """The most questions that are asked."""
        return MOST

    @property
    def answered(self) -> int:
        """How many questions are answered."""
        return sum(answer is not None for answer in self._answers)

    def question(self) -> QuestionView:
        """The current question, counted as it comes; there is no way back from it."""
        view = super().question()
        number = self.answered + (not view.answered)
        return replace(view, number=number, total=MOST, first=True, last=False)

    def step(self, direction: int) -> None:
        """Leave an answered question for good: the next comes, or the check is handed in."""
        if direction < 0 or self._sitting.state.current.answer is None:
            return
        if verdict(self._form, self._answers) is not None:
            self.submit("test")
        else:
            self.go(next_position(self._form, self._answers, self._blueprint))

    @property
    def _answers(self) -> tuple[int | None, ...]:
        return tuple(question.answer for question in self._sitting.state.questions)

    def _begin(self) -> None:
        """Show the first question, or go on behind the last one that was left."""
        state = self._sitting.state
        if state.stage is Stage.QUESTION and not state.current.seen:
            self.go(next_position(self._form, self._answers, self._blueprint))
