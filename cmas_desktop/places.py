"""Where things are: the person's own folder and what came with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def home_folder() -> Path:
    """The person's data folder; the environment variable CMAS_HOME moves all of it."""
    moved = os.environ.get("CMAS_HOME")
    if moved:
        return Path(moved).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("CMAS Desktop", appauthor=False)


def own_command(*arguments: str) -> list[str]:
    """The command that runs this program once more, with these arguments, also in a frozen build."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *([] if frozen else ["-m", "cmas_desktop"]), *arguments]


def resources_folder() -> Path:
    """The folder of blueprint, bank, fonts and report template, also in a frozen build."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) / "resources" if bundled else Path(__file__).resolve().parent.parent / "resources"
