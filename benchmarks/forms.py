"""Forms: how long they take from large banks, and whether they score the same candidates alike."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median

from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.irt import expected_raw, raw_distribution, shifted_distribution
from cmas_desktop.engine.items import Cognitive, ItemStatus, ItemSummary, difficulty_from_rating
from cmas_desktop.engine.parallel import assemble_parallel
from cmas_desktop.engine.parallel_check import largest_overlap, largest_tcc_gap
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.population import abilities
from cmas_desktop.engine.scale import conversion_table
from cmas_desktop.places import resources_folder
from cmas_desktop.shelf import Shelf, build_form, open_shelf, request_of

FORMS, THETA = 200, 0.5
"""The same candidate sits so many forms; of this ability, in logits."""

HARDER = 10.0
"""How many raw points harder than the reference form a form is made."""

LEVELS = (Cognitive.RECALL, Cognitive.APPLICATION, Cognitive.APPLICATION, Cognitive.ANALYSIS)
PRETEST_SHARE, ENEMY_SHARE, ROUNDS = 0.1, 0.15, 5


def measure() -> dict[str, float]:
    """Times are medians of five seeds; the gaps are exact expectations, not simulated."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = open_shelf(resources_folder(), Path(folder))
    blueprint = shelf.blueprint
    times = {size: _form_seconds(synthetic_bank(blueprint, size, 1), blueprint) for size in (2_000, 20_000)}
    disjoint_s, forms = _timed(lambda: _five_disjoint(shelf))
    sat = (build_form(shelf, request_of(shelf, seed)) for seed in range(1, FORMS + 1))
    same = [expected_scaled(form, blueprint, THETA) for form in sat]
    return {
        "form_2000_s": times[2_000],
        "form_20000_s": times[20_000],
        "disjoint_5_s": disjoint_s,
        "disjoint_5_gap": largest_tcc_gap(forms),
        "disjoint_5_overlap": largest_overlap(forms),
        "same_candidate_gap": max(same) - min(same),
        "harder_form_shift": harder_shift(forms[0], blueprint),
    }


def synthetic_bank(blueprint: Blueprint, size: int, seed: int) -> list[ItemSummary]:
    """A bank in the blueprint's proportions, rated like the reference form, with enemies."""
    chance = Random(f"bank|{size}|{seed}")
    ratings = [rating for rating, count in blueprint.reference for _ in range(count)]
    areas = [
        (domain.key, area.key)
        for domain in blueprint.domains
        for area in domain.subareas
        for _ in range(area.items)
    ]
    items = []
    for number in range(size):
        domain, area = areas[number % len(areas)]
        pretest = chance.random() < PRETEST_SHARE
        items.append(
            ItemSummary(
                id=f"{area}-{number:05d}",
                domain=domain,
                subarea=area,
                cognitive=LEVELS[chance.randrange(4)],
                status=ItemStatus.PRETEST if pretest else ItemStatus.SCORED,
                b=difficulty_from_rating(chance.choice(ratings) + chance.uniform(-0.05, 0.05)),
                key=chance.randrange(4),
                exhibit_kind=chance.choice(("ledger", "letter", "", "", "", "", "", "")),
            )
        )
    for _ in range(0, int(ENEMY_SHARE * size), 3):
        group = chance.sample(range(size), 3)
        ids = [items[one].id for one in group]
        for one in group:
            items[one] = replace(items[one], enemies=tuple(name for name in ids if name != items[one].id))
    return items


def expected_scaled(form: Form, blueprint: Blueprint, theta: float) -> float:
    """The exact mean of the scaled score of a candidate at theta on this form (Lord and Wingersky)."""
    table = conversion_table(form.scored_difficulties, blueprint)
    chances = raw_distribution(theta, form.scored_difficulties)
    return sum(chance * row.scaled for chance, row in zip(chances, table.rows, strict=True))


def harder_shift(form: Form, blueprint: Blueprint) -> float:
    """By how much the population's mean scaled score differs on the form and on one made HARDER."""
    plain = list(form.scored_difficulties)
    low, high = 0.0, 3.0
    wanted = expected_raw(0.0, plain) - HARDER
    for _ in range(60):
        middle = (low + high) / 2
        too_easy = expected_raw(0.0, [b + middle for b in plain]) > wanted
        low, high = (middle, high) if too_easy else (low, middle)
    return abs(_population_mean(plain, blueprint) - _population_mean([b + low for b in plain], blueprint))


def _population_mean(difficulties: Sequence[float], blueprint: Blueprint) -> float:
    table = conversion_table(difficulties, blueprint)
    at_cut = raw_distribution(0.0, difficulties)
    return sum(
        weight * chance * row.scaled
        for theta, weight in abilities()
        for chance, row in zip(shifted_distribution(at_cut, theta), table.rows, strict=True)
    )


def _five_disjoint(shelf: Shelf) -> tuple[Form, ...]:
    return assemble_parallel(request_of(shelf, 1), shelf.summaries, shelf.blueprint, 5, 0.0)


def _form_seconds(items: list[ItemSummary], blueprint: Blueprint) -> float:
    seconds = []
    for seed in range(ROUNDS):
        request = FormRequest(seed, blueprint.questions_default, "bench")
        taken, form = _timed(lambda request=request: assemble(request, items, blueprint))
        if form.relaxed:
            raise SystemExit(f"A form from {len(items)} items gave way: {form.relaxed}")
        seconds.append(taken)
    return median(seconds)


def _timed(act: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    made = act()
    return time.perf_counter() - began, made
