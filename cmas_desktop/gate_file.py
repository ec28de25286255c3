"""The gate on domain scores: which domains' own scores the data showed to tell more than the whole score.

One small file in the data folder, written anew with every item report; without it the gate is shut.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path

_log = logging.getLogger(__name__)

GATE = "domain-gate.json"


def read_gate(path: Path) -> frozenset[str]:
    """The keys of the open domains; none where the file is missing or odd."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(key for key in data["open"] if isinstance(key, str))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def write_gate(path: Path, keys: Iterable[str]) -> None:
    """Keep which domains are open; where that fails the gate stays as it was, and the log has why."""
    new = path.with_suffix(".new")
    try:
        new.write_text(json.dumps({"open": sorted(keys)}) + "\n", encoding="utf-8")
        new.replace(path)
    except OSError:
        _log.warning("The gate on domain scores could not be written", exc_info=True)
