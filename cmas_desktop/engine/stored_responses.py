"""Responses for a calibration from finished attempts: each person's first meeting with an item, and no other.

Answers at a second meeting break the model: they show memory. A question that was seen and left blank in a
finished exam is a wrong answer, as it is in the score; one that was never seen was not put.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form, Purpose
from cmas_desktop.engine.irt import expected_raw, probability, theta_from_raw
from cmas_desktop.engine.responses import BLANK, Response
from cmas_desktop.engine.scale import END_DISTANCE
from cmas_desktop.engine.subscores import DomainScores


@dataclass(frozen=True, slots=True)
class FinishedAttempt:
    """A finished attempt as a calibration sees it; answers and `seen` have an entry per form position.

    `person` tells candidates apart; `form` brings keys and difficulties as they were then.
    """

    person: str
    form: Form
    answers: tuple[int | None, ...]
    seen: tuple[bool, ...]


def first_responses(attempts: Iterable[FinishedAttempt]) -> list[Response]:
    """The first meetings, from attempts given oldest first."""
    met: set[tuple[str, str]] = set()
    responses = []
    for attempt in attempts:
        for question, answer, seen in zip(attempt.form.questions, attempt.answers, attempt.seen, strict=True):
            meeting = (attempt.person, question.item_id)
            if not seen or meeting in met:
                continue
            met.add(meeting)
            if answer is None and attempt.form.purpose is Purpose.READINESS:
                continue
            option = BLANK if answer is None else answer
            responses.append(Response(attempt.person, question.item_id, answer == question.key, option))
    return responses


def domain_scores(attempts: Sequence[FinishedAttempt], blueprint: Blueprint) -> tuple[DomainScores, ...]:
    """The domains' scores over the first whole exam of each person, for the gate on domain scores.

    Each fraction is centered on what its own form's difficulties make of the just-qualified candidate, so
    that differences between forms do not count as differences between persons.
    """
    first = _first_exams(attempts)
    sizes = {domain.key: domain.items for domain in blueprint.domains}
    rows = [_domain_row(attempt, blueprint) for attempt in first]
    expected = {key: sum(row[key][2] for row in rows) / max(1, len(rows)) for key in sizes}
    return tuple(
        DomainScores(
            domain=domain.name,
            fractions=[
                _clipped(row[domain.key][0] - row[domain.key][2] + expected[domain.key]) for row in rows
            ],
            error_variances=[row[domain.key][1] for row in rows],
            weight=domain.items / blueprint.scored,
        )
        for domain in blueprint.domains
    )


def _first_exams(attempts: Iterable[FinishedAttempt]) -> list[FinishedAttempt]:
    first: dict[str, FinishedAttempt] = {}
    for attempt in attempts:
        if attempt.form.purpose is Purpose.EXAM:
            first.setdefault(attempt.person, attempt)
    return list(first.values())


def _domain_row(attempt: FinishedAttempt, blueprint: Blueprint) -> dict[str, tuple[float, float, float]]:
    """By domain: the fraction right, its error variance, and the just-qualified candidate's expectation."""
    pairs = [
        (question, answer == question.key)
        for question, answer in zip(attempt.form.questions, attempt.answers, strict=True)
        if question.scored
    ]
    count, raw = len(pairs), sum(right for _, right in pairs)
    bounded = min(max(raw, END_DISTANCE), count - END_DISTANCE)
    theta = theta_from_raw(bounded, [question.b for question, _ in pairs])
    rows = {}
    for domain in blueprint.domains:
        own = [(question.b, right) for question, right in pairs if question.domain == domain.key]
        spreads = [p * (1 - p) for p in (probability(theta, b) for b, _ in own)]
        rows[domain.key] = (
            sum(right for _, right in own) / domain.items,
            math.fsum(spreads) / domain.items**2,
            expected_raw(0.0, [b for b, _ in own]) / domain.items,
        )
    return rows


def _clipped(fraction: float) -> float:
    return min(1.0, max(0.0, fraction))
