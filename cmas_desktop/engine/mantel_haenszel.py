"""Mantel-Haenszel: whether an item is harder for one of two groups than for equally able others.

Source: P. W. Holland and D. T. Thayer in H. Wainer and H. I. Braun (eds.), Test Validity (1988) 129-145;
variance by J. Robins, N. Breslow and S. Greenland, Biometrics 42 (1986) 311-323.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmas_desktop.engine.responses import Responses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cmas_desktop.engine.responses import Floats, Integers

STRATA = 10
"""Persons are held against others of their tenth of ability; where it takes fewer values, of that value."""

LEAST_IN_GROUP = 100
"""With fewer responses in either group nothing is said."""

DELTA_PER_LOGIT = -2.35
"""Delta is this times the log odds ratio; it is negative where the item is harder for the focal group."""

SMALL, LARGE, Z95 = 1.0, 1.5, 1.959964
"""Where the classes of deltas begin, and the deviate of a two-sided test at 5%."""


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """How an item differs between two groups: the common odds ratio, its delta and the delta's error.

    `kind` is A (none to speak of), B (some) or C (much), by Educational Testing Service's rules:
    A where |delta| is under 1 or not different from 0, C where it is 1.5 or more and surely over 1.
    """

    odds_ratio: float
    delta: float
    delta_error: float
    kind: str


def strata_of(ability: Floats) -> Integers:
    """The stratum of each person: equal abilities together, at most ten strata of about equal size."""
    import numpy as np

    rounded = np.round(ability, 6)
    values = np.unique(rounded)
    if len(values) <= STRATA:
        return np.searchsorted(values, rounded)
    bounds = np.quantile(rounded, [at / STRATA for at in range(1, STRATA)])
    return np.searchsorted(bounds, rounded, side="left")


def group_differences(
    responses: Responses, ability: Floats, focal: NDArray[np.int64]
) -> dict[str, GroupDifference]:
    """The difference of each item that both groups answered often enough.

    `ability` has one value per person; `focal` is 1 for the focal group, 0 for the reference group and
    -1 for persons of no group, who are left out.
    """
    import numpy as np

    place = responses.item * STRATA + strata_of(ability)[responses.person]
    group = focal[responses.person]
    width = len(responses.items) * STRATA
    tables = [
        np.bincount(place[(group == who) & (responses.right == right)], minlength=width)
        for who in (0, 1)
        for right in (1, 0)
    ]
    cells = np.array(tables).reshape(4, len(responses.items), STRATA)
    sizes = np.minimum(cells[:2].sum(axis=(0, 2)), cells[2:].sum(axis=(0, 2)))
    found = {}
    for at in np.flatnonzero(sizes >= LEAST_IN_GROUP):
        difference = common_odds(cells[:, at, :])
        if difference:
            found[responses.items[at]] = difference
    return found


def common_odds(cells: NDArray[np.int64]) -> GroupDifference | None:
    """The common odds ratio of tables by stratum: rows are reference right, wrong, focal right, wrong.

    None where the strata hold nothing to compare.
    """
    import numpy as np

    a, b, c, d = (row.astype(np.float64) for row in cells)
    total = np.maximum(a + b + c + d, 1)
    r, s = a * d / total, b * c / total
    if not r.sum() or not s.sum():
        return None
    p, q = (a + d) / total, (b + c) / total
    variance = (
        np.sum(p * r) / (2 * r.sum() ** 2)
        + np.sum(p * s + q * r) / (2 * r.sum() * s.sum())
        + np.sum(q * s) / (2 * s.sum() ** 2)
    )
    ratio = float(r.sum() / s.sum())
    delta, error = DELTA_PER_LOGIT * math.log(ratio), -DELTA_PER_LOGIT * math.sqrt(float(variance))
    return GroupDifference(ratio, delta, error, _kind(abs(delta), error))


def _kind(size: float, error: float) -> str:
    if size < SMALL or size <= Z95 * error:
        return "A"
    surely_over = size - SMALL > 1.644854 * error
    return "C" if size >= LARGE and surely_over else "B"
