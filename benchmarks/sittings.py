"""Simulated sittings with known difficulties, to calibrate: what the benchmark and its quick test share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.items import RATING_ERROR, difficulty_from_rating
from cmas_desktop.engine.population import MEAN, SPREAD
from cmas_desktop.engine.responses import Response

RATINGS = (0.425, 0.475, 0.525, 0.575, 0.625, 0.675, 0.725, 0.775, 0.825, 0.875, 0.925)
COUNTS = (4, 8, 13, 19, 25, 31, 34, 30, 20, 11, 5)
"""How ratings are spread: as on the reference form."""


@dataclass(frozen=True, slots=True)
class Sittings:
    """What was simulated: ratings and true difficulties (logits) by item, and the answers."""

    rated: dict[str, float]
    truth: dict[str, float]
    answers: list[Response]


def simulate_sittings(persons: int, forms: int, bank: int, questions: int, seed: int) -> Sittings:
    """Persons dealt in turn over forms drawn from a bank; a true b is its rating's plus N(0, RATING_ERROR^2).

    Ability is spread as the product assumes; `forms` equal to `persons` gives everybody a form of their own.
    """
    chance = Random(f"sittings|{seed}")
    ids = [f"item-{number:05d}" for number in range(bank)]
    ratings = chance.choices(RATINGS, COUNTS, k=bank)
    rated = {item: difficulty_from_rating(rating) for item, rating in zip(ids, ratings, strict=True)}
    truth = {item: b + chance.gauss(0.0, RATING_ERROR) for item, b in rated.items()}
    drawn = [chance.sample(ids, questions) for _ in range(forms)]
    answers = []
    for person in range(persons):
        theta = chance.gauss(MEAN, SPREAD)
        answers += [
            Response(f"person-{person:05d}", item, chance.random() < probability(theta, truth[item]))
            for item in drawn[person % forms]
        ]
    return Sittings(rated, truth, answers)


@dataclass(frozen=True, slots=True)
class Recovery:
    """How well known difficulties were found again; `coverage` is the share of 95% intervals that do."""

    r: float
    rmse: float
    coverage: float
    items: int


def recovery(pairs: list[tuple[float, float, float]]) -> Recovery:
    """From triples of estimate, its standard error and the truth, all in logits."""
    count = len(pairs)
    found, true = [b for b, _, _ in pairs], [b for _, _, b in pairs]
    center, middle = sum(found) / count, sum(true) / count
    together = sum((x - center) * (y - middle) for x, y in zip(found, true, strict=True))
    spread = math.sqrt(sum((x - center) ** 2 for x in found) * sum((y - middle) ** 2 for y in true))
    return Recovery(
        r=together / spread,
        rmse=math.sqrt(sum((x - y) ** 2 for x, y in zip(found, true, strict=True)) / count),
        coverage=sum(abs(b - t) <= 1.959964 * se for b, se, t in pairs) / count,
        items=count,
    )
