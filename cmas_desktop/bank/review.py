"""What is kept of the review of a bank: blind answers, guesses from options alone, and checks of facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cmas_desktop.bank.facts import FactCheck, read_facts
from cmas_desktop.bank.guessing import Guess, read_guessing
from cmas_desktop.bank.solving import Solving, read_solving


@dataclass(frozen=True, slots=True)
class Review:
    """The three records; each is empty where nobody has kept it."""

    solvings: tuple[Solving, ...] = ()
    guesses: tuple[Guess, ...] = ()
    facts: tuple[FactCheck, ...] = ()


def read_records(folder: Path) -> Review:
    """The records in this folder; raises BankError naming file and line where one is odd."""
    return Review(
        read_solving(folder / "solving.tsv"),
        read_guessing(folder / "guessing.tsv"),
        read_facts(folder / "facts.tsv"),
    )
