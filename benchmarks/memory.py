"""The most memory that a whole exam takes, from the first screen to the report, against a bare window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def measure() -> dict[str, float]:
    """Peak resident memory in MB of a driven exam of 230 questions, and of a bare window."""
    with tempfile.TemporaryDirectory() as folder:
        demo = ["-m", "cmas_desktop", "demo", "--out", folder, "--questions", "230", "--trace"]
        return {"bare_rss_mb": _peak([str(FOLDER / "bare_window.py")]), "peak_rss_mb": _peak(demo)}


def _peak(arguments: list[str]) -> float:
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[0]} ended with {process.returncode}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return usage.ru_maxrss / scale
