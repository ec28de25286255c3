"""Items: a question with its options, the reasons for each, its source and its ratings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LETTERS = "ABCD"
"""The letters of the four options, in the order in which they stand."""

RATING_FLOOR, RATING_CEILING = 0.25, 0.97
"""Ratings outside are trimmed: a guess among four is right in 0.25 of cases, and no item is certain."""


RATING_ERROR = 0.7
"""Assumed standard deviation (logits) of a rated difficulty about the true one.

An assumption until responses come, on the cautious side. On a 200-item form such errors mostly
cancel; what is left moves a score near the cut by about one point of a hundred.
"""


class Cognitive(StrEnum):
    """What an item asks of the candidate."""

    RECALL = "recall"
    APPLICATION = "application"
    ANALYSIS = "analysis"


class ItemStatus(StrEnum):
    """Whether an item counts toward the score, is being tried, or is used no more."""

    SCORED = "scored"
    PRETEST = "pretest"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something to read beside a stem, as structured data that the app draws.

    `fields` are label and value pairs, `columns` and `rows` a table (`align` has one of l, r, c per
    column), `note` is running text; `alt` says all that is needed to answer, in words.
    """

    kind: str
    title: str
    alt: str
    fields: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    align: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a bank, whole. `key` is the index of the right option in `options`."""

    id: str
    domain: str
    subarea: str
    cognitive: Cognitive
    stem: str
    options: tuple[str, ...]
    key: int
    rationale: tuple[str, ...]
    reference: str
    angoff: tuple[float, ...]
    status: ItemStatus
    reviewed: date
    exhibit: Exhibit | None = None
    lock_order: bool = False
    enemies: tuple[str, ...] = ()
    volatile: bool = False
    review_by: date | None = None
    recipe: tuple[str, ...] = ()

    @property
    def rating(self) -> float:
        """The mean Angoff rating: the share (0-1) of just-qualified candidates expected to be right."""
        return sum(self.angoff) / len(self.angoff)

    @property
    def difficulty(self) -> float:
        """The Rasch difficulty b in logits that the rating implies."""
        return difficulty_from_rating(self.rating)

    def summary(self) -> ItemSummary:
        """What assembly needs to know of this item."""
        return ItemSummary(
            id=self.id,
            domain=self.domain,
            subarea=self.subarea,
            cognitive=self.cognitive,
            status=self.status,
            b=self.difficulty,
            key=self.key,
            lock_order=self.lock_order,
            enemies=self.enemies,
            exhibit_kind=self.exhibit.kind if self.exhibit else "",
        )


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """An item as assembly sees it: everything but its words.

    `b` and its standard error `b_error` are in logits; `responses` is how many answers b rests on
    (0: on the rating alone).
    """

    id: str
    domain: str
    subarea: str
    cognitive: Cognitive
    status: ItemStatus
    b: float
    key: int
    lock_order: bool = False
    enemies: tuple[str, ...] = ()
    exhibit_kind: str = ""
    b_error: float = RATING_ERROR
    responses: int = 0


def difficulty_from_rating(rating: float) -> float:
    """The Rasch difficulty b = -ln(p / (1 - p)) in logits of an Angoff rating p.

    The just-qualified candidate stands at theta = 0 by convention, so that P(right | 0, b) = p.
    """
    p = min(max(rating, RATING_FLOOR), RATING_CEILING)
    return -math.log(p / (1 - p))
