"""The shelf: blueprint, prepared bank and accepted difficulties, from which every form is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cmas_desktop.bank import difficulties as accepted
from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.bank.difficulties import Difficulty
from cmas_desktop.bank.prepared import PreparedBank, is_current, open_prepared, prepare
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.items import ItemSummary
from cmas_desktop.engine.pool import FormRequest

BLUEPRINT = Path("blueprint") / "cmas.toml"
PREPARED = "bank.prepared"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What every form is made from, and where blueprint and prepared bank lie.

    `difficulties` are those accepted in place of ratings, by item id.
    """

    blueprint: Blueprint
    bank: PreparedBank
    resources: Path
    prepared: Path
    difficulties: Mapping[str, Difficulty] = field(default_factory=dict)

    @property
    def summaries(self) -> tuple[ItemSummary, ...]:
        """The bank's items with the difficulties that are in force."""
        return accepted.with_difficulties(self.bank.summaries, self.difficulties)

    @property
    def hash(self) -> str:
        """The hash of the bank with the difficulties that are in force."""
        return accepted.hash_with(self.bank.hash, self.difficulties)


def open_shelf(resources: Path, home: Path) -> Shelf:
    """The blueprint and the prepared bank; the bank is prepared anew where its sources have changed.

    It is looked for beside the sources (where the installer leaves it), then in the person's folder.
    """
    blueprint = read_blueprint(resources / BLUEPRINT)
    difficulties = accepted.in_force(accepted.read_acceptances(home / accepted.FILE))
    sources = resources / "bank"
    places = (resources / "prepared" / PREPARED, home / PREPARED)
    for place in places:
        if is_current(place, sources):
            return Shelf(blueprint, open_prepared(place), resources, place, difficulties)
    home.mkdir(parents=True, exist_ok=True)
    prepare(sources, blueprint, places[1])
    return Shelf(blueprint, open_prepared(places[1]), resources, places[1], difficulties)


def open_shelf_at(resources: Path, prepared: Path, difficulties: Mapping[str, Difficulty]) -> Shelf:
    """The shelf with a bank that is prepared already, wherever that lies."""
    return Shelf(
        read_blueprint(resources / BLUEPRINT), open_prepared(prepared), resources, prepared, difficulties
    )


def request_of(
    shelf: Shelf,
    seed: int,
    questions: int = 0,
    exposures: Mapping[str, tuple[int, int]] | None = None,
    uses: Mapping[str, int] | None = None,
    earlier: Mapping[str, frozenset[str]] | None = None,
) -> FormRequest:
    """What is asked of assembly with this shelf; 0 questions means the blueprint's usual number."""
    number = questions or shelf.blueprint.questions_default
    return FormRequest(seed, number, shelf.hash, exposures or {}, uses or {}, earlier or {})


def build_form(
    shelf: Shelf, request: FormRequest, tell: Callable[[str], object] = lambda words: None
) -> Form:
    """One form of the shelf's bank; `tell` hears how far it is. Raises AssemblyError where there is none."""
    from cmas_desktop.engine.assembly import assemble

    return assemble(request, shelf.summaries, shelf.blueprint, tell)


def build_panel(shelf: Shelf, request: FormRequest) -> Form:
    """The panel of a readiness check; raises AssemblyError where the bank is too small for one."""
    from cmas_desktop.engine.panel import readiness_panel

    return readiness_panel(request, shelf.summaries, shelf.blueprint)
