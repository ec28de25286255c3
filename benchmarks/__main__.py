"""`python3 dev.py bench NAME [--json]`: run one benchmark, or all of them, and print its figures."""

from __future__ import annotations

import argparse
import importlib
import json

BENCHMARKS = ("start", "turn", "durable", "memory", "scoring")
BOUNDS = {
    "first_paint_ratio": 1.5,
    "usable_ratio": 5.0,
    "turn_p99_ms": 6.0,
    "durable_p99_ms": 2.0,
    "peak_rss_mb": 160.0,
    "form_2000_s": 0.5,
    "form_20000_s": 4.0,
    "disjoint_5_s": 20.0,
    "disjoint_5_gap": 0.5,
    "disjoint_5_overlap": 0.0,
    "same_candidate_gap": 0.5,
    "harder_form_shift": 0.5,
    "readiness_too_close": 0.35,
    "readiness_length": 40.0,
    "lsat6_error": 0.005,
    "calibrate_s": 10.0,
    "calibrate_mb": 1000.0,
    "recovery_rmse": 0.18,
    "coverage": 0.97,
}
"""At most these."""

FLOORS = {"recovery_r": 0.97, "coverage": 0.93, "readiness_right": 0.94}
"""At least these."""


def main() -> int:
    """Measure; the exit code is 1 where a figure is out of its bounds."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("name", choices=[*BENCHMARKS, "all"])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    names = BENCHMARKS if options.name == "all" else (options.name,)
    figures: dict[str, float] = {}
    for name in names:
        figures |= importlib.import_module(f"benchmarks.{name}").measure()
    if options.json:
        print(json.dumps(figures))
    else:
        for key, value in figures.items():
            floor = f"   (at least {FLOORS[key]:g})" if key in FLOORS else ""
            bound = f"   (at most {BOUNDS[key]:g})" if key in BOUNDS else ""
            print(f"{key:28} {value:10.3f}{floor}{bound}")
    over = any(figures[key] > bound for key, bound in BOUNDS.items() if key in figures)
    under = any(figures[key] < floor for key, floor in FLOORS.items() if key in figures)
    return int(over or under)


if __name__ == "__main__":
    raise SystemExit(main())
