"""A person's choices of looks and of the next exam."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """A person's choices, kept between starts. `text_size` and `time_factor` are factors."""

    candidate: str = ""
    theme: str = "light"
    text_size: float = 1.0
    time_factor: float = 1.0
    questions: int = 0
    letter_keys: bool = True
