"""Whether a recomputed value stands in a text: numbers, dates and names as people write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

NUMBER = re.compile(r"(?P<sign>(?<![\w.,])[-−(])?\$?(?<![\d.])(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)")
TOLERANCE = Decimal("1e-9")
"""Division leaves a tail of digits in decimal arithmetic; nothing in a ledger is this small."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number_in(text: str) -> Decimal:
    """The number that a cell holds, dollar sign, commas and percent sign aside; brackets mean a minus.

    Raises ValueError where the cell holds no number or more than one.
    """
    found = numbers_in(text)
    if len(found) != 1:
        raise ValueError(f"the cell “{text}” does not hold one number")
    return found[0]


def numbers_in(text: str) -> list[Decimal]:
    """All numbers of a text with their signs."""
    return [_signed(match) for match in NUMBER.finditer(text)]


def number_stands(value: Decimal, text: str) -> bool:
    """Whether a number stands in a text."""
    return any(abs(value - number) < TOLERANCE for number in numbers_in(text))


def date_stands(value: date, text: str) -> bool:
    """Whether a date stands in a text as 03/31/2026, 03/31, March 31 or 2026-03-31, with no other year."""
    year = rf"(?:{value.year}|{value.year % 100:02d})"
    numeric = rf"(?<![\d/])0?{value.month}/0?{value.day}(?:/{year}(?!\d)|(?![\d/]))"
    name = MONTHS[value.month - 1]
    month = rf"(?:{name}|{name[:3]}\.?|{name[:4]}\.)"
    written = rf"\b{month} 0?{value.day}(?!\d)[a-z]*(?!,? (?!{value.year})\d{{4}})"
    return re.search(f"{numeric}|{written}|{value.isoformat()}", text) is not None


def names_stand(names: tuple[str, ...], text: str) -> bool:
    """Whether all names stand in a text one after another, in this order and as whole words."""
    pattern = r".*?".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
    return re.search(pattern, text, re.DOTALL) is not None


def filing_key(name: str) -> tuple[str, ...] | None:
    """The indexing units of a personal name written surname first; None for anything else.

    The surname with its prefix or hyphen is one unit, punctuation is ignored, and nothing files before
    something (ARMA International, Establishing Alphabetic, Numeric and Subject Filing Systems).
    """
    surname, comma, rest = name.partition(",")
    if not comma or not re.fullmatch(r"[A-Za-z' -]+", surname):
        return None
    units = [re.sub(r"[^A-Z]", "", unit.upper()) for unit in (surname, *rest.split())]
    return tuple(unit for unit in units if unit)


def _signed(match: re.Match[str]) -> Decimal:
    number = Decimal(match["digits"].replace(",", ""))
    sign, end = match["sign"], match.end()
    closed = sign == "(" and match.string[end : end + 1] == ")"
    return -number if closed or sign in ("-", "−") else number
