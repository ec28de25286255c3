"""One item file: the TOML of a sub-area in, its items out. A file with an error is refused whole."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cmas_desktop.bank.toml_table import Table, read_toml
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import LETTERS, Cognitive, Exhibit, Item, ItemStatus

FIELDS = (
    "id", "cognitive", "stem", "option", "key", "why", "reference", "angoff", "lock_order", "enemies",
    "status", "reviewed", "volatile", "review_by", "recipe", "exhibit",
)  # fmt: skip

Choice = TypeVar("Choice", bound=StrEnum)


def read_item_file(path: Path, place: str, domain_of: Mapping[str, str]) -> tuple[Item, ...]:
    """The items of one file; `domain_of` maps each sub-area's key to its domain's.

    Raises BankError with file (as `place` names it), item id and field.
    """
    top = read_toml(path, place, BankError)
    top.allow("subarea", "item")
    subarea = top.text("subarea")
    if subarea not in domain_of:
        raise top.refuse("subarea", f"the blueprint has no study area {subarea}")
    items = tuple(_item(table, subarea, domain_of[subarea]) for table in top.tables("item"))
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise top.refuse("id", f"{item.id} stands there twice")
        seen.add(item.id)
    return items


def _item(table: Table, subarea: str, domain: str) -> Item:
    table.allow(*FIELDS)
    key = table.text("key")
    if key not in tuple(LETTERS):
        raise table.refuse("key", f"it must be one of {', '.join(LETTERS)}")
    return Item(
        id=table.text("id"),
        domain=domain,
        subarea=subarea,
        cognitive=_choice(table, "cognitive", Cognitive),
        stem=table.text("stem"),
        options=_by_letter(table, "option"),
        key=LETTERS.index(key),
        rationale=_by_letter(table, "why"),
        reference=table.text("reference"),
        angoff=_judgements(table),
        status=_choice(table, "status", ItemStatus),
        reviewed=table.day("reviewed"),
        exhibit=_exhibit(table.table("exhibit")) if table.has("exhibit") else None,
        lock_order=table.boolean("lock_order", False),
        enemies=table.texts("enemies", ()),
        volatile=table.boolean("volatile", False),
        review_by=table.day("review_by") if table.has("review_by") else None,
        recipe=table.texts("recipe", ()),
    )


def _by_letter(table: Table, name: str) -> tuple[str, ...]:
    inner = table.table(name)
    inner.allow(*LETTERS)
    return tuple(inner.text(letter) for letter in LETTERS)


def _choice(table: Table, name: str, kind: type[Choice]) -> Choice:
    value = table.text(name)
    try:
        return kind(value)
    except ValueError as fault:
        raise table.refuse(name, f"it must be one of {', '.join(kind)}, not {value}") from fault


def _judgements(table: Table) -> tuple[float, ...]:
    judgements = table.numbers("angoff")
    if not judgements or not all(0 < judgement < 1 for judgement in judgements):
        raise table.refuse("angoff", "a list of shares between 0 and 1 is expected")
    return judgements


def _exhibit(table: Table) -> Exhibit:
    table.allow("kind", "title", "alt", "fields", "columns", "align", "rows", "note")
    columns = table.texts("columns", ())
    exhibit = Exhibit(
        kind=table.text("kind"),
        title=table.text("title"),
        alt=table.text("alt"),
        fields=tuple((label, value) for label, value in table.rows("fields", 2))
        if table.has("fields")
        else (),
        columns=columns,
        align=table.text("align", "l" * len(columns)),
        rows=table.rows("rows", len(columns)) if table.has("rows") else (),
        note=table.lines("note", ""),
    )
    if bool(columns) != bool(exhibit.rows):
        raise table.refuse("columns", "columns and rows go together")
    if not (exhibit.fields or exhibit.rows or exhibit.note):
        raise table.refuse("rows", "an exhibit shows fields, a table or a note, and this one has none")
    if len(exhibit.align) != len(columns) or set(exhibit.align) - set("lrc"):
        raise table.refuse("align", f"{len(columns)} letters of l, r and c are expected, one for each column")
    return exhibit
