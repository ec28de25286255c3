"""A TOML table read strictly: a value that is missing or of the wrong type is named by file and field."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cmas_desktop.engine.errors import CmasError


class Table:
    """A table of a TOML file. `place` says where it stands; every refusal raises `error` and names it."""

    def __init__(self, data: Mapping[str, Any], place: str, error: type[CmasError]) -> None:
        self._data = data
        self._place = place
        self._error = error

    def refuse(self, field: str, reason: str) -> CmasError:
        """The error to raise for a field of this table: one sentence that names place and field."""
        return self._error(f"{self._place}, field {field}: {reason}; nothing of this file was used.")

    def allow(self, *names: str) -> None:
        """Refuse every field that is not one of these names, so that a slip of the pen is not lost."""
        for name in self._data:
            if name not in names:
                raise self.refuse(name, "no such field is known")

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._data

    def text(self, name: str, default: str | None = None) -> str:
        """A text with its paragraphs unwrapped; without a default it must be there and not be empty."""
        if default is not None and name not in self._data:
            return default
        words = unwrapped(self.lines(name))
        if not words and default is None:
            raise self.refuse(name, "the text is empty")
        return words

    def lines(self, name: str, default: str | None = None) -> str:
        """A text whose line breaks are meant, as in an address."""
        value = self._value(name, default)
        if not isinstance(value, str):
            raise self.refuse(name, "a text is expected")
        return value.strip()

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._value(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse(name, "a whole number is expected")
        return value

    def number(self, name: str) -> float:
        """A number."""
        return self._as_number(name, self._value(name, None))

    def numbers(self, name: str) -> tuple[float, ...]:
        """A list of numbers."""
        return tuple(self._as_number(name, value) for value in self._list(name))

    def boolean(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self._value(name, default)
        if not isinstance(value, bool):
            raise self.refuse(name, "true or false is expected")
        return value

    def day(self, name: str) -> date:
        """A bare TOML date such as 2026-11-24."""
        value = self._value(name, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refuse(name, "a date without quotes, such as 2026-11-24, is expected")
        return value

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        if default is not None and name not in self._data:
            return default
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            raise self.refuse(name, "a list of texts is expected")
        return tuple(value.strip() for value in values)

    def rows(self, name: str, width: int | None = None) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts; each must have `width` cells where a width is given."""
        found = []
        for number, row in enumerate(self._list(name), start=1):
            if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
                raise self.refuse(name, f"row {number} must be a list of texts")
            if width is not None and len(row) != width:
                raise self.refuse(name, f"row {number} has {len(row)} cells where {width} are expected")
            found.append(tuple(row))
        return tuple(found)

    def pairs(self, name: str) -> tuple[tuple[float, float], ...]:
        """A list of pairs of numbers."""
        values = self._list(name)
        if not all(isinstance(value, list) and len(value) == 2 for value in values):
            raise self.refuse(name, "a list of pairs is expected")
        return tuple((self._as_number(name, a), self._as_number(name, b)) for a, b in values)

    def table(self, name: str) -> Table:
        """A table inside this one."""
        value = self._value(name, None)
        if not isinstance(value, dict):
            raise self.refuse(name, "a table is expected")
        return Table(value, f"{self._place}, {name}", self._error)

    def tables(self, name: str) -> list[Table]:
        """An array of tables; each is named by its `id` or `key`, or by its number."""
        values = self._list(name)
        if not all(isinstance(value, dict) for value in values):
            raise self.refuse(name, f"a list of tables, each headed [[{name}]], is expected")
        return [
            Table(
                value, f"{self._place}, {name} {value.get('id') or value.get('key') or number}", self._error
            )
            for number, value in enumerate(values, start=1)
        ]

    def _list(self, name: str) -> list[Any]:
        value = self._value(name, None)
        if not isinstance(value, list):
            raise self.refuse(name, "a list is expected")
        return value

    def _as_number(self, name: str, value: object) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.refuse(name, "a number is expected")
        return float(value)

    def _value(self, name: str, default: Any) -> Any:
        if name in self._data:
            return self._data[name]
        if default is None:
            raise self.refuse(name, "it is missing")
        return default


def read_toml(path: Path, place: str, error: type[CmasError]) -> Table:
    """The top table of a file; raises `error` where it cannot be read or is not TOML."""
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), place, error)
    except (OSError, UnicodeDecodeError) as fault:
        raise error(f"{place} cannot be read: {fault}; nothing of it was used.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise error(f"{place} is not valid TOML: {fault}; nothing of it was used.") from fault


def unwrapped(text: str) -> str:
    """A text without the line breaks of its file: blank lines part paragraphs, others become spaces."""
    paragraphs = text.replace("\r\n", "\n").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
