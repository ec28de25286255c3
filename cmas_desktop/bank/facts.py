"""The record of fact checks: what each item rests on, in which words its source was read, and by what kind.

A table (tab-separated) kept with the bank: item, fact, source, reading, page, words, verdict, read (the day).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cmas_desktop.bank.reading import Bank
from cmas_desktop.bank.review_table import read_review
from cmas_desktop.engine.errors import BankError

COLUMNS = ("item", "fact", "source", "reading", "page", "words", "verdict", "read")
"""The columns of the record, in order."""


class Reading(StrEnum):
    """How a source was read, the surest first; `settled` is knowledge of the field that needs no look-up."""

    TEXT = "text"
    ISSUER = "issuer"
    SECONDARY = "secondary"
    SETTLED = "settled"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One fact of one item. `verdict` is stands, mended or locator (only the reference was corrected)."""

    item: str
    fact: str
    source: str
    reading: Reading
    verdict: str


def read_facts(path: Path) -> tuple[FactCheck, ...]:
    """The record in this file (empty where there is none); raises BankError naming file and line."""
    return read_review(path, COLUMNS, _fact)


def readings(facts: Iterable[FactCheck], bank: Bank) -> dict[str, dict[str, int]]:
    """How many facts of each domain were read in which way, over the items that the bank holds."""
    domains = {item.id: item.domain for item in bank.items}
    counts = Counter((domains[one.item], one.reading.value) for one in facts if one.item in domains)
    return {
        domain: {reading.value: counts[domain, reading.value] for reading in Reading}
        for domain in sorted(set(domains.values()))
    }


def without_fact(facts: Iterable[FactCheck], bank: Bank) -> tuple[str, ...]:
    """The items of which the record says nothing."""
    told = {one.item for one in facts}
    return tuple(item.id for item in bank.items if item.id not in told)


def _fact(row: Mapping[str, str]) -> FactCheck:
    found = FactCheck(row["item"], row["fact"], row["source"], Reading(row["reading"]), row["verdict"])
    if not (found.item and found.fact and found.source):
        raise BankError("item, fact and source are all needed")
    return found
