"""The check that every recipe of an item gives what stands in its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from cmas_desktop.bank.places import date_stands, filing_key, names_stand, number_stands
from cmas_desktop.bank.recipes import Names, Value, evaluate
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import LETTERS, Exhibit, Item


def recipe_faults(item: Item) -> Iterator[str]:
    """A sentence for each recipe of an item that does not come out."""
    for recipe in item.recipe:
        place, colon, expression = recipe.partition(":")
        try:
            if not colon:
                raise BankError(f"“{recipe}” is not of the form PLACE: EXPRESSION")
            text = _place_text(item, place.strip())
            value = evaluate(expression, item.exhibit)
        except BankError as fault:
            yield f"{fault}."
            continue
        if not stands(value, text):
            yield f"“{expression.strip()}” gives {shown(value)}, which does not stand in {place.strip()}."
        elif place.strip() == "key" and not in_filing_order(value):
            yield f"The names of “{expression.strip()}” are not in filing order."


def stands(value: Value, text: str) -> bool:
    """Whether a recomputed value stands in a text."""
    match value:
        case Decimal():
            return number_stands(value, text)
        case timedelta():
            return number_stands(Decimal(value.days), text)
        case date():
            return date_stands(value, text)
        case Names():
            return names_stand(value.names, text)
    return False


def in_filing_order(value: Value) -> bool:
    """Whether names are in the order of their indexing units; true where they are not all personal names."""
    if not isinstance(value, Names):
        return True
    keys = [filing_key(name) for name in value.names]
    known = [key for key in keys if key is not None]
    return len(known) < len(keys) or known == sorted(known)


def shown(value: Value) -> str:
    """A value as a person would write it."""
    match value:
        case Decimal():
            return f"{value.normalize():f}" if value == value.to_integral() else f"{value:f}"
        case timedelta():
            return f"{value.days} days"
        case date():
            return value.strftime("%m/%d/%Y")
        case Names():
            return ", ".join(value.names)
    return str(value)


def _place_text(item: Item, place: str) -> str:
    if place == "key":
        return item.options[item.key]
    if place == "stem":
        return item.stem
    if place == "exhibit" and item.exhibit:
        return exhibit_text(item.exhibit)
    if place in tuple(LETTERS):
        return item.options[LETTERS.index(place)]
    raise BankError(f"“{place}” is no place of this item")


def exhibit_text(exhibit: Exhibit) -> str:
    """All that an exhibit shows, cell after cell; the alternative text is not part of it."""
    pairs = [f"{label}: {value}" for label, value in exhibit.fields]
    rows = ["\t".join(row) for row in exhibit.rows]
    return "\n".join([exhibit.title, *pairs, "\t".join(exhibit.columns), *rows, exhibit.note])
