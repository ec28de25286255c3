"""Accepted difficulties: what an instructor took from calibrations in place of ratings, and when.

One JSON file in the data folder, a list of acceptances that only grows. The last word on an item holds;
an acceptance can also give an item back to its rating. Forms keep the difficulties they were made with.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import ItemSummary
from cmas_desktop.engine.journal import canonical

FILE = "difficulties.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A difficulty b with its standard error (both logits) and the number of responses it rests on."""

    b: float
    b_error: float
    responses: int


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What somebody accepted at one time (ISO 8601); None gives an item back to its rating."""

    accepted: str
    by: str
    items: Mapping[str, Difficulty | None]


def read_acceptances(path: Path) -> tuple[Acceptance, ...]:
    """All acceptances in this file, oldest first; none where there is no file. Raises BankError."""
    if not path.exists():
        return ()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"its format is {data['format']}")
        return tuple(_acceptance(one) for one in data["acceptances"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BankError(
            f"The accepted difficulties in {path.name} cannot be read ({fault}). Nothing was changed; "
            "move the file away to go on with the ratings."
        ) from fault


def add_acceptance(path: Path, acceptance: Acceptance) -> None:
    """Add one acceptance, whole or not at all; raises BankError where the file cannot be read or written."""
    acceptances = [*read_acceptances(path), acceptance]
    text = canonical({"format": FORMAT, "acceptances": [asdict(one) for one in acceptances]})
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, encoding="ascii")
        partial.replace(path)
    except OSError as fault:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise BankError(
            f"The accepted difficulties could not be kept ({fault.strerror}); those before still hold."
        ) from fault


def in_force(acceptances: Iterable[Acceptance]) -> dict[str, Difficulty]:
    """The difficulty of each item that has one instead of its rating: the last word on each."""
    last: dict[str, Difficulty | None] = {}
    for acceptance in acceptances:
        last.update(acceptance.items)
    return {item: difficulty for item, difficulty in last.items() if difficulty is not None}


def with_difficulties(
    summaries: Sequence[ItemSummary], difficulties: Mapping[str, Difficulty]
) -> tuple[ItemSummary, ...]:
    """The items with these difficulties in place of their rated ones."""
    return tuple(
        replace(item, **asdict(difficulties[item.id])) if item.id in difficulties else item
        for item in summaries
    )


def hash_with(bank_hash: str, difficulties: Mapping[str, Difficulty]) -> str:
    """The hash of a bank with these difficulties; the bank's own where there are none."""
    if not difficulties:
        return bank_hash
    told = {item: asdict(difficulty) for item, difficulty in difficulties.items()}
    return hashlib.sha256(canonical([bank_hash, told]).encode("ascii")).hexdigest()


def _acceptance(data: Mapping[str, Any]) -> Acceptance:
    items = {str(item): _difficulty(one) for item, one in data["items"].items()}
    return Acceptance(str(data["accepted"]), str(data["by"]), items)


def _difficulty(data: Mapping[str, Any] | None) -> Difficulty | None:
    if data is None:
        return None
    made = Difficulty(float(data["b"]), float(data["b_error"]), int(data["responses"]))
    if not (math.isfinite(made.b) and math.isfinite(made.b_error) and made.b_error > 0 < made.responses):
        raise ValueError("a difficulty is out of range")
    return made
