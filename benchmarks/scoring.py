"""Forms, scores, calibration and readiness check: every figure that the product is held to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import forms, readiness
from benchmarks.lsat import PUBLISHED_EASINESS, PUBLISHED_SD, lsat
from benchmarks.sittings import Recovery, recovery, simulate_sittings
from cmas_desktop.engine.calibration import CalibrationPlan, calibrate
from cmas_desktop.engine.population import MEAN
from cmas_desktop.engine.responses import responses_of

ROOT = Path(__file__).resolve().parent.parent
BANK, PERSONS, FORMS, QUESTIONS = 1_250, 1_000, 5, 210
SEEDS = (7, 8, 9, 10)


def measure() -> dict[str, float]:
    """The recovery is pooled over four simulations of 1,000 sittings of five forms each."""
    seconds, megabytes = _full_size()
    plain, rated = _recoveries()
    return {
        **forms.measure(),
        **readiness.measure(),
        "lsat6_error": _lsat6_error(),
        "calibrate_s": seconds,
        "calibrate_mb": megabytes,
        "recovery_items": plain.items,
        "recovery_r": plain.r,
        "recovery_rmse": plain.rmse,
        "coverage": plain.coverage,
        "rated_recovery_r": rated.r,
        "rated_recovery_rmse": rated.rmse,
        "rated_coverage": rated.coverage,
    }


def _lsat6_error() -> float:
    """The largest distance from the published difficulties and SD of LSAT section 6."""
    found = calibrate(lsat())
    pairs = zip((item.b for item in found.items), PUBLISHED_EASINESS, strict=True)
    return max(abs(found.sd - PUBLISHED_SD), *(abs(b + easiness) for b, easiness in pairs if b is not None))


def _recoveries() -> tuple[Recovery, Recovery]:
    """From responses alone, where the mean ability is the origin; and with the ratings as priors."""
    plain, rated = [], []
    for seed in SEEDS:
        sittings = simulate_sittings(PERSONS, FORMS, BANK, QUESTIONS, seed)
        responses = responses_of(sittings.answers)
        for pairs, plan, origin in (
            (plain, CalibrationPlan(), MEAN),
            (rated, CalibrationPlan(ratings=sittings.rated), 0.0),
        ):
            items = calibrate(responses, plan).items
            pairs += [(i.b, i.se, sittings.truth[i.item] - origin) for i in items if i.b is not None]
    return recovery(plain), recovery(rated)


def _full_size() -> tuple[float, float]:
    """Seconds and peak megabytes of the calibration in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.calibration_run"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    text = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The calibration ended with {process.returncode}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return float(text), usage.ru_maxrss / scale
