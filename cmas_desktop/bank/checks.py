"""The check of a bank: every finding and every figure of the item-writing guide, in one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from cmas_desktop.bank.figures import group_figures
from cmas_desktop.bank.findings import Figure, Finding, Report, Severity
from cmas_desktop.bank.item_checks import enemy_findings, item_findings
from cmas_desktop.bank.likeness import duplicate_findings, template_findings
from cmas_desktop.bank.reading import Bank
from cmas_desktop.bank.spelling import Dictionary, spelling_findings
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.items import Item, ItemStatus

SUBAREA_LEAST = 8
WHOLE_BANK = "bank"


def check_bank(
    bank: Bank,
    blueprint: Blueprint,
    today: date,
    words: Iterable[str],
    release: bool = False,
    only: str = "",
) -> Report:
    """Check a bank on the day `today`; `words` is the allow-list of the spelling check. Retired items rest.

    `release` makes overdue fact checks errors. `only` keeps the findings and figures of one domain, study
    area or file; the bounds hold for domains and the bank, so that a smaller group's misses are warnings.
    """
    used = replace(bank, items=tuple(item for item in bank.items if item.status is not ItemStatus.RETIRED))
    findings = _item_level(used, bank, today, words, release)
    if only:
        kept = {item.id for item in used.items if matches(item, bank.files[item.id], only)}
        findings = [one for one in findings if one.item in kept]
    figures = [
        figure
        for group, items in _groups(used, blueprint, only)
        for figure in group_figures(group, items, blueprint.cognitive, group == WHOLE_BANK)
    ]
    findings += _shortages(blueprint, used.items, only)
    findings += _misses(figures, {domain.key for domain in blueprint.domains} | {WHOLE_BANK})
    return Report(tuple(findings), tuple(figures))


def matches(item: Item, file: str, only: str) -> bool:
    """Whether an item belongs to the domain, study area or file of that name."""
    return only in (item.domain, item.subarea, file)


def _item_level(used: Bank, bank: Bank, today: date, words: Iterable[str], release: bool) -> list[Finding]:
    return [
        *(found for item in used.items for found in item_findings(item, bank.files[item.id], today, release)),
        *enemy_findings(used.items, {item.id: item for item in bank.items}, bank.files),
        *spelling_findings(used, Dictionary(words)),
        *duplicate_findings(used),
        *template_findings(used),
    ]


def _groups(bank: Bank, blueprint: Blueprint, only: str) -> Iterator[tuple[str, list[Item]]]:
    if only:
        yield only, [item for item in bank.items if matches(item, bank.files[item.id], only)]
        return
    for domain in blueprint.domains:
        yield domain.key, [item for item in bank.items if item.domain == domain.key]
    yield WHOLE_BANK, list(bank.items)


def _shortages(blueprint: Blueprint, items: Sequence[Item], only: str) -> Iterator[Finding]:
    counts = Counter(item.subarea for item in items)
    for domain in blueprint.domains:
        for area in domain.subareas:
            least = max(SUBAREA_LEAST, area.items + blueprint.subarea_slack)
            if counts[area.key] < least and only in ("", domain.key, area.key):
                sentence = f"{area.key} has {counts[area.key]} items where {least} are the least."
                yield Finding("", "", area.key, "study area", sentence)


def _misses(figures: Sequence[Figure], bound: set[str]) -> Iterator[Finding]:
    for figure in figures:
        if not figure.met:
            severity = Severity.ERROR if figure.group in bound else Severity.WARNING
            sentence = f"{figure.group} has {figure.value_text} where {figure.bound_text} is the bound."
            yield Finding("", "", figure.name, "figure", sentence, severity)
