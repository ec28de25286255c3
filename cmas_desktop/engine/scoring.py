"""Scoring: a finished attempt's answers become the one set of figures that everything shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cmas_desktop.engine.augmented import CORRELATION
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.domains import Z95, domain_results, study_first, tally
from cmas_desktop.engine.errors import JournalError
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.irt import information, theta_error
from cmas_desktop.engine.population import MEAN, SPREAD, chance_of_passing
from cmas_desktop.engine.result import Band, Result
from cmas_desktop.engine.scale import ConversionRow, Scale, conversion_table, scale_of
from cmas_desktop.engine.verification import verification_code


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What a finished attempt hands in to be scored.

    `answers` (authored option index, None for blank), `flagged` and `question_ms` have one entry per
    form position; `finished_at` is ISO 8601 text; `seen_before` names the items that this candidate
    had met before; `journal_hash` is the last hash of the attempt's journal.
    """

    attempt_id: str
    candidate: str
    finished_at: str
    answers: tuple[int | None, ...]
    flagged: tuple[bool, ...]
    question_ms: tuple[int, ...]
    used_ms: int
    limit_ms: int
    time_factor: float
    interruptions: int
    ended_by: str
    seen_before: frozenset[str]
    journal_hash: str


def score(
    sheet: AnswerSheet, form: Form, blueprint: Blueprint, open_domains: frozenset[str] = frozenset()
) -> Result:
    """The result of an attempt; raises JournalError where the answers are not of this form.

    `open_domains` are the keys of the domains that data showed to deserve scores of their own.
    """
    _check_fit(sheet, form)
    difficulties = form.scored_difficulties
    table = conversion_table(difficulties, blueprint)
    scale = scale_of(blueprint)
    right = frozenset(
        q.item_id for q, answer in zip(form.questions, sheet.answers, strict=True) if answer == q.key
    )
    scored = form.scored
    first = [question for question in scored if question.item_id not in sheet.seen_before]
    first_tally = tally(first, right)
    raw = tally(scored, right).right
    row = table.rows[raw]
    error = score_error(row.theta, scored)
    domains = domain_results(form, blueprint, right, sheet.question_ms, open_domains)
    estimates = {domain.key: domain.estimate for domain in domains}
    return Result(
        attempt_id=sheet.attempt_id,
        candidate=sheet.candidate,
        exam_title=blueprint.exam_title,
        finished_at=sheet.finished_at,
        raw=raw,
        scored_items=len(scored),
        questions=len(form.questions),
        pretest=len(form.questions) - len(scored),
        blank=sheet.answers.count(None),
        flagged=sheet.flagged.count(True),
        theta=row.theta,
        theta_error=row.theta_error,
        equated=row.equated,
        cut=table.cut,
        form_cut=table.form_cut,
        scaled=row.scaled,
        shown=row.shown,
        pass_scaled=blueprint.pass_scaled,
        scale_max=blueprint.scale_max,
        passed=row.passed,
        band68=_band(row, error, 1.0, 0.68, scale),
        band95=_band(row, error, Z95, 0.95, scale),
        scaled_error=scale.slope(row.theta) * error,
        chance=chance_of_passing(raw, table.passing_raw, difficulties),
        domains=domains,
        study_first=study_first(form, blueprint, right, estimates),
        used_ms=sheet.used_ms,
        limit_ms=sheet.limit_ms,
        time_factor=sheet.time_factor,
        interruptions=sheet.interruptions,
        ended_by=sheet.ended_by,
        repeats=sum(1 for question in form.questions if question.item_id in sheet.seen_before),
        first_exposure_right=first_tally.right,
        first_exposure_items=first_tally.items,
        form_id=form.id,
        seed=form.seed,
        relaxed=form.relaxed,
        scale_version=blueprint.scale_version,
        bank_hash=form.bank_hash,
        journal_hash=sheet.journal_hash,
        verification=verification_code(sheet.journal_hash, form.id, raw, row.shown),
        assumptions=assumptions(scored),
    )


def score_error(theta: float, questions: Sequence[FormQuestion]) -> float:
    """The standard error of theta in logits: the CSEM and the errors of the difficulties, in quadrature.

    Both are as `theta_error` and `difficulties_error` have them.
    """
    return math.hypot(
        theta_error(theta, [question.b for question in questions]), difficulties_error(theta, questions)
    )


def difficulties_error(theta: float, questions: Sequence[FormQuestion]) -> float:
    """What the errors of the difficulties do to theta, in logits.

    Independent errors e_i of the b_i move the expected score by the root of the sum of (e_i P Q)^2, and
    theta by that over the information (delta method).
    """
    spreads = [information(theta, [question.b]) for question in questions]
    moved = math.fsum((q.b_error * spread) ** 2 for q, spread in zip(questions, spreads, strict=True))
    return math.sqrt(moved) / math.fsum(spreads)


def assumptions(scored: Sequence[FormQuestion]) -> tuple[str, ...]:
    """The sentences that every result carries: what its figures rest on."""
    return (
        "This is a practice result on this product's own scale, which is not the examiner's.",
        basis_sentence(scored),
        "The chance of passing an equally hard form assumes that candidates' ability is spread as "
        f"N({MEAN}, {SPREAD}) in logits about the just-qualified candidate.",
        "Domain levels draw on the whole score as well, assuming that standing in any two domains "
        f"correlates {CORRELATION}.",
        "The model knows no guessing: a score near a quarter of the questions can come of guessing alone.",
        "Questions that you had met before count like all others; what you got right at first sight is "
        "shown apart.",
    )


def basis_sentence(scored: Sequence[FormQuestion]) -> str:
    """What the difficulties of the scored questions rest on."""
    known = sum(1 for question in scored if question.responses)
    if not known:
        return (
            "Difficulties are the authors' ratings until responses replace them; the bands include the "
            "error of such ratings, taken as independent between items."
        )
    return (
        f"The difficulties of {known} of the {len(scored)} scored questions rest on candidates' "
        "responses and the authors' ratings, those of the others on ratings alone; the bands include the "
        "error of both, taken as independent between items."
    )


def _check_fit(sheet: AnswerSheet, form: Form) -> None:
    count = len(form.questions)
    if {len(sheet.answers), len(sheet.flagged), len(sheet.question_ms)} != {count}:
        raise JournalError(
            f"The answers cannot be scored: they are not of form {form.id}, which has {count} questions. "
            "The journal is kept as it is."
        )


def _band(row: ConversionRow, error: float, z: float, confidence: float, scale: Scale) -> Band:
    """The scores of theta +- z errors, so that the band stays on the scale; it always holds the score."""
    low, high = (scale.scaled(scale.equated(row.theta + side * z * error)) for side in (-1, 1))
    return Band(min(low, row.scaled), max(high, row.scaled), confidence)
