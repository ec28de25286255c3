"""How a result is said: the same sentences on screen wherever they stand."""

from __future__ import annotations

from cmas_desktop.engine.result import Result


def verdict(result: Result) -> str:
    """Pass or fail in words."""
    return "Passed" if result.passed else "Not passed"


def band_sentence(result: Result) -> str:
    """What the 68% band means."""
    band = result.band68
    return (
        "If you sat equally hard forms again, about two times in three you would score between "
        f"{band.low:.0f} and {band.high:.0f}."
    )


def chance_sentence(result: Result) -> str:
    """The chance of passing again, with what it rests on."""
    return (
        f"The chance of passing an equally hard form is about {chance_words(result.chance)}, assuming that "
        "you are a typical candidate of this program and that your knowledge stays as it is."
    )


def chance_words(chance: float) -> str:
    """A chance (0-1) in whole percent, never as certain."""
    return f"{min(max(round(chance * 100), 1), 99)}%"


def duration_words(milliseconds: int) -> str:
    """A time as h min, or min s where it is short."""
    seconds = round(milliseconds / 1000)
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60:02d} s"
    return f"{seconds // 3600} h {seconds // 60 % 60:02d} min"


def sitting_facts(result: Result) -> tuple[tuple[str, str], ...]:
    """The facts of the sitting as pairs of name and value."""
    answered = result.questions - result.blank
    facts = [
        ("Time used", f"{duration_words(result.used_ms)} of {duration_words(result.limit_ms)}"),
        ("Answered", f"{answered} of {result.questions} questions"),
        ("Scored questions right", f"{result.raw} of {result.scored_items}"),
        ("Flagged at the end", str(result.flagged)),
    ]
    if result.repeats:
        share = f"{result.first_exposure_right} of {result.first_exposure_items} right"
        facts.append(("Seen in an earlier exam", f"{result.repeats} questions; new ones: {share}"))
    if result.interruptions:
        facts.append(("Interruptions", str(result.interruptions)))
    if result.ended_by == "time":
        facts.append(("Ended", "when the time was up"))
    return tuple(facts)


HONESTY = (
    "A practice result of this program, on its own scale. The difficulties of the questions are their "
    "authors' ratings until enough responses replace them. American Medical Technologists and Pearson VUE "
    "have no part in it, and it does not tell what you would score in the examination."
)
"""What every result says of itself."""
