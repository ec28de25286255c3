"""Simulated candidates: what people of a known ability would score, to try forms and scale on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, stdev

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.scale import conversion_table


@dataclass(frozen=True, slots=True)
class SimulatedScores:
    """What a number of candidates at `theta` (logits) scored.

    `mean` and `deviation` (sample standard deviation) are of exact scaled scores, `pass_rate` is 0-1.
    """

    theta: float
    candidates: int
    raw_mean: float
    mean: float
    deviation: float
    pass_rate: float


def simulate_responses(form: Form, theta: float, seed: int) -> tuple[int | None, ...]:
    """The options (authored index) that a candidate at theta chooses, one per question of the form.

    Right with the Rasch probability, else one of the others with equal chance; nothing is left blank.
    """
    chance = Random(f"responses|{seed}")
    answers = []
    for question in form.questions:
        wrong = [option for option in question.order if option != question.key]
        right = chance.random() < probability(theta, question.b)
        answers.append(question.key if right else chance.choice(sorted(wrong)))
    return tuple(answers)


def simulate_scores(
    forms: Sequence[Form], blueprint: Blueprint, theta: float, candidates: int, seed: int
) -> SimulatedScores:
    """The scores of candidates (one or more) at theta, dealt over the forms in turn."""
    chance = Random(f"scores|{seed}|{theta!r}")
    tables = [conversion_table(form.scored_difficulties, blueprint) for form in forms]
    chances = [[probability(theta, b) for b in form.scored_difficulties] for form in forms]
    rows = []
    for number in range(candidates):
        which = number % len(forms)
        raw = sum(1 for right in chances[which] if chance.random() < right)
        rows.append(tables[which].rows[raw])
    scaled = [row.scaled for row in rows]
    return SimulatedScores(
        theta=theta,
        candidates=candidates,
        raw_mean=fmean(row.raw for row in rows),
        mean=fmean(scaled),
        deviation=stdev(scaled) if candidates > 1 else 0.0,
        pass_rate=fmean(row.passed for row in rows),
    )
