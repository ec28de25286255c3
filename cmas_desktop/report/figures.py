"""A result as plain data with all words ready: what the report's template sets, and nothing else."""

from __future__ import annotations

from typing import Any

from cmas_desktop.engine import result_words as words
from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.engine.result import Band, DomainResult, Result

HASH_SHOWN = 12
"""How many characters of a hash are enough to tell banks apart."""

RULE_PARTS = 10
"""Into how many parts the score's rule is divided."""


def report_figures(result: Result) -> dict[str, Any]:
    """Everything the report says and draws of a result; positions are shares (0-1) of their scale."""
    return {
        "product": "CMAS Desktop",
        "title": "Practice score report",
        "candidate": result.candidate,
        "exam": result.exam_title,
        "date": words.date_words(result.finished_at),
        "passed": result.passed,
        "verdict": words.verdict(result),
        "shown": str(result.shown),
        "scale": f"on a scale from 0 to {result.scale_max}; the pass mark is {result.pass_scaled}",
        "reminder": f"{result.candidate}: {words.verdict(result)}, score {result.shown}",
        "rule": _rule(result),
        "meaning": [words.band_sentence(result), words.wide_sentence(result), words.chance_sentence(result)],
        "sitting": _sitting(result),
        "domains": [_domain(domain) for domain in result.domains],
        "study": _study(result),
        "study_line": words.STUDY_LINE if result.study_first else words.NOTHING_LOST,
        "making": _making(result),
        "assumptions": list(result.assumptions),
        "code": result.verification,
        "code_line": words.CODE_LINE,
        "disclaimer": DISCLAIMER,
        "note": "",
    }


def _rule(result: Result) -> dict[str, Any]:
    top = result.scale_max
    step = max(1, top // RULE_PARTS)
    ticks = [tick for tick in range(0, top + 1, step) if abs(tick - result.pass_scaled) >= top / 20]
    return {
        "alt": words.rule_sentence(result),
        "score": result.shown / top,
        "cut": result.pass_scaled / top,
        "cut_label": f"pass mark {result.pass_scaled}",
        "ticks": [{"at": tick / top, "label": str(tick)} for tick in ticks],
        "likely": _band(result.band68, top, "two times in three"),
        "wide": _band(result.band95, top, "nineteen times in twenty"),
    }


def _band(band: Band, top: int, said: str) -> dict[str, Any]:
    label = f"{band.low:.0f} to {band.high:.0f}: {said} ({band.confidence:.0%})"
    return {"from": band.low / top, "to": band.high / top, "label": label}


def _sitting(result: Result) -> list[dict[str, str]]:
    used, limit = words.duration_words(result.used_ms), words.duration_words(result.limit_ms)
    answered, fresh = result.questions - result.blank, "every question was new"
    ended = (
        ("Time was up", "handed in as it stood") if result.ended_by == "time" else ("Handed in", "in time")
    )
    if result.repeats:
        fresh = f"new: {result.first_exposure_right} of {result.first_exposure_items} right"
    facts = [
        ("Time used", used, f"of {limit} allowed"),
        ("Answered", f"{answered} of {result.questions}", f"{result.blank} left blank"),
        ("Scored questions right", f"{result.raw} of {result.scored_items}", f"cut: {result.form_cut:.2f}"),
        ("Pretest questions", str(result.pretest), "not counted"),
        ("Flagged", str(result.flagged), "when the exam ended"),
        ("Interruptions", str(result.interruptions), "left and resumed"),
        ("Seen in an earlier exam", str(result.repeats), fresh),
        ("Ended", *ended),
    ]
    return [{"name": name, "value": value, "detail": detail} for name, value, detail in facts]


def _domain(domain: DomainResult) -> dict[str, Any]:
    return {
        "name": domain.name,
        "right": f"{domain.right} of {domain.items}",
        "range": f"{domain.low:.0%} to {domain.high:.0%}",
        "expected": f"{domain.expected:.0%}",
        "level": domain.level.value,
        "alt": words.domain_sentence(domain),
        "share": domain.right / domain.items if domain.items else 0.0,
        "low": domain.low,
        "high": domain.high,
        "mark": domain.expected,
    }


def _study(result: Result) -> list[dict[str, str]]:
    names = {domain.key: domain.name for domain in result.domains}
    return [
        {
            "area": advice.name,
            "domain": names.get(advice.domain, ""),
            "lost": f"{advice.lost} of {advice.items}",
        }
        for advice in result.study_first
    ]


def _making(result: Result) -> list[str]:
    gave_way = "; ".join(result.relaxed)
    return [
        f"{words.count_words(result.raw, 'right answer', 'right answers')} to {result.scored_items} scored "
        f"questions of this form {'is' if result.raw == 1 else 'are'} worth {result.equated:.2f} on the "
        f"reference form. Its cut, {result.cut:.2f}, is what a just-qualified candidate is expected to get; "
        f"the scale calls it {result.pass_scaled}.",
        f"Passing is decided at the cut before anything is rounded. Scale version {result.scale_version}.",
        f"The likely range reaches about {result.scaled_error:.1f} points to either side: the error of "
        "measurement and that of the ratings together.",
        f"Attempt {result.attempt_id}, form {result.form_id}, seed {result.seed}, bank "
        f"{result.bank_hash[:HASH_SHOWN]}.",
        f"This form gave way on: {gave_way}." if gave_way else "The form met every usual tolerance.",
    ]
