"""Tables of the bank's review: tab-separated, with fixed columns, read whole or refused."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from cmas_desktop.engine.errors import BankError

Row = TypeVar("Row")


def read_review(
    path: Path, columns: Sequence[str], made: Callable[[Mapping[str, str]], Row]
) -> tuple[Row, ...]:
    """The rows of this file, as `made` makes them; none where there is no file.

    Raises BankError naming file and line where the columns are others, and where `made` raises BankError
    or cannot make sense of a column (KeyError, TypeError, ValueError).
    """
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(rows.fieldnames or ()) != tuple(columns):
            raise BankError(f"{path.name}, line 1: the columns are not {', '.join(columns)}.")
        return tuple(_row(row, made, f"{path.name}, line {rows.line_num}") for row in rows)


def _row(row: Mapping[str, str], made: Callable[[Mapping[str, str]], Row], place: str) -> Row:
    try:
        return made(row)
    except BankError as fault:
        raise BankError(f"{place}: {fault}; nothing was used.") from fault
    except (KeyError, TypeError, ValueError) as fault:
        raise BankError(f"{place}: a column is missing or odd ({fault}); nothing was used.") from fault
