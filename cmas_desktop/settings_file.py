"""A person's choices: one small file, read before the first screen is painted."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path

from cmas_desktop.ui.choices import Settings


def read_settings(path: Path) -> Settings:
    """The choices in this file; whatever is missing or odd there is as usual."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    usual = Settings()
    kept = {
        field.name: data[field.name]
        for field in fields(Settings)
        if type(data.get(field.name)) is type(getattr(usual, field.name))
    }
    return Settings(**kept)


def write_settings(path: Path, settings: Settings) -> None:
    """Keep these choices; a file that cannot be written leaves the old choices as they were."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")
    new.replace(path)
