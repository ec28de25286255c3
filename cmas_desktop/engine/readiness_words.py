"""How a readiness check is said, and what it is not."""

from __future__ import annotations

from cmas_desktop.engine.readiness import LEAST, MOST, Readiness, ReadinessResult
from cmas_desktop.engine.result import Band

HEADLINES = {
    Readiness.READY: "Ready for a full mock",
    Readiness.NOT_YET: "Not ready yet",
    Readiness.TOO_CLOSE: "Too close to call",
}
"""The verdict in a few words."""

NEXT_STEPS = {
    Readiness.READY: "Next: a full mock exam. It measures every study area, at full length.",
    Readiness.NOT_YET: "Next: study first. A full mock exam shows which study areas would give most.",
    Readiness.TOO_CLOSE: "Next: a full mock exam. With 200 scored questions it can tell what this could not.",
}
"""What to do with it."""

NOT_A_SCORE = (
    "It is not a mock exam: it asks 20 to 60 questions, not 200, and has no score.",
    "It is not a forecast of the real examination. American Medical Technologists and Pearson VUE have no "
    "part in it, and nobody can tell from it what you would score there.",
    "It rests on the authors' ratings of how hard the questions are, until responses replace them, and on "
    "the assumption that your knowledge stays as it is.",
    "In simulations about one verdict in thirty was wrong where it decided; near the pass mark more "
    "often than far from it.",
)
"""What a check is not; said before it and after it."""


def promise(minutes: int) -> str:
    """What a check asks and what it gives, before it begins."""
    return (
        f"{LEAST} to {MOST} questions in the proportions of the examination, at most {minutes} minutes. "
        "It stops as soon as it can say whether you would more likely pass or fail one of our full forms."
    )


def verdict_sentence(result: ReadinessResult) -> str:
    """What the verdict means."""
    asked = f"After {result.asked} questions"
    if result.verdict is Readiness.READY:
        return f"{asked} the evidence is clear: you would more likely pass a full form than not."
    if result.verdict is Readiness.NOT_YET:
        return f"{asked} the evidence is clear: you would more likely fail a full form than pass it."
    if result.asked < LEAST:
        return f"{asked} it cannot say anything: it needs at least {LEAST}."
    return f"{asked} it still could not say on which side of the pass mark you stand."


def prediction_sentence(result: ReadinessResult) -> str:
    """The predicted band of a full form, in words."""
    return (
        f"On a full form you would probably {_scored(result.band68)} (about two times in three); nineteen "
        f"times in twenty it would be between {result.band95.low:.0f} and {result.band95.high:.0f}. The pass "
        f"mark is {result.pass_scaled}."
    )


def _scored(band: Band) -> str:
    return f"score between {band.low:.0f} and {band.high:.0f}"
