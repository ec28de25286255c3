"""A second look at a set of forms: what they share, and how far their TCCs lie apart, counted anew."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from cmas_desktop.engine.form import Form

LARGEST_GAP = 0.5
"""Two forms are equally hard where their TCCs differ by less than this (raw points) at every theta."""

THETAS = tuple(step / 20 for step in range(-60, 61))
"""Where TCCs are compared: from -3 to 3 logits in steps of 0.05."""

SLIP = 1e-9
"""What rounding may add to a fraction."""


def verify_parallel(forms: Sequence[Form], overlap: float) -> list[str]:
    """What keeps these forms from being parallel, as sentences; empty for forms that are.

    `overlap` is the largest fraction (0-1) of its questions that a form may share with another.
    """
    faults = []
    for one, two in combinations(forms, 2):
        shared, gap = shared_fraction(one, two), tcc_gap(one, two)
        if shared > overlap + SLIP:
            faults.append(f"The forms {one.id} and {two.id} share {shared:.1%} of their questions.")
        if gap >= LARGEST_GAP:
            faults.append(f"The TCCs of the forms {one.id} and {two.id} differ by {gap:.2f} raw points.")
    return faults


def largest_overlap(forms: Sequence[Form]) -> float:
    """The largest fraction (0-1) of its questions that any form shares with another."""
    return max((shared_fraction(one, two) for one, two in combinations(forms, 2)), default=0.0)


def largest_tcc_gap(forms: Sequence[Form]) -> float:
    """The largest difference (raw points) of expected raw score between any two forms over THETAS."""
    return max((tcc_gap(one, two) for one, two in combinations(forms, 2)), default=0.0)


def shared_fraction(one: Form, two: Form) -> float:
    """The questions that both forms have, as a fraction (0-1) of the shorter one's."""
    ids = [{question.item_id for question in form.questions} for form in (one, two)]
    return len(ids[0] & ids[1]) / min(map(len, ids))


def tcc_gap(one: Form, two: Form) -> float:
    """The largest difference (raw points) between the expected raw scores of two forms over THETAS."""
    return max(abs(_expected(one, theta) - _expected(two, theta)) for theta in THETAS)


def _expected(form: Form, theta: float) -> float:
    return math.fsum(0.5 + 0.5 * math.tanh((theta - q.b) / 2) for q in form.questions if q.scored)
