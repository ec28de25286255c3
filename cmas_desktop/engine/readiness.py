"""The readiness check: 20 to 60 questions picked as answers come in, ended by a sequential test at the cut.

The next question is of the domain that lags most behind its share, and of those left there one of the most
telling at the ability shown so far. Wald's sequential probability ratio test says when it is enough.
Sources: A. Wald, Sequential Analysis (1947); C. G. Parshall, J. A. Spray, J. C. Kalohn and T. Davey,
Practical Considerations in Computer-Based Testing (2002), ch. 9; G. G. Kingsbury and A. R. Zara, Applied
Measurement in Education 2 (1989) 359-375 (one of the best few, chosen by chance).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.irt import information, probability, theta_error
from cmas_desktop.engine.pool import seeded_weight
from cmas_desktop.engine.population import abilities
from cmas_desktop.engine.result import Band
from cmas_desktop.engine.scale import scale_of
from cmas_desktop.engine.scoring import difficulties_error

LEAST, MOST = 20, 60
"""The fewest and the most questions that a check asks."""

REGION = 0.3
"""The test weighs ability this far above the cut against as far below it (logits)."""

ERROR_RATE = 0.05
"""How often the test may be wrong at either end of that region."""

BOUND = math.log((1 - ERROR_RATE) / ERROR_RATE)
"""The log-likelihood ratio at which the test has seen enough, to either side (Wald)."""

FEW = 4
"""The next question is drawn from so many of the best: exposure control."""

Answers = Sequence[int | None]
"""The authored index of the option chosen, or None, for each position of the panel."""


class Readiness(StrEnum):
    """What the check says."""

    READY = "ready"
    NOT_YET = "not yet"
    TOO_CLOSE = "too close to call"


@dataclass(frozen=True, slots=True)
class ReadinessResult:
    """What a check came to. `theta` and `theta_error` are the mean and SD of ability given the answers.

    Both are in logits; `evidence` is the log-likelihood ratio. The bands (68%, 95%) are of the scaled
    score on a whole form: they hold the error of the check, of the difficulties, and of that form.
    """

    verdict: Readiness
    asked: int
    right: int
    theta: float
    theta_error: float
    evidence: float
    band68: Band
    band95: Band
    pass_scaled: int
    scale_max: int


def next_position(form: Form, answers: Answers, blueprint: Blueprint) -> int:
    """The position of the panel's question to be asked next, all unanswered ones being open.

    A function of the panel and the answers alone, so that a journal can be replayed. Raises ValueError
    where every question is answered.
    """
    asked = Counter(q.domain for q, answer in _pairs(form, answers) if answer is not None)
    open_positions = [at for at, answer in enumerate(answers) if answer is None]
    open_domains = {form.questions[at].domain for at in open_positions}
    number = asked.total() + 1
    domain = max(
        (domain for domain in blueprint.domains if domain.key in open_domains),
        key=lambda domain: number * domain.items / blueprint.scored - asked[domain.key],
    )
    theta = ability(form, answers)[0]
    ranked = sorted(
        (at for at in open_positions if form.questions[at].domain == domain.key),
        key=lambda at: (-information(theta, [form.questions[at].b]), at),
    )
    return min(ranked[:FEW], key=lambda at: seeded_weight(form.seed, f"next {number}", str(at)))


def verdict(form: Form, answers: Answers, ended: bool = False) -> Readiness | None:
    """What the answers say so far: None while more questions are needed.

    `ended` takes what stands, as when the time is up: too close to call, unless the test was decided.
    """
    asked, evidence = sum(answer is not None for answer in answers), evidence_of(form, answers)
    if asked >= LEAST and abs(evidence) >= BOUND:
        return Readiness.READY if evidence > 0 else Readiness.NOT_YET
    return Readiness.TOO_CLOSE if ended or asked >= MOST else None


def evidence_of(form: Form, answers: Answers) -> float:
    """The log-likelihood ratio of ability REGION above the cut against as far below it."""
    return math.fsum(
        math.log(_chance(REGION, question, answer) / _chance(-REGION, question, answer))
        for question, answer in _pairs(form, answers)
        if answer is not None
    )


def ability(form: Form, answers: Answers) -> tuple[float, float]:
    """The mean and SD (logits) of ability given the answers, over the population that we expect."""
    given = [(question, answer) for question, answer in _pairs(form, answers) if answer is not None]
    nodes = abilities()
    logs = [
        math.log(weight) + math.fsum(math.log(_chance(theta, q, answer)) for q, answer in given)
        for theta, weight in nodes
    ]
    weights = [math.exp(log - max(logs)) for log in logs]
    total = math.fsum(weights)
    mean = math.fsum(w * theta for w, (theta, _) in zip(weights, nodes, strict=True)) / total
    square = math.fsum(w * (theta - mean) ** 2 for w, (theta, _) in zip(weights, nodes, strict=True)) / total
    return mean, math.sqrt(square)


def readiness_result(form: Form, answers: Answers, blueprint: Blueprint) -> ReadinessResult:
    """The result of an ended check."""
    given = [(question, answer) for question, answer in _pairs(form, answers) if answer is not None]
    theta, error = ability(form, answers)
    ratings = difficulties_error(theta, [question for question, _ in given]) if given else 0.0
    whole = math.hypot(error, ratings, _form_error(theta, blueprint))
    return ReadinessResult(
        verdict=verdict(form, answers, ended=True) or Readiness.TOO_CLOSE,
        asked=len(given),
        right=sum(1 for question, answer in given if answer == question.key),
        theta=theta,
        theta_error=error,
        evidence=evidence_of(form, answers),
        band68=_band(theta, whole, 1.0, 0.68, blueprint),
        band95=_band(theta, whole, 1.959964, 0.95, blueprint),
        pass_scaled=blueprint.pass_scaled,
        scale_max=blueprint.scale_max,
    )


def _pairs(form: Form, answers: Answers) -> list[tuple[FormQuestion, int | None]]:
    return list(zip(form.questions, answers, strict=True))


def _chance(theta: float, question: FormQuestion, answer: int | None) -> float:
    right = probability(theta, question.b)
    return right if answer == question.key else 1 - right


def _form_error(theta: float, blueprint: Blueprint) -> float:
    """The CSEM (logits) of the reference form: a whole form strays by as much."""
    return theta_error(theta, scale_of(blueprint).difficulties)


def _band(theta: float, error: float, z: float, confidence: float, blueprint: Blueprint) -> Band:
    scale = scale_of(blueprint)
    low, high = (scale.scaled(scale.equated(theta + side * z * error)) for side in (-1, 1))
    return Band(low, high, confidence)
