"""A form: the questions of one sitting, in their order, with the difficulties they are scored by.

The panel of a readiness check is a form too; its questions are asked in the order that answers call for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cmas_desktop.engine.items import RATING_ERROR


class Purpose(StrEnum):
    """What a form is for: a mock exam, or the panel from which a readiness check picks its questions."""

    EXAM = "exam"
    READINESS = "readiness"


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One position of a form.

    `order` maps what is shown to what was authored: option `order[0]` of the item is shown as A.
    `b` is the item's difficulty in logits at the time of assembly; scoring uses this one for ever, with
    its standard error `b_error` (logits) and the number of `responses` it rests on (0: a rating alone).
    """

    item_id: str
    domain: str
    subarea: str
    scored: bool
    b: float
    key: int
    order: tuple[int, ...]
    b_error: float = RATING_ERROR
    responses: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """One constraint of a form: its name, what was wanted and what was found, in words for a person."""

    name: str
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class TccPoint:
    """The expected raw score at `theta` (logits) on the form and on the reference form."""

    theta: float
    expected: float
    reference: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many questions a form shares with an earlier one of the same candidate."""

    form_id: str
    shared: int


@dataclass(frozen=True, slots=True)
class FormRecord:
    """What a form came to. `largest_gap` (raw points) is to the reference form's TCC anywhere in -3..3.

    `information` and `reference_information` are at the cut; `passing_raw` passes on this form.
    `reliability` (marginal, of raw scores), `accuracy` and `consistency` (of pass or fail, after Lee) are
    over the population that `engine/population.py` assumes.
    """

    proofs: tuple[Proof, ...]
    tcc: tuple[TccPoint, ...]
    largest_gap: float
    information: float
    reference_information: float
    passing_raw: int
    reliability: float
    accuracy: float
    consistency: float
    overlaps: tuple[Overlap, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form with the record of how it was made.

    `bank_hash` is the SHA-256 of the bank it was drawn from, `solver` names program and version,
    `relaxed` lists the tolerances that had to give way (empty when none), and `repeats` counts the
    questions that this candidate had seen before. `record` is None for a form that was not assembled.
    """

    id: str
    blueprint: str
    seed: int
    questions: tuple[FormQuestion, ...]
    bank_hash: str
    solver: str
    relaxed: tuple[str, ...] = ()
    repeats: int = 0
    record: FormRecord | None = None
    purpose: Purpose = Purpose.EXAM

    @property
    def scored(self) -> tuple[FormQuestion, ...]:
        """The questions that count."""
        return tuple(question for question in self.questions if question.scored)

    @property
    def scored_difficulties(self) -> Sequence[float]:
        """The difficulties b (logits) of the scored questions, in form order."""
        return [question.b for question in self.questions if question.scored]
