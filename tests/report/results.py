"""Results for tests of the report: a usual one, and others that differ in what a test names."""

from __future__ import annotations

from dataclasses import replace

from cmas_desktop.engine.result import Band, DomainResult, Level, Result, StudyAdvice
from cmas_desktop.engine.scoring import assumptions

LONG_NAME = "Maria-Magdalena Wilhelmina Konstantinopoulou-Featherstonehaugh von und zu Hohenschwangau-" \
    "Vandermeersch, Esq. Junior III"  # fmt: skip

DOMAINS = (
    ("d1", "Medical Assisting Foundations", 21, 26, Level.ABOVE),
    ("d2", "Basic Clinical Concepts", 10, 14, Level.NEAR),
    ("d3", "Medical Office Clerical Assisting", 16, 20, Level.ABOVE),
    ("d4", "Medical Records Management", 26, 34, Level.ABOVE),
    ("d5", "Health Care Insurance Processing, Coding and Billing", 19, 34, Level.BELOW),
    ("d6", "Medical Office Financial Management", 24, 34, Level.NEAR),
    ("d7", "Medical Office Information Processing", 11, 14, Level.NEAR),
    ("d8", "Medical Office Management", 18, 24, Level.NEAR),
)

STUDY = (
    StudyAdvice("d5-icd", "ICD-10-CM conventions and guidelines", "d5", 4, 5),
    StudyAdvice("d5-cpt", "CPT and HCPCS conventions, modifiers, E/M levels", "d5", 3, 5),
    StudyAdvice("d5-gov", "Medicare, Medicaid, TRICARE, CHAMPVA, workers' compensation", "d5", 3, 5),
    StudyAdvice("d6-daily", "Day sheets, journals, encounter forms, posting, adjustments", "d6", 3, 5),
    StudyAdvice("d8-hr", "Hiring, orientation, evaluation, labor law, records", "d8", 3, 6),
)


def domain(key, name, right, items, level=Level.NEAR) -> DomainResult:
    """One domain with an interval that holds its share."""
    share = right / items
    low, high = max(0.0, share - 0.14), min(1.0, share + 0.11)
    return DomainResult(key, name, right, items, low, high, share, 0.6925, level, items - right, 60_000)


def passing(**changes) -> Result:
    """A passing result of the usual shape; `changes` replaces fields."""
    result = Result(
        attempt_id="a-20261124-1",
        candidate="Ada Ng",
        exam_title="CMAS Practice Examination",
        finished_at="2026-11-24T14:05:09-07:00",
        raw=145,
        scored_items=200,
        questions=210,
        pretest=10,
        blank=3,
        flagged=4,
        theta=0.17,
        theta_error=0.16,
        equated=144.871,
        cut=138.45,
        form_cut=138.5312,
        scaled=73.1297,
        shown=73,
        pass_scaled=70,
        scale_max=100,
        passed=True,
        band68=Band(69.6, 76.4, 0.68),
        band95=Band(66.2, 79.6, 0.95),
        scaled_error=3.4,
        chance=0.834,
        domains=tuple(domain(*one) for one in DOMAINS),
        study_first=STUDY,
        used_ms=6_731_000,
        limit_ms=7_200_000,
        time_factor=1.0,
        interruptions=1,
        ended_by="candidate",
        repeats=12,
        first_exposure_right=133,
        first_exposure_items=188,
        form_id="f-7c1e90",
        seed=914_207,
        relaxed=(),
        scale_version="2026.1",
        bank_hash="3fa9c2d1e0b7" + "0" * 52,
        journal_hash="ab" * 32,
        verification="7KQM-2XWD-P349-HRTC",
        assumptions=assumptions(()),
    )
    return replace(result, **changes)


def failing(**changes) -> Result:
    """A failing result close under the pass mark."""
    usual = {
        "raw": 138,
        "equated": 137.9,
        "scaled": 69.72,
        "shown": 69,
        "passed": False,
        "band68": Band(66.4, 73.0, 0.68),
        "band95": Band(63.0, 76.2, 0.95),
        "chance": 0.49,
        "ended_by": "time",
        "used_ms": 7_200_000,
        "candidate": "Ben Okafor",
    }
    return passing(**{**usual, **changes})


def nothing_right() -> Result:
    """Every question left blank."""
    domains = tuple(domain(key, name, 0, items, Level.BELOW) for key, name, _, items, _ in DOMAINS)
    return failing(
        raw=0, equated=0.0, scaled=0.0, shown=0, blank=210, scaled_error=0.1, chance=0.0, domains=domains,
        band68=Band(0.0, 0.4, 0.68), band95=Band(0.0, 1.6, 0.95), first_exposure_right=0,
    )  # fmt: skip


def all_right() -> Result:
    """Every scored question right: nothing to study."""
    domains = tuple(domain(key, name, items, items, Level.ABOVE) for key, name, _, items, _ in DOMAINS)
    return passing(
        raw=200, equated=200.0, scaled=100.0, shown=100, blank=0, scaled_error=0.4, chance=1.0,
        domains=domains, study_first=(), band68=Band(99.0, 100.0, 0.68), band95=Band(96.8, 100.0, 0.95),
        repeats=0, first_exposure_right=200, first_exposure_items=200,
    )  # fmt: skip


def with_domains(count: int) -> Result:
    """A result of a blueprint with this many domains, with long names."""
    domains = tuple(
        domain(
            f"x{i}", f"Domain number {i} with rather a long name, as some examinations have", 3 * i + 2, 40
        )
        for i in range(count)
    )
    return passing(domains=domains, study_first=tuple(replace(one, domain="x0") for one in STUDY))
