"""Reading a bank: every item file under a folder, or the reason why one was refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cmas_desktop.bank.item_file import read_item_file
from cmas_desktop.bank.item_json import item_to_json
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import Item
from cmas_desktop.engine.journal import canonical


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank: its items sorted by id, the SHA-256 of their content, and the file each one stands in."""

    items: tuple[Item, ...]
    hash: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was refused whole, relative to the bank's folder, and the sentence that says why."""

    file: str
    sentence: str


def read_bank(folder: Path, blueprint: Blueprint) -> Bank:
    """The bank in a folder.

    Raises BankError with file, item and field at the first file that is refused; then nothing is read.
    """
    bank, refusals = survey_bank(folder, blueprint)
    if refusals:
        raise BankError(refusals[0].sentence)
    for item in bank.items:
        for enemy in item.enemies:
            if enemy not in bank.files:
                raise BankError(
                    f"{bank.files[item.id]}, item {item.id}, field enemies: there is no item {enemy}; "
                    "nothing of this bank was used."
                )
    return bank


def survey_bank(folder: Path, blueprint: Blueprint) -> tuple[Bank, tuple[Refusal, ...]]:
    """The items of all files that can be read, and a refusal for each that cannot."""
    domain_of = {area.key: domain.key for domain in blueprint.domains for area in domain.subareas}
    items: list[Item] = []
    files: dict[str, str] = {}
    refusals = []
    for path in item_files(folder):
        place = path.relative_to(folder).as_posix()
        try:
            found = read_item_file(path, place, domain_of)
            _refuse_taken(found, files, place)
        except BankError as fault:
            refusals.append(Refusal(place, str(fault)))
            continue
        items += found
        files.update((item.id, place) for item in found)
    items.sort(key=lambda item: item.id)
    return Bank(tuple(items), bank_hash(items), files), tuple(refusals)


def item_files(folder: Path) -> list[Path]:
    """The item files of a bank's folder: every TOML file in it or below, in a fixed order."""
    return sorted(folder.rglob("*.toml"))


def bank_hash(items: Iterable[Item]) -> str:
    """The SHA-256 over the content of the items sorted by id: how they lie in files does not matter."""
    digest = hashlib.sha256()
    for item in sorted(items, key=lambda one: one.id):
        digest.update(canonical(item_to_json(item)).encode("ascii") + b"\n")
    return digest.hexdigest()


def _refuse_taken(found: tuple[Item, ...], files: Mapping[str, str], place: str) -> None:
    for item in found:
        if item.id in files:
            raise BankError(
                f"{place}, item {item.id}, field id: it is already used in {files[item.id]}; "
                "nothing of this file was used."
            )
