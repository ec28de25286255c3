"""The Rasch model: chances, expected scores and what a raw score says of ability.

Abilities (theta) and difficulties (b) are in logits; the just-qualified candidate stands at theta = 0.
Source of the model: G. Rasch, Probabilistic Models for Some Intelligence and Attainment Tests (1960).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

CLOSE_ENOUGH = 1e-10
"""A raw score is matched when the expected score is this near to it."""


def probability(theta: float, b: float) -> float:
    """P(right | theta, b) = 1 / (1 + exp(b - theta))."""
    distance = b - theta
    if distance <= 0:
        return 1 / (1 + math.exp(distance))
    odds = math.exp(-distance)
    return odds / (1 + odds)


def expected_raw(theta: float, difficulties: Sequence[float]) -> float:
    """The test characteristic curve (TCC): the raw score expected at theta."""
    return sum(probability(theta, b) for b in difficulties)


def information(theta: float, difficulties: Sequence[float]) -> float:
    """The test information at theta: the sum of P(1 - P), also the slope of the TCC."""
    chances = [probability(theta, b) for b in difficulties]
    return sum(p * (1 - p) for p in chances)


def theta_error(theta: float, difficulties: Sequence[float]) -> float:
    """The conditional standard error of measurement (CSEM) of theta, in logits: 1 / sqrt(information)."""
    return 1 / math.sqrt(information(theta, difficulties))


def theta_from_raw(raw: float, difficulties: Sequence[float]) -> float:
    """The theta whose expected raw score is `raw`: the maximum-likelihood ability under the Rasch model.

    Newton's method, with bisection wherever a step would leave the bracket. Raises ValueError where
    raw is not strictly between 0 and the number of items: no finite theta expects that.
    """
    if not 0 < raw < len(difficulties):
        raise ValueError(f"No ability expects {raw} right answers of {len(difficulties)}.")
    center = math.log(raw / (len(difficulties) - raw))
    low, high = center + min(difficulties), center + max(difficulties)
    theta = center + sum(difficulties) / len(difficulties)
    odds_against = [math.exp(b) for b in difficulties]
    while True:
        ease = math.exp(-theta)
        chances = [1 / (1 + odds * ease) for odds in odds_against]
        miss = sum(chances) - raw
        low, high = (low, theta) if miss > 0 else (theta, high)
        step = theta - miss / sum(p * (1 - p) for p in chances)
        new = step if low < step < high else (low + high) / 2
        if abs(miss) < CLOSE_ENOUGH or new in (theta, low, high):
            return theta
        theta = new


def raw_distribution(theta: float, difficulties: Sequence[float]) -> list[float]:
    """The chances of every raw score 0..n at theta, item by item.

    Source: F. M. Lord and M. S. Wingersky, Applied Psychological Measurement 8 (1984) 453-461.
    """
    chances = [1.0]
    for b in difficulties:
        right = probability(theta, b)
        wrong = 1 - right
        stay = [chance * wrong for chance in chances]
        rise = [chance * right for chance in chances]
        chances = [a + c for a, c in zip([*stay, 0.0], [0.0, *rise], strict=True)]
    return chances


def shifted_distribution(chances: Sequence[float], shift: float) -> list[float]:
    """The raw-score distribution at theta + shift, from the one at theta.

    Under the Rasch model P(raw | theta) is proportional to g(raw) exp(raw * theta), where g does not
    depend on theta (the raw score is sufficient), so that one distribution gives all others.
    """
    logs = [math.log(chance) + raw * shift if chance else -math.inf for raw, chance in enumerate(chances)]
    peak = max(logs)
    weights = [math.exp(log - peak) for log in logs]
    total = math.fsum(weights)
    return [weight / total for weight in weights]
