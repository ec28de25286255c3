"""Synthetic blueprints and banks: one full-sized, one tiny, so that nothing in the engine is wired to one."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from cmas_desktop.engine.blueprint import Blueprint, ClockRules, CognitiveBounds, Domain, Subarea
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.items import Cognitive, ItemStatus, ItemSummary, difficulty_from_rating

CLOCK = ClockRules(120, 5, (30, 15, 5, 1), 5, 120, 600, (1.0, 1.25, 1.5, 2.0))

FULL_REFERENCE = (
    (0.425, 4), (0.475, 8), (0.525, 13), (0.575, 19), (0.625, 25), (0.675, 31),
    (0.725, 34), (0.775, 30), (0.825, 20), (0.875, 11), (0.925, 5),
)  # fmt: skip

LEVELS = (Cognitive.RECALL, Cognitive.APPLICATION, Cognitive.APPLICATION, Cognitive.ANALYSIS)


def full_blueprint() -> Blueprint:
    """200 scored items in eight domains and 63 study areas, pass mark 70 of 100."""
    domains = [
        _domain("d1", (4, 2, 4, 2, 3, 3, 2, 2, 2, 2)),
        _domain("d2", (2, 2, 2, 2, 1, 2, 2, 1)),
        _domain("d3", (4, 2, 3, 3, 3, 2, 2, 1)),
        _domain("d4", (4, 6, 3, 5, 3, 3, 5, 5)),
        _domain("d5", (4, 5, 3, 4, 5, 5, 4, 3, 1)),
        _domain("d6", (5, 5, 5, 4, 4, 5, 4, 2)),
        _domain("d7", (3, 2, 3, 3, 3)),
        _domain("d8", (3, 3, 6, 4, 3, 2, 3)),
    ]
    return _blueprint(domains, FULL_REFERENCE, (0, 30, 10), 70, 100)


def tiny_blueprint() -> Blueprint:
    """12 scored items in three domains, pass mark 50 of 200."""
    domains = [_domain("a", (3, 3)), _domain("b", (2, 2)), _domain("c", (2,))]
    return _blueprint(domains, ((0.5, 4), (0.65, 4), (0.8, 4)), (0, 4, 3), 50, 200)


def bank(
    blueprint: Blueprint,
    per_subarea: int,
    seed: int,
    *,
    pretest_per_domain: int = 3,
    enemy_share: float = 0.1,
    exhibit_share: float = 0.1,
    lock_share: float = 0.2,
    times: float = 0.0,
) -> list[ItemSummary]:
    """A bank whose ratings are spread like the reference form's, with enemies, exhibits and locked items.

    Its study areas have `per_subarea` scored items more than so many `times` what a form has of them.
    """
    chance = random.Random(f"bank {seed}")
    ratings = [rating for rating, count in blueprint.reference for _ in range(count)]
    items = []
    for domain in blueprint.domains:
        places = [
            (area.key, ItemStatus.SCORED)
            for area in domain.subareas
            for _ in range(per_subarea + round(times * area.items))
        ]
        places += [
            (chance.choice(domain.subareas).key, ItemStatus.PRETEST) for _ in range(pretest_per_domain)
        ]
        for number, (area, status) in enumerate(places):
            items.append(
                ItemSummary(
                    id=f"{area}-{number:04d}",
                    domain=domain.key,
                    subarea=area,
                    cognitive=LEVELS[chance.randrange(4)],
                    status=status,
                    b=difficulty_from_rating(chance.choice(ratings) + chance.uniform(-0.04, 0.04)),
                    key=chance.randrange(4),
                    lock_order=chance.random() < lock_share,
                    exhibit_kind=chance.choice(("ledger", "letter"))
                    if chance.random() < exhibit_share
                    else "",
                )
            )
    return _with_enemies(items, enemy_share, chance)


def plain_form(difficulties: Iterable[float], blueprint: Blueprint) -> Form:
    """A form of scored questions only, dealt over the blueprint's study areas, key always shown first."""
    areas = [
        (domain.key, area.key)
        for domain in blueprint.domains
        for area in domain.subareas
        for _ in range(area.items)
    ]
    questions = tuple(
        FormQuestion(f"item-{i:03d}", domain, area, True, b, 0, (0, 1, 2, 3))
        for i, ((domain, area), b) in enumerate(zip(areas, difficulties, strict=True))
    )
    return Form("plain", blueprint.key, 1, questions, "bank", "none")


def reference_difficulties(blueprint: Blueprint) -> list[float]:
    """The difficulties of the reference form, easiest last."""
    return [difficulty_from_rating(rating) for rating, count in blueprint.reference for _ in range(count)]


def mixed_difficulties(blueprint: Blueprint) -> list[float]:
    """The reference form's difficulties in a fixed mixed order, so that domains are alike."""
    difficulties = reference_difficulties(blueprint)
    random.Random("mixed").shuffle(difficulties)
    return difficulties


def _with_enemies(items: list[ItemSummary], share: float, chance: random.Random) -> list[ItemSummary]:
    enemies: dict[str, set[str]] = {}
    while sum(map(bool, enemies.values())) < share * len(items):
        start, size = chance.randrange(len(items) - 3), chance.choice((2, 2, 3))
        group = [item.id for item in items[start : start + size]]
        for one in group:
            enemies.setdefault(one, set()).update(set(group) - {one})
    return [replace(item, enemies=tuple(sorted(enemies.get(item.id, ())))) for item in items]


def _domain(key: str, sizes: tuple[int, ...]) -> Domain:
    areas = tuple(Subarea(f"{key}-{i}", f"Area {key}-{i}", size) for i, size in enumerate(sizes))
    return Domain(key, f"Domain {key}", key, sum(sizes), areas)


def _blueprint(
    domains: list[Domain],
    reference: tuple[tuple[float, int], ...],
    pretest: tuple[int, int, int],
    pass_scaled: int,
    scale_max: int,
) -> Blueprint:
    return Blueprint(
        key="test",
        name="Test",
        exam_title="Test Examination",
        candidate_label="Candidate",
        domains=tuple(domains),
        pretest_min=pretest[0],
        pretest_max=pretest[1],
        pretest_default=pretest[2],
        pass_scaled=pass_scaled,
        scale_max=scale_max,
        scale_version="test.1",
        subarea_slack=1,
        cognitive=CognitiveBounds(0.40, 0.45, 0.15),
        clock=CLOCK,
        reference=reference,
        facts=(),
    )
