"""How a result is said: the same words and the same rounding on screen and in the report."""

from __future__ import annotations

from datetime import UTC, datetime

from cmas_desktop.engine.result import Band, DomainResult, Level, Result

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months in English, whatever language the computer speaks."""

LEVEL_WORDS = {
    Level.BELOW: "below the level of passing",
    Level.NEAR: "near the level of passing",
    Level.ABOVE: "above the level of passing",
}
"""What is said of a domain."""

CODE_LINE = (
    "The code binds this report to the attempt's journal on the computer where it was taken: the program "
    "there shows the same code beside the same result. It is a checksum, not a signature."
)
"""What the verification code is, and what it is not."""

STUDY_LINE = "Where the most points are still to be won on a form like this, most first."
"""What is said before the study areas."""

NOTHING_LOST = "Nothing was lost on this form: every scored question was answered right."
"""What is said where no study area stands out."""


NO_DOMAIN_SCORES = (
    "Domains have no score of their own: from 14 to 34 questions each it would say less of a domain than the "
    "whole score does."
)
"""Why domains are not scored."""


def own_scores_sentence(result: Result) -> str:
    """The domains that have scores of their own, or why none has."""
    scored = [f"{one.name} {one.own_score}" for one in result.domains if one.own_score is not None]
    if not scored:
        return NO_DOMAIN_SCORES
    return (
        f"Scores of their own, where the answers on this computer showed that they tell more than the whole "
        f"score does: {'; '.join(scored)}."
    )


def verdict(result: Result) -> str:
    """Pass or fail in words."""
    return "Passed" if result.passed else "Not passed"


def moment(finished_at: str) -> datetime:
    """The moment that ISO 8601 text names, in its own offset from UTC; text without one is taken as UTC."""
    told = datetime.fromisoformat(finished_at).replace(microsecond=0)
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def date_words(finished_at: str) -> str:
    """A moment with its offset, the same on any computer: November 24, 2026, 2:05 PM (UTC-07:00)."""
    told = moment(finished_at)
    hour, half = told.hour % 12 or 12, "AM" if told.hour < 12 else "PM"
    offset = told.strftime("%z")
    zone = f"UTC{offset[:3]}:{offset[3:5]}" if told.utcoffset() else "UTC"
    return f"{MONTHS[told.month - 1]} {told.day}, {told.year}, {hour}:{told.minute:02d} {half} ({zone})"


def band_sentence(result: Result) -> str:
    """What the 68% band means."""
    return (
        f"If you sat equally hard forms again, about two times in three you would {_scored(result.band68)}."
    )


def _scored(band: Band) -> str:
    low, high = f"{band.low:.0f}", f"{band.high:.0f}"
    return f"score {low}" if low == high else f"score between {low} and {high}"


def wide_sentence(result: Result) -> str:
    """What the 95% band means, and whether it leaves the outcome open."""
    band = result.band95
    sentence = f"Nineteen times in twenty it would be between {band.low:.0f} and {band.high:.0f}"
    if band.low < result.pass_scaled < band.high:
        return f"{sentence}: the pass mark lies in that range, so another form could turn out the other way."
    return f"{sentence}, and the pass mark lies outside that range."


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


def count_words(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else many}"


def rule_sentence(result: Result) -> str:
    """What the drawing of the score shows, for whoever cannot see it."""
    likely, wide = result.band68, result.band95
    return (
        f"Score {result.shown} on a scale from 0 to {result.scale_max}; the pass mark is "
        f"{result.pass_scaled}. Likely range {likely.low:.0f} to {likely.high:.0f}, wide range "
        f"{wide.low:.0f} to {wide.high:.0f}."
    )


def domain_sentence(domain: DomainResult) -> str:
    """What the drawing of a domain shows, for whoever cannot see it."""
    return (
        f"{domain.name}: {domain.right} of {domain.items} right, likely between {domain.low:.0%} and "
        f"{domain.high:.0%}; a just-qualified candidate {domain.expected:.0%}; {LEVEL_WORDS[domain.level]}."
    )


def sitting_facts(result: Result) -> tuple[tuple[str, str], ...]:
    """The facts of the sitting that matter to a person, as pairs of name and value."""
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
