"""Tolerances: how far a form may stray from the blueprint, and in which order this gives way."""

from __future__ import annotations

from dataclasses import dataclass

THETA_POINTS = (-2.0, -1.0, 0.0, 1.0, 2.0)
"""Where a form's TCC is held to the reference form's (logits)."""

TCC_BAND, INFORMATION_SHARE = 0.15, 0.98
"""The usual tolerances: raw points between the two TCCs, and the share of the reference's information."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How near a form must come to the reference form, and whether study areas keep a lower bound.

    The TCC is held within `tcc_band` raw points at THETA_POINTS, the information at the cut to at least
    `information_share` of the reference form's.
    """

    tcc_band: float = TCC_BAND
    information_share: float = INFORMATION_SHARE
    subarea_minimum: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """What gave way, in words for the form's record; empty for the usual tolerances."""
        words = []
        if self.tcc_band != TCC_BAND:
            words.append(f"TCC within {self.tcc_band} raw points instead of {TCC_BAND}")
        if self.information_share != INFORMATION_SHARE:
            words.append(
                f"information at the cut at least {self.information_share:.0%} of the reference form's "
                f"instead of {INFORMATION_SHARE:.0%}"
            )
        if not self.subarea_minimum:
            words.append("study areas without their lower bound")
        return tuple(words)


def _ladder(subarea_minimum: bool) -> tuple[Tolerance, ...]:
    bands = [(band, INFORMATION_SHARE) for band in (TCC_BAND, 0.3, 0.5, 1.0)]
    shares = [(1.0, share) for share in (0.95, 0.9)]
    return tuple(Tolerance(band, share, subarea_minimum) for band, share in (*bands, *shares))


LADDER = (*_ladder(True), *_ladder(False))
"""The order in which tolerances give way; domain counts and enemies never do.

First the TCC band widens, then the share of information falls, then the study areas lose their lower
bounds, with band and share at their usual values again.
"""
