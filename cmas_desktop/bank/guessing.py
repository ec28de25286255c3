"""The review by guessing: which option a reader bet on who saw the four options and nothing else.

The record is a table (tab-separated) kept with the bank: item, guess (the authored letter), confidence
(0-100, 25 is chance), cue (what spoke for it) and note. The reader saw no stem and no exhibit, the options
in an order of their own, and played a test-wise candidate who has not studied: what such a reader is sure
of and right about, the item gives away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cmas_desktop.bank.reading import Bank
from cmas_desktop.bank.review_table import read_review
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import LETTERS

COLUMNS = ("item", "guess", "confidence", "cue", "note")
"""The columns of the record, in order."""

SURE = 55
"""The confidence (0-100) from which a right guess counts as given away."""


class Cue(StrEnum):
    """What spoke for the guess; `none` and `knowledge` (of facts that the options state) are no fault."""

    NONE = "none"
    KNOWLEDGE = "knowledge"
    TONE = "tone"
    ABSURD_RIVALS = "absurd-rivals"
    ODD_ONE_OUT = "odd-one-out"
    PRECISION = "precision"
    PAIR_OF_OPPOSITES = "pair-of-opposites"
    MIDDLE_VALUE = "middle-value"


@dataclass(frozen=True, slots=True)
class Guess:
    """One guess from the options alone; `guess` is an authored letter."""

    item: str
    guess: str
    confidence: int
    cue: Cue
    note: str

    def gives_away(self, key: str) -> bool:
        """Whether the look of the options led to this key, and the reader was sure of it."""
        return self.guess == key and self.confidence >= SURE and self.cue not in (Cue.NONE, Cue.KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class Guessed:
    """How the guesses of a group of items turned out."""

    group: str
    guessed: int
    right: int
    given_away: int


def read_guessing(path: Path) -> tuple[Guess, ...]:
    """The record in this file (empty where there is none); raises BankError naming file and line."""
    return read_review(path, COLUMNS, _guess)


def guessed(guesses: Iterable[Guess], bank: Bank) -> tuple[Guessed, ...]:
    """The outcome per domain and over the whole bank.

    Guesses at items that the bank holds no more are passed over.
    """
    keys = {item.id: (item.domain, LETTERS[item.key]) for item in bank.items}
    counts: dict[str, list[int]] = {}
    for one in guesses:
        if one.item in keys:
            domain, key = keys[one.item]
            for group in (domain, "bank"):
                tally = counts.setdefault(group, [0, 0, 0])
                tally[0] += 1
                tally[1] += one.guess == key
                tally[2] += one.gives_away(key)
    return tuple(Guessed(group, *tally) for group, tally in sorted(counts.items()))


def _guess(row: Mapping[str, str]) -> Guess:
    found = Guess(row["item"], row["guess"], int(row["confidence"]), Cue(row["cue"]), row["note"])
    if found.guess not in LETTERS:
        raise BankError("a guess is a letter from A to D")
    return found
