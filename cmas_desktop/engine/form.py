"""A form: the questions of one sitting, in their order, with the difficulties they are scored by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One position of a form.

    `order` maps what is shown to what was authored: option `order[0]` of the item is shown as A.
    `b` is the item's difficulty in logits at the time of assembly; scoring uses this one for ever.
    """

    item_id: str
    domain: str
    subarea: str
    scored: bool
    b: float
    key: int
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form with the record of how it was made.

    `bank_hash` is the SHA-256 of the bank it was drawn from, `solver` names program and version,
    `relaxed` lists the tolerances that had to give way (empty when none), and `repeats` counts the
    questions that this candidate had seen before.
    """

    id: str
    blueprint: str
    seed: int
    questions: tuple[FormQuestion, ...]
    bank_hash: str
    solver: str
    relaxed: tuple[str, ...] = ()
    repeats: int = 0

    @property
    def scored(self) -> tuple[FormQuestion, ...]:
        """The questions that count."""
        return tuple(question for question in self.questions if question.scored)

    @property
    def scored_difficulties(self) -> Sequence[float]:
        """The difficulties b (logits) of the scored questions, in form order."""
        return [question.b for question in self.questions if question.scored]
