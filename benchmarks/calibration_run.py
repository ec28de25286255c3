"""One full calibration in a process of its own: prints how long it took, so that memory can be measured."""

from __future__ import annotations

import time

from benchmarks.sittings import simulate_sittings
from cmas_desktop.engine.calibration import CalibrationPlan, calibrate
from cmas_desktop.engine.responses import responses_of

BANK, PERSONS, QUESTIONS, SEED = 1_250, 2_000, 210, 7


def main() -> None:
    """Everybody has a form of their own; the time is from loose answers to the finished record."""
    sittings = simulate_sittings(PERSONS, PERSONS, BANK, QUESTIONS, SEED)
    began = time.perf_counter()
    found = calibrate(responses_of(sittings.answers), CalibrationPlan(ratings=sittings.rated))
    print(time.perf_counter() - began)
    if not found.converged or len(found.items) != BANK:
        raise SystemExit("The calibration did not converge over the whole bank.")


if __name__ == "__main__":
    main()
