"""The review by solving: what blind solvers answered, and how often they met the key.

The record is a table (tab-separated) kept with the bank: item, solver, answer (the authored letter),
confidence (0-100), rating (0-1), rival, holds (yes where the solver would defend the rival), verdict
and note. A solver saw only stem, exhibit and options, in an order of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cmas_desktop.bank.reading import Bank
from cmas_desktop.bank.review_table import read_review
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import LETTERS

COLUMNS = ("item", "solver", "answer", "confidence", "rating", "rival", "holds", "verdict", "note")
"""The columns of the record, in order."""


@dataclass(frozen=True, slots=True)
class Solving:
    """One blind answer. `answer` and `rival` are authored letters; `verdict` says what became of it."""

    item: str
    solver: str
    answer: str
    confidence: int
    rating: float
    rival: str
    holds: bool
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often one solver's answers were the keys, over a group of items."""

    group: str
    solver: str
    answered: int
    agreed: int

    @property
    def share(self) -> float:
        """The share (0-1) of answers that were the key."""
        return self.agreed / self.answered if self.answered else 0.0


def read_solving(path: Path) -> tuple[Solving, ...]:
    """The record in this file (empty where there is none); raises BankError naming file and line."""
    return read_review(path, COLUMNS, _solving)


def agreements(solvings: Iterable[Solving], bank: Bank) -> tuple[Agreement, ...]:
    """The agreement of each solver with the keys, per domain and over the whole bank.

    Answers to items that the bank holds no more are passed over.
    """
    keys = {item.id: (item.domain, LETTERS[item.key]) for item in bank.items}
    counts: dict[tuple[str, str], list[int]] = {}
    for one in solvings:
        if one.item in keys:
            domain, key = keys[one.item]
            for group in (domain, "bank"):
                tally = counts.setdefault((group, one.solver), [0, 0])
                tally[0] += 1
                tally[1] += one.answer == key
    return tuple(Agreement(group, solver, *tally) for (group, solver), tally in sorted(counts.items()))


def unsolved(solvings: Iterable[Solving], bank: Bank, times: int = 2) -> tuple[str, ...]:
    """The items that fewer than this many solvers have answered."""
    solvers: dict[str, set[str]] = {}
    for one in solvings:
        solvers.setdefault(one.item, set()).add(one.solver)
    return tuple(item.id for item in bank.items if len(solvers.get(item.id, ())) < times)


def _solving(row: Mapping[str, str]) -> Solving:
    found = Solving(
        item=row["item"],
        solver=row["solver"],
        answer=row["answer"],
        confidence=int(row["confidence"]),
        rating=float(row["rating"]),
        rival=row["rival"],
        holds={"yes": True, "no": False}[row["holds"]],
        verdict=row["verdict"],
        note=row["note"],
    )
    if {found.answer, found.rival} - set(LETTERS):
        raise BankError("answers are letters from A to D")
    return found
