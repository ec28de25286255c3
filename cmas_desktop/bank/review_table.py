"""Tables of the bank's review: tab-separated, with fixed columns, read whole or refused."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from cmas_desktop.engine.errors import BankError

Row = TypeVar("Row")


def read_review(
    path: Path, columns: Sequence[str], made: Callable[[Mapping[str, str], str], Row]
) -> tuple[Row, ...]:
    """The rows of this file (none where there is no file); `made` gets each with its place, for its errors.

    Raises BankError where the columns are others.
    """
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(rows.fieldnames or ()) != tuple(columns):
            raise BankError(f"{path.name}, line 1: the columns are not {', '.join(columns)}.")
        return tuple(made(row, f"{path.name}, line {rows.line_num}") for row in rows)
