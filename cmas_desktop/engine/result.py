"""The result of a finished attempt: the one set of figures that screen, report and file show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Where a domain stands against what a just-qualified candidate is expected to reach."""

    BELOW = "below"
    NEAR = "near"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Band:
    """A range of scaled scores (0 to the scale's top) with its confidence (0-1)."""

    low: float
    high: float
    confidence: float


@dataclass(frozen=True, slots=True)
class DomainResult:
    """One domain: right answers out of `items`, Wilson 95% interval of the fraction, and a word.

    `expected` is the fraction a just-qualified candidate gets on these very items; `estimate` the
    augmented (regressed) fraction that decides `level`; `points_to_win` the scored items a candidate
    of this standing still loses here; `milliseconds` the time spent on the domain's questions. `own_score`
    is the scaled score of the domain by itself, None unless data opened the gate for it.
    """

    key: str
    name: str
    right: int
    items: int
    low: float
    high: float
    estimate: float
    expected: float
    level: Level
    points_to_win: float
    milliseconds: int
    own_score: int | None = None


@dataclass(frozen=True, slots=True)
class StudyAdvice:
    """A study area worth opening first: `lost` scored points on this form out of `items`."""

    subarea: str
    name: str
    domain: str
    lost: int
    items: int


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that is said of a finished attempt.

    `scaled` is exact, `shown` what a person sees (a failing score rounded down, a passing one half up
    and never under the pass mark). `equated` is the raw score on the reference form, decided against
    `cut` before any rounding; `form_cut` is where the cut lies on this form's raw scores. `theta_error`
    is the CSEM of theta (logits), `scaled_error` the half-width of the 68% band in scaled points: CSEM and
    the error of rated difficulties together. `repeats` counts questions, `first_exposure_*` scored items
    that the candidate had not met before. `chance` is the posterior chance (0-1) of passing an equally
    hard form, under the prior named in `assumptions`.
    """

    attempt_id: str
    candidate: str
    exam_title: str
    finished_at: str
    raw: int
    scored_items: int
    questions: int
    pretest: int
    blank: int
    flagged: int
    theta: float
    theta_error: float
    equated: float
    cut: float
    form_cut: float
    scaled: float
    shown: int
    pass_scaled: int
    scale_max: int
    passed: bool
    band68: Band
    band95: Band
    scaled_error: float
    chance: float
    domains: tuple[DomainResult, ...]
    study_first: tuple[StudyAdvice, ...]
    used_ms: int
    limit_ms: int
    time_factor: float
    interruptions: int
    ended_by: str
    repeats: int
    first_exposure_right: int
    first_exposure_items: int
    form_id: str
    seed: int
    relaxed: tuple[str, ...]
    scale_version: str
    bank_hash: str
    journal_hash: str
    verification: str
    assumptions: tuple[str, ...]
