"""Flags: what a person should look at in an item, with the reason. Nothing is ever changed by them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cmas_desktop.engine.item_analysis import OptionUse
from cmas_desktop.engine.items import LETTERS
from cmas_desktop.engine.mantel_haenszel import GroupDifference

LEAST_RESPONSES = 30
"""With fewer responses nothing is said of an item but that there are too few."""

UNUSED_SHARE, EXPECTED_CHOICES = 0.05, 10.0
"""A distractor is unused where under 5% chose it, although wrong answers spread evenly would be 5% or more
and come to at least ten (T. M. Haladyna and S. M. Downing, Educational and Psychological Measurement 53
(1993) 999-1010, call distractors under 5% not functioning)."""

FIT_RANGE, FIT_SPREADS = (0.8, 1.2), 3.0
"""Misfit is a mean square outside of this range and more than three of its chance spreads from 1."""

DRIFT_SPREADS = 2.0
"""Drift is an estimate that leaves the rating by more than twice the error that ratings are taken to have."""


class FlagKind(StrEnum):
    """What kind of look an item needs."""

    FEW_RESPONSES = "few responses"
    NO_DIFFICULTY = "no finite difficulty"
    KEY_SUSPECT = "key suspect"
    DISTRACTOR_UNUSED = "distractor unused"
    MISFIT = "misfit"
    DRIFT = "drift from the rating"
    GROUPS_DIFFER = "groups differ"


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason to look at an item: its kind and a sentence."""

    kind: FlagKind
    reason: str


def key_flags(responses: int, correlation: float | None, options: tuple[OptionUse, ...]) -> list[Flag]:
    """Right answers that go with low scores on the rest, by more than one standard error."""
    if correlation is None or correlation > -(responses**-0.5):
        return []
    reason = f"Right answers go with low scores on the other items (r = {correlation:.2f})"
    rival = max(options, key=lambda use: use.correlation or 0.0, default=None)
    if rival and (rival.correlation or 0.0) > responses**-0.5:
        reason += f", and option {LETTERS[rival.option]} with high ones (r = {rival.correlation:.2f})"
    return [Flag(FlagKind.KEY_SUSPECT, f"{reason}.")]


def distractor_flags(responses: int, p: float, options: tuple[OptionUse, ...], key: int) -> list[Flag]:
    """The distractors that hardly anybody chose, though enough missed the item."""
    even = (1 - p) / max(1, len(options) - 1)
    if even < UNUSED_SHARE or even * responses < EXPECTED_CHOICES:
        return []
    return [
        Flag(
            FlagKind.DISTRACTOR_UNUSED,
            f"Option {LETTERS[use.option]} drew {use.chosen} of {responses}, "
            f"though {1 - p:.0%} missed the item.",
        )
        for use in options
        if use.option != key and use.chosen < UNUSED_SHARE * responses
    ]


def misfit_flags(infit: float, infit_spread: float, outfit: float, outfit_spread: float) -> list[Flag]:
    """The mean squares that are out of range by more than chance."""
    return [
        Flag(
            FlagKind.MISFIT,
            f"{name} is {square:.2f}: answers are {'noisier' if square > 1 else 'more regular'} "
            "than the model expects.",
        )
        for name, square, spread in (("Infit", infit, infit_spread), ("Outfit", outfit, outfit_spread))
        if not FIT_RANGE[0] <= square <= FIT_RANGE[1] and abs(square - 1) > FIT_SPREADS * spread
    ]


def drift_flags(b: float, rating: float, rating_error: float) -> list[Flag]:
    """Where responses place the difficulty far from where the rating did (all in logits)."""
    if abs(b - rating) <= DRIFT_SPREADS * rating_error:
        return []
    word = "harder" if b > rating else "easier"
    return [Flag(FlagKind.DRIFT, f"The item is {abs(b - rating):.2f} logits {word} than it was rated.")]


def group_flags(difference: GroupDifference | None, reference: str, focal: str) -> list[Flag]:
    """Where an item is of class C."""
    if difference is None or difference.kind != "C":
        return []
    harder = focal if difference.delta < 0 else reference
    other = reference if difference.delta < 0 else focal
    return [
        Flag(
            FlagKind.GROUPS_DIFFER,
            f"Harder for {harder} than for equally able {other} "
            f"(Mantel-Haenszel delta {difference.delta:.2f}).",
        )
    ]
