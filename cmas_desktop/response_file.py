"""Files of responses: a CSV table with a person a line and an item a column, read whole or refused."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cmas_desktop.engine.errors import ResponseError
from cmas_desktop.engine.items import LETTERS
from cmas_desktop.engine.responses import Response

RIGHT, WRONG, BLANK = "1", "0", ""
"""What a cell may hold besides the letter of an option."""


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """A table as it stood in the file `name`.

    `rows` has the cells of each person (a letter A-D, 0, 1 or nothing), one per item; `lines` says where
    each person stood in the file and `columns` where each item did, both counted from 1; `groups` has the
    group of each person who has one.
    """

    name: str
    items: tuple[str, ...]
    columns: tuple[int, ...]
    persons: tuple[str, ...]
    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_letters(self) -> bool:
        """Whether a cell holds an option's letter, so that keys are needed."""
        return any(cell in LETTERS for row in self.rows for cell in row if cell)

    def responses(self, keys: Mapping[str, int]) -> Iterator[Response]:
        """Every answered cell; raises ResponseError at a letter whose item has no key in `keys`."""
        for person, line, row in zip(self.persons, self.lines, self.rows, strict=True):
            for item, column, cell in zip(self.items, self.columns, row, strict=True):
                if cell in (RIGHT, WRONG):
                    yield Response(person, item, cell == RIGHT)
                elif cell and item in keys:
                    option = LETTERS.index(cell)
                    yield Response(person, item, option == keys[item], option)
                elif cell:
                    raise ResponseError(
                        f"{self.name}, line {line}, column {column} ({item}): the answer is a letter, and "
                        "the bank here has no such item, so that its key is not known; give 0 or 1 instead."
                    )


def read_responses(path: Path, group: str = "") -> ResponseTable:
    """Read a table; `group` names the column that has the persons' groups, where there is one.

    Raises ResponseError, with file, line and column, at the first thing that is not as it should be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            lines = [(reader.line_num, row) for row in reader if row]
    except OSError as fault:
        raise ResponseError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        raise ResponseError(f"{path.name} is not a CSV file in UTF-8: {fault}.") from fault
    if len(lines) < 2:
        raise ResponseError(
            f"{path.name}, line 1: the file is empty; it needs a line of column names and a line a person."
        )
    header = [name.strip() for name in lines[0][1]]
    _check_header(path.name, lines[0][0], header, group)
    return _table(path.name, header, lines[1:], group)


def _check_header(name: str, line: int, header: Sequence[str], group: str) -> None:
    place = f"{name}, line {line}"
    for column, title in enumerate(header, start=1):
        if column > 1 and not title:
            raise ResponseError(f"{place}, column {column}: the column has no name.")
        if title in header[: column - 1]:
            raise ResponseError(f"{place}, column {column}: {title} stands there a second time.")
    if group and group not in header[1:]:
        raise ResponseError(f"{place}: there is no column {group}, which should name the groups.")
    if len(header) < (3 if group else 2):
        raise ResponseError(
            f"{place}: there is no column of an item after the first, which names the person."
        )


def _table(
    name: str, header: Sequence[str], lines: Sequence[tuple[int, list[str]]], group: str
) -> ResponseTable:
    columns = [at for at in range(1, len(header)) if header[at] != group]
    where: dict[str, int] = {}
    rows, groups = [], {}
    for line, cells in lines:
        person = _person(name, line, cells, header, where)
        where[person] = line
        rows.append(tuple(_cell(name, line, at, header[at], cells[at]) for at in columns))
        if group and cells[header.index(group)].strip():
            groups[person] = cells[header.index(group)].strip()
    if group and len(set(groups.values())) != 2:
        raise ResponseError(
            f"{name}, line 1, column {header.index(group) + 1}: {group} names {len(set(groups.values()))} "
            "groups, and two can be compared."
        )
    return ResponseTable(
        name=name,
        items=tuple(header[at] for at in columns),
        columns=tuple(at + 1 for at in columns),
        persons=tuple(where),
        lines=tuple(where.values()),
        rows=tuple(rows),
        groups=groups,
    )


def _person(
    name: str, line: int, cells: Sequence[str], header: Sequence[str], where: Mapping[str, int]
) -> str:
    if len(cells) != len(header):
        raise ResponseError(
            f"{name}, line {line}: {len(cells)} columns, where the first line has {len(header)}."
        )
    person = cells[0].strip()
    if not person:
        raise ResponseError(f"{name}, line {line}, column 1: the person's id is missing.")
    if person in where:
        raise ResponseError(
            f"{name}, line {line}, column 1: {person} stands there a second time "
            f"(first in line {where[person]})."
        )
    return person


def _cell(name: str, line: int, at: int, item: str, text: str) -> str:
    cell = text.strip().upper()
    if cell in (BLANK, RIGHT, WRONG) or (len(cell) == 1 and cell in LETTERS):
        return cell
    raise ResponseError(
        f"{name}, line {line}, column {at + 1} ({item}): {text!r} is no answer; "
        f"it has to be one of {', '.join(LETTERS)}, 0, 1 or nothing."
    )
