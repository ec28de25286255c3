"""The bank in numbers: counts per domain and sub-area, figures of the check, and records of the review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from cmas_desktop.bank.facts import Reading, readings, without_fact
from cmas_desktop.bank.figures import group_figures
from cmas_desktop.bank.guessing import guessed
from cmas_desktop.bank.reading import Bank
from cmas_desktop.bank.review import Review
from cmas_desktop.bank.solving import Agreement, agreements, unsolved
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.items import Item, ItemStatus


def bank_stats(bank: Bank, blueprint: Blueprint, review: Review) -> dict[str, Any]:
    """Everything that is told of the bank, as plain data."""
    items = [item for item in bank.items if item.status is not ItemStatus.RETIRED]
    return {
        "hash": bank.hash,
        "items": len(items),
        "status": dict(Counter(item.status.value for item in bank.items)),
        "exhibits": sum(1 for item in items if item.exhibit),
        "exhibit_kinds": dict(Counter(item.exhibit.kind for item in items if item.exhibit).most_common()),
        "enemy_pairs": len(_enemy_pairs(items)),
        "recipes": sum(len(item.recipe) for item in items),
        "domains": [_domain(domain.key, domain.name, items) for domain in blueprint.domains],
        "subareas": {
            area.key: _counts([item for item in items if item.subarea == area.key])
            for domain in blueprint.domains
            for area in domain.subareas
        },
        "figures": list(_figures(items, blueprint)),
        "solving": [_agreement(one) for one in agreements(review.solvings, bank)],
        "unsolved": list(unsolved(review.solvings, bank)),
        "guessing": [asdict(one) for one in guessed(review.guesses, bank)],
        "facts": readings(review.facts, bank),
        "without_fact": list(without_fact(review.facts, bank)),
    }


def stats_lines(stats: dict[str, Any]) -> Iterator[str]:
    """The stats as a table for people."""
    kinds = len(stats["exhibit_kinds"])
    yield f"{stats['items']} items, {stats['exhibits']} of them with an exhibit, of {kinds} kinds"
    yield f"{stats['enemy_pairs']} pairs of enemies, {stats['recipes']} recipes"
    yield ""
    heads = ("items", "scored", "pretest", "recall", "appl.", "analysis", "exhibits")
    yield f"{'domain':8}" + "".join(f"{head:>10}" for head in heads)
    for one in stats["domains"]:
        yield (
            f"{one['key']:8}{one['items']:>10}{one['scored']:>10}{one['pretest']:>10}{one['recall']:>10.0%}"
            f"{one['application']:>10.0%}{one['analysis']:>10.0%}{one['exhibits']:>10}"
        )
    yield ""
    for one in stats["solving"]:
        counts = f"{one['agreed']:>6} of {one['answered']:>5} agreed"
        yield f"{one['group']:8}{one['solver']:12}{counts}  {one['share']:.1%}"
    yield f"answered by fewer than two solvers: {len(stats['unsolved'])}"
    yield ""
    yield f"{'guessing':8}{'guessed':>10}{'right':>10}{'given away':>12}"
    for one in stats["guessing"]:
        right, given = one["right"] / one["guessed"], one["given_away"] / one["guessed"]
        yield f"{one['group']:8}{one['guessed']:>10}{right:>10.1%}{given:>12.1%}"
    yield ""
    yield f"{'facts':8}" + "".join(f"{reading.value:>10}" for reading in Reading)
    for domain, counts in stats["facts"].items():
        yield f"{domain:8}" + "".join(f"{counts[reading.value]:>10}" for reading in Reading)
    yield f"without a fact in the record: {len(stats['without_fact'])}"


def _figures(items: Sequence[Item], blueprint: Blueprint) -> Iterator[dict[str, Any]]:
    groups = {
        domain.key: [item for item in items if item.domain == domain.key] for domain in blueprint.domains
    }
    for group, own in {**groups, "bank": list(items)}.items():
        for one in group_figures(group, own, blueprint.cognitive, group == "bank"):
            yield {"group": one.group, "name": one.name, "n": one.n, "value": one.value, "met": one.met}


def _domain(key: str, name: str, items: Sequence[Item]) -> dict[str, Any]:
    own = [item for item in items if item.domain == key]
    mix = Counter(item.cognitive.value for item in own)
    shares = {level: mix[level] / max(1, len(own)) for level in ("recall", "application", "analysis")}
    return {"key": key, "name": name, **_counts(own), **shares}


def _counts(items: Sequence[Item]) -> dict[str, int]:
    return {
        "items": len(items),
        "scored": sum(1 for item in items if item.status is ItemStatus.SCORED),
        "pretest": sum(1 for item in items if item.status is ItemStatus.PRETEST),
        "exhibits": sum(1 for item in items if item.exhibit),
    }


def _enemy_pairs(items: Sequence[Item]) -> set[frozenset[str]]:
    return {frozenset((item.id, enemy)) for item in items for enemy in item.enemies}


def _agreement(one: Agreement) -> dict[str, Any]:
    return {
        "group": one.group,
        "solver": one.solver,
        "answered": one.answered,
        "agreed": one.agreed,
        "share": one.share,
    }
