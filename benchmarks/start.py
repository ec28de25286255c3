"""From spawn to the first paint and to a usable first screen, as ratios to a bare window's first paint."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROUNDS = 11


def measure() -> dict[str, float]:
    """Medians over alternating rounds; the first round warms the caches and is not counted."""
    bare, painted, usable = [], [], []
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(home)
        for round_number in range(ROUNDS):
            floor = _spawn("bare_window.py", environment)[0]
            first, ready = _spawn("own_window.py", environment)
            if round_number:
                bare.append(floor)
                painted.append(first)
                usable.append(ready)
    floor = statistics.median(bare)
    return {
        "bare_first_paint_s": floor,
        "first_paint_s": statistics.median(painted),
        "usable_s": statistics.median(usable),
        "first_paint_ratio": statistics.median(painted) / floor,
        "usable_ratio": statistics.median(usable) / floor,
    }


def _environment(home: str) -> dict[str, str]:
    """As somebody's who has started the app before: compiled modules are kept, in a folder of this run."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    own = {"CMAS_HOME": home, "PYTHONPATH": str(FOLDER.parent), "PYTHONPYCACHEPREFIX": f"{home}/compiled"}
    return {"QT_QPA_PLATFORM": "offscreen", **kept, **own}


def _spawn(script: str, environment: dict[str, str]) -> list[float]:
    began = time.time()
    done = subprocess.run(
        [sys.executable, str(FOLDER / script)], env=environment, capture_output=True, text=True, check=True
    )
    return [float(line) - began for line in done.stdout.split()]
