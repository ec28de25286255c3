"""Reading a blueprint file: TOML in, a Blueprint that agrees with itself out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cmas_desktop.bank.toml_table import Table, read_toml
from cmas_desktop.engine.blueprint import (
    Blueprint,
    ClockRules,
    CognitiveBounds,
    Domain,
    Fact,
    Subarea,
)
from cmas_desktop.engine.errors import BlueprintError


def read_blueprint(path: Path) -> Blueprint:
    """The blueprint of a TOML file.

    Raises BlueprintError, naming file and field, where a field is missing or odd and where two contradict.
    """
    top = read_toml(path, path.name, BlueprintError)
    top.allow("key", "name", "exam_title", "candidate_label", "form", "score", "clock", "domain", "fact")
    form, score = top.table("form"), top.table("score")
    blueprint = Blueprint(
        key=top.text("key"),
        name=top.text("name"),
        exam_title=top.text("exam_title"),
        candidate_label=top.text("candidate_label"),
        domains=tuple(_domain(table) for table in top.tables("domain")),
        pretest_min=form.integer("pretest_min"),
        pretest_max=form.integer("pretest_max"),
        pretest_default=form.integer("pretest_default"),
        pass_scaled=score.integer("pass_scaled"),
        scale_max=score.integer("scale_max"),
        scale_version=score.text("scale_version"),
        subarea_slack=form.integer("subarea_slack"),
        cognitive=_cognitive(form.table("cognitive")),
        clock=_clock(top.table("clock")),
        reference=_reference(score),
        facts=tuple(_fact(table) for table in top.tables("fact")) if top.has("fact") else (),
    )
    _check_counts(blueprint, form.integer("scored"), form)
    _check_scale(blueprint, score)
    _check_keys(blueprint, top)
    return blueprint


def _domain(table: Table) -> Domain:
    table.allow("key", "name", "short", "weight_percent", "items", "subareas")
    subareas = tuple(
        Subarea(area.text("key"), area.text("name"), area.integer("items"))
        for area in table.tables("subareas")
    )
    items = table.integer("items")
    total = sum(area.items for area in subareas)
    if total != items:
        raise table.refuse("items", f"the study areas sum to {total} items, not to {items}")
    if not all(area.items > 0 for area in subareas):
        raise table.refuse("subareas", "every study area needs at least one item")
    return Domain(
        key=table.text("key"),
        name=table.text("name"),
        short=table.text("short"),
        items=items,
        subareas=subareas,
        weight_percent=table.integer("weight_percent", 0),
    )


def _cognitive(table: Table) -> CognitiveBounds:
    bounds = CognitiveBounds(
        table.number("recall_max"), table.number("application_min"), table.number("analysis_min")
    )
    if not all(0 <= share <= 1 for share in (bounds.recall_max, bounds.application_min, bounds.analysis_min)):
        raise table.refuse("recall_max", "shares lie between 0 and 1")
    if bounds.application_min + bounds.analysis_min > 1:
        raise table.refuse("application_min", "the least shares together exceed 1")
    return bounds


def _clock(table: Table) -> ClockRules:
    clock = ClockRules(
        minutes=table.integer("minutes"),
        agreement_minutes=table.integer("agreement_minutes"),
        warnings=tuple(int(minutes) for minutes in table.numbers("warnings")),
        show_always_under=table.integer("show_always_under"),
        grace_seconds=table.integer("grace_seconds"),
        grace_total_seconds=table.integer("grace_total_seconds"),
        accommodations=table.numbers("accommodations"),
    )
    if clock.minutes <= 0:
        raise table.refuse("minutes", "an examination takes some time")
    if not all(0 < minutes < clock.minutes for minutes in clock.warnings):
        raise table.refuse(
            "warnings", f"each must lie between 0 and the {clock.minutes} minutes of the examination"
        )
    if not clock.accommodations or min(clock.accommodations) < 1:
        raise table.refuse("accommodations", "at least one factor is needed, and none under 1")
    return clock


def _reference(score: Table) -> tuple[tuple[float, int], ...]:
    pairs = score.pairs("reference")
    for rating, count in pairs:
        if not 0 < rating < 1 or count != int(count) or count < 1:
            raise score.refuse(
                "reference", "each pair is a rating between 0 and 1 and a whole number of items"
            )
    return tuple((rating, int(count)) for rating, count in pairs)


def _fact(table: Table) -> Fact:
    table.allow("topic", "text", "source", "read")
    return Fact(table.text("topic"), table.text("text"), table.text("source"), table.text("read"))


def _check_counts(blueprint: Blueprint, scored: int, form: Table) -> None:
    if blueprint.scored != scored:
        raise form.refuse("scored", f"the domains sum to {blueprint.scored} items, not to {scored}")
    if not 0 <= blueprint.pretest_min <= blueprint.pretest_default <= blueprint.pretest_max:
        raise form.refuse("pretest_default", "it must lie between pretest_min and pretest_max")
    if blueprint.subarea_slack < 0:
        raise form.refuse("subarea_slack", "it cannot be negative")


def _check_scale(blueprint: Blueprint, score: Table) -> None:
    total = sum(count for _, count in blueprint.reference)
    if total != blueprint.scored:
        raise score.refuse("reference", f"it counts {total} items where a form has {blueprint.scored} scored")
    if not 0 < blueprint.pass_scaled < blueprint.scale_max:
        raise score.refuse("pass_scaled", f"it must lie between 0 and scale_max, {blueprint.scale_max}")


def _check_keys(blueprint: Blueprint, top: Table) -> None:
    domains = [domain.key for domain in blueprint.domains]
    areas = [area.key for domain in blueprint.domains for area in domain.subareas]
    for kind, keys in (("domain", domains), ("study area", areas)):
        for key in _repeated(keys):
            raise top.refuse("domain", f"the {kind} {key} stands there twice")


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]
