"""Lettering: no letter of a name may vanish from a report because no font has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

LETTERING_NOTE = (
    "Some letters cannot be printed with the fonts of this computer; each stands here as its Unicode number."
)
"""What a report says where letters were spelled out."""

ALWAYS_PRINTED = 0x17F
"""The bundled fonts hold every printable character up to here: Basic Latin to Latin Extended-A."""

TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Invisible characters that turn the direction of what follows them: they could reverse a verdict."""


def legible(value: Any) -> Any:
    """The same data with text that can be set: no controls, no half characters, single spaces."""
    return _each_text(value, _plain)


def spelled_out(value: Any) -> Any:
    """The same data with each letter that the bundled fonts may lack written as its Unicode number."""
    return _each_text(value, lambda text: "".join(_letter(letter) for letter in text))


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _each_text(one, change) for key, one in value.items()}
    return value


def _plain(text: str) -> str:
    spaced = (" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(letter for letter in spaced if not _is_control(letter)).split())


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") or unicodedata.bidirectional(letter) in TURNING


def _letter(letter: str) -> str:
    return letter if ord(letter) <= ALWAYS_PRINTED else f"[U+{ord(letter):04X}]"
