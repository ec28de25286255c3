"""The shelf: the blueprint and the prepared bank, from which every form is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.bank.prepared import PreparedBank, is_current, open_prepared, prepare
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form

BLUEPRINT = Path("blueprint") / "cmas.toml"
PREPARED = "bank.prepared"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What every form is made from: the blueprint and the prepared bank, and where both lie."""

    blueprint: Blueprint
    bank: PreparedBank
    resources: Path
    prepared: Path


def open_shelf(resources: Path, home: Path) -> Shelf:
    """The blueprint and the prepared bank; the bank is prepared anew where its sources have changed.

    It is looked for beside the sources (where the installer leaves it), then in the person's folder.
    """
    blueprint = read_blueprint(resources / BLUEPRINT)
    sources = resources / "bank"
    places = (resources / "prepared" / PREPARED, home / PREPARED)
    for place in places:
        if is_current(place, sources):
            return Shelf(blueprint, open_prepared(place), resources, place)
    home.mkdir(parents=True, exist_ok=True)
    prepare(sources, blueprint, places[1])
    return Shelf(blueprint, open_prepared(places[1]), resources, places[1])


def open_shelf_at(resources: Path, prepared: Path) -> Shelf:
    """The shelf with a bank that is prepared already, wherever that lies."""
    return Shelf(read_blueprint(resources / BLUEPRINT), open_prepared(prepared), resources, prepared)


def build_form(shelf: Shelf, seed: int, questions: int, exposures: Mapping[str, tuple[int, int]]) -> Form:
    """One form of the shelf's bank; 0 questions means the blueprint's usual number."""
    from cmas_desktop.engine.assembly import FormRequest, assemble

    number = questions or shelf.blueprint.questions_default
    request = FormRequest(seed, number, shelf.bank.hash, exposures)
    return assemble(request, shelf.bank.summaries, shelf.blueprint)
