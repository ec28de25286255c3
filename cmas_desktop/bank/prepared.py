"""The prepared bank: one file that opens in milliseconds, so that starting the app parses no TOML.

The first line is a JSON index: format, the bank's hash, the signature of its source files, and per item a
short array with its summary and where its own line lies. Then one line of JSON per item.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cmas_desktop.bank.item_json import item_from_json, item_to_json
from cmas_desktop.bank.reading import item_files, read_bank
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import Cognitive, Item, ItemStatus, ItemSummary
from cmas_desktop.engine.journal import canonical

FORMAT = 1


@dataclass(frozen=True, slots=True)
class PreparedBank:
    """An open prepared bank. Items are read from the file one by one, when they are asked for."""

    path: Path
    hash: str
    summaries: tuple[ItemSummary, ...]
    places: dict[str, tuple[int, int]]
    """Where each item's line begins, in bytes from the start of the file, and how long it is."""

    def item(self, item_id: str) -> Item:
        """One item, whole; raises BankError where there is none of that id or the file has changed."""
        return self.items([item_id])[0]

    def items(self, item_ids: Iterable[str]) -> tuple[Item, ...]:
        """Items in the order asked for; raises BankError as `item` does."""
        try:
            with self.path.open("rb") as file:
                return tuple(self._read(file, item_id) for item_id in item_ids)
        except OSError as fault:
            raise _unreadable(self.path, fault) from fault

    def _read(self, file: Any, item_id: str) -> Item:
        if item_id not in self.places:
            raise BankError(f"The bank has no item {item_id}.")
        start, length = self.places[item_id]
        file.seek(start)
        try:
            data = json.loads(file.read(length))
        except ValueError as fault:
            raise _unreadable(self.path, fault) from fault
        if data.get("id") != item_id:
            raise _unreadable(self.path, f"{item_id} is not where the index says")
        return item_from_json(data)


def prepare(folder: Path, blueprint: Blueprint, target: Path) -> None:
    """Read the bank in `folder` and write it prepared to `target`, whole or not at all.

    Raises BankError where a file of the bank is refused or `target` cannot be written.
    """
    signature = source_signature(folder)
    bank = read_bank(folder, blueprint)
    lines = [canonical(item_to_json(item)).encode("ascii") + b"\n" for item in bank.items]
    rows, start = [], 0
    for item, line in zip(bank.items, lines, strict=True):
        rows.append([*_summary_row(item.summary()), start, len(line)])
        start += len(line)
    index = {"format": FORMAT, "hash": bank.hash, "source": signature, "items": rows}
    _write(target, [canonical(index).encode("ascii") + b"\n", *lines])


def open_prepared(path: Path) -> PreparedBank:
    """The prepared bank in a file; raises BankError where it cannot be read or is of another format."""
    try:
        with path.open("rb") as file:
            head = file.readline()
        index = json.loads(head)
        if index["format"] != FORMAT:
            raise BankError(
                f"{path.name} was prepared by another version of this app; prepare the bank anew."
            )
        summaries = tuple(_summary(row) for row in index["items"])
        places = {row[0]: (len(head) + row[-2], row[-1]) for row in index["items"]}
        return PreparedBank(path, str(index["hash"]), summaries, places)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as fault:
        raise _unreadable(path, fault) from fault


def is_current(path: Path, folder: Path) -> bool:
    """Whether a prepared bank was made from the files that lie in `folder` now."""
    try:
        with path.open("rb") as file:
            index = json.loads(file.readline())
        return bool(index["format"] == FORMAT and index["source"] == source_signature(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def source_signature(folder: Path) -> str:
    """The SHA-256 over name, size and time of change of every item file: cheap, and it notices an edit."""
    states = [(path.relative_to(folder).as_posix(), path.stat()) for path in item_files(folder)]
    text = canonical([[name, state.st_size, state.st_mtime_ns] for name, state in states])
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _summary_row(summary: ItemSummary) -> list[Any]:
    return [
        summary.id,
        summary.domain,
        summary.subarea,
        summary.cognitive.value,
        summary.status.value,
        summary.b,
        summary.key,
        int(summary.lock_order),
        list(summary.enemies),
        summary.exhibit_kind,
    ]


def _summary(row: Sequence[Any]) -> ItemSummary:
    item_id, domain, subarea, cognitive, status, b, key, lock_order, enemies, exhibit_kind = row[:10]
    return ItemSummary(
        item_id,
        domain,
        subarea,
        Cognitive(cognitive),
        ItemStatus(status),
        b,
        key,
        bool(lock_order),
        tuple(enemies),
        exhibit_kind,
    )


def _write(target: Path, lines: Iterable[bytes]) -> None:
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(b"".join(lines))
        partial.replace(target)
    except OSError as fault:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise BankError(f"The prepared bank could not be written ({fault}); nothing was changed.") from fault


def _unreadable(path: Path, reason: object) -> BankError:
    return BankError(f"The prepared bank {path.name} cannot be read ({reason}); prepare it anew.")
