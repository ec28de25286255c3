"""The readiness check before simulated takers: how often it is right, undecided, and how long it takes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.population import MEAN, SPREAD
from cmas_desktop.engine.readiness import Readiness, next_position, verdict
from cmas_desktop.places import resources_folder
from cmas_desktop.shelf import Shelf, build_panel, open_shelf, request_of

TAKERS, PER_PANEL, SEED = 4_000, 10, 11


def measure() -> dict[str, float]:
    """4,000 takers, ability as the product assumes it; ten to a panel of the shipped bank."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = open_shelf(resources_folder(), Path(folder))
    return simulate(shelf, TAKERS, SEED)


def simulate(shelf: Shelf, takers: int, seed: int) -> dict[str, float]:
    """The figures of so many takers, whose answers follow the difficulties that the check uses."""
    chance = Random(f"readiness|{seed}")
    decided = right = asked = 0
    for taker in range(takers):
        if taker % PER_PANEL == 0:
            form = build_panel(shelf, request_of(shelf, seed + taker))
        theta = chance.gauss(MEAN, SPREAD)
        answers: list[int | None] = [None] * len(form.questions)
        while (said := verdict(form, answers)) is None:
            at = next_position(form, answers, shelf.blueprint)
            question = form.questions[at]
            correct = chance.random() < probability(theta, question.b)
            answers[at] = question.key if correct else (question.key + 1) % 4
            asked += 1
        decided += said is not Readiness.TOO_CLOSE
        right += said is not Readiness.TOO_CLOSE and (said is Readiness.READY) == (theta >= 0)
    return {
        "readiness_right": right / decided,
        "readiness_too_close": 1 - decided / takers,
        "readiness_length": asked / takers,
    }
