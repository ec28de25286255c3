"""The integer programme of several forms at once: equally hard, and sharing few questions.

Every form has its own column for each item. The forms still to come after those are in the programme
as a whole: one column per item that counts its uses in all of them, so that what is chosen now leaves
enough for later. Source: W. J. van der Linden and J. J. Adema, Simultaneous assembly of multiple test
forms, Journal of Educational Measurement 35 (1998) 185-198.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from cmas_desktop.engine.assembly_model import (
    EDGE,
    SPREAD_PENALTY,
    Row,
    RowKind,
    content_rows,
    difficulty_rows,
    pretest_rows,
)
from cmas_desktop.engine.assembly_solver import GAP, OPTIONS, Programme
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.irt import expected_raw, probability
from cmas_desktop.engine.items import ItemStatus, ItemSummary
from cmas_desktop.engine.scale import scale_of
from cmas_desktop.engine.tolerance import Tolerance

CLOSE, CLOSE_POINTS = 0.2, (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)
"""All forms of a set lie within so many raw points of one common TCC at these thetas (logits).

So any two differ by at most 0.4 there, and by hardly more between: a TCC is too smooth for that.
"""

SHARING_COST = 1.0
"""What a shared question costs the objective, beside seeded weights between 0 and 1.

So forms share less than they may where the bank allows it; without it the search takes longer, too.
"""

CUTS = 3
"""The rows that tie uses to sharing are made for items used up to about this many times, few as those are."""

SET_OPTIONS = {**OPTIONS, "presolve": "choose"}
"""A set is larger than a form, and its rows of sharing are what presolve is good at."""

SET_SECONDS, STEP_SECONDS = 120.0, 10.0
"""A set is given up after the first; one form of it after the second, since there is another way to it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What each form of a set must be: the pool, the rows that a form keeps, and those it would keep.

    `curves` are the TCC's coefficients at CLOSE_POINTS and `levels` the bounds in which the set's common
    TCC may lie there; `overlap` is the largest fraction (0-1) of its questions that a form may share
    with another, and `tolerance` what the rows were made with.
    """

    pool: tuple[ItemSummary, ...]
    hard: tuple[Row, ...]
    soft: tuple[Row, ...]
    curves: tuple[tuple[tuple[int, float], ...], ...]
    levels: tuple[tuple[float, float], ...]
    questions: int
    overlap: float
    tolerance: Tolerance

    @property
    def shared(self) -> int:
        """The most questions that any two forms of the set may share."""
        return shareable(self.overlap, self.questions)

    @property
    def single(self) -> bool:
        """Whether an item can be in one form of the set only."""
        return self.shared == 0


def shareable(overlap: float, *questions: int) -> int:
    """How many questions forms of these lengths may share where that is the fraction `overlap` (0-1)."""
    return math.floor(overlap * min(questions) + EDGE)


def terms_of(
    pool: Sequence[ItemSummary],
    blueprint: Blueprint,
    questions: int,
    tolerance: Tolerance,
    overlap: float,
) -> Terms:
    """The terms of a set's forms at this tolerance, where there are no earlier forms."""
    pretest = questions - blueprint.scored
    hard = [
        *content_rows(pool, blueprint, pretest, tolerance),
        *difficulty_rows(pool, scale_of(blueprint).difficulties, tolerance),
    ]
    scored = [(i, item.b) for i, item in enumerate(pool) if item.status is ItemStatus.SCORED]
    return Terms(
        pool=tuple(pool),
        hard=tuple(hard),
        soft=tuple(pretest_rows(pool, blueprint, pretest)),
        curves=tuple(tuple((i, probability(theta, b)) for i, b in scored) for theta in CLOSE_POINTS),
        levels=((0.0, math.inf),) * len(CLOSE_POINTS),
        questions=questions,
        overlap=overlap,
        tolerance=tolerance,
    )


def beside(terms: Terms, earlier: Sequence[Form]) -> Terms:
    """The terms with these earlier forms: few questions shared with each, and as hard as each."""
    levels = list(terms.levels)
    for form in earlier:
        values = [expected_raw(theta, form.scored_difficulties) for theta in CLOSE_POINTS]
        levels = [
            (max(low, value - CLOSE), min(high, value + CLOSE))
            for (low, high), value in zip(levels, values, strict=True)
        ]
    rows = [_overlap_row(terms, form) for form in earlier]
    return replace(terms, hard=(*terms.hard, *rows), levels=tuple(levels))


def chosen_sets(
    terms: Terms, costs: Sequence[Sequence[float]], remaining: int, seconds: float = SET_SECONDS
) -> list[list[ItemSummary]] | None:
    """The items of a form for each sequence of costs (one per pool item); so many more remain possible.

    None where there are no such forms, or none were found in so many seconds.
    """
    programme, count = Programme(), len(terms.pool)
    forms = [programme.columns(one, 1.0, whole=True) for one in costs]
    rest = programme.columns([0.0] * count, uses_limit(terms, remaining)) if remaining else None
    levels = programme.columns([0.0] * len(terms.levels), math.inf)
    for level, (low, high) in zip(levels, terms.levels, strict=True):
        programme.row(((level, 1.0),), low, high)
    for columns, times in [*((form, 1) for form in forms), *([(rest, remaining)] if rest else [])]:
        _add_form(programme, terms, columns, times, levels)
    keep_apart(programme, terms, forms, rest, remaining)
    limits = {"time_limit": seconds, "mip_abs_gap": GAP * len(forms)}
    values = programme.solved({**SET_OPTIONS, **limits})
    if values is None:
        return None
    return [[terms.pool[k] for k, i in enumerate(form) if values[i] > 0.5] for form in forms]


def uses_limit(terms: Terms, times: int) -> float:
    """How often one item can be used in so many forms of the set."""
    return 1.0 if terms.single else float(times)


def times_row(row: Row, times: int, first: int = 0) -> Row:
    """The row that so many forms together keep; their columns begin at `first`."""
    moved = tuple((first + i, value) for i, value in row.coefficients)
    return replace(row, coefficients=moved, low=times * row.low, high=times * row.high)


def _overlap_row(terms: Terms, form: Form) -> Row:
    used = {question.item_id for question in form.questions}
    members = tuple((i, 1.0) for i, item in enumerate(terms.pool) if item.id in used)
    most = shareable(terms.overlap, terms.questions, len(form.questions))
    return Row(RowKind.OVERLAP, f"questions of form {form.id}", members, 0, most)


def _add_form(programme: Programme, terms: Terms, columns: range, times: int, levels: range) -> None:
    """The rows of one form, or of so many forms together."""
    first = columns.start
    for row in (times_row(row, times, first) for row in terms.hard):
        programme.row(row.coefficients, row.low, row.high)
    programme.soft_rows([times_row(row, times, first) for row in terms.soft], SPREAD_PENALTY)
    for level, curve in zip(levels, terms.curves, strict=True):
        chances = [(first + i, chance) for i, chance in curve]
        programme.row([*chances, (level, -float(times))], -CLOSE * times, CLOSE * times)


def keep_apart(
    programme: Programme, terms: Terms, forms: Sequence[range], rest: range | None, remaining: int
) -> None:
    """The rows that bound what any two forms share, those of the rest among them."""
    uses = [*forms, *([rest] if rest else [])]
    if terms.shared >= terms.questions or len(forms) + remaining < 2:
        return
    if terms.single:
        for columns in zip(*uses, strict=True):
            programme.row([(i, 1.0) for i in columns], 0, 1)
        return
    sharings = [_pair(programme, one, two, terms.shared) for one, two in combinations(forms, 2)]
    if rest:
        sharings += [_pair_with_rest(programme, form, rest, terms.shared, remaining) for form in forms]
        pairs = math.comb(remaining, 2)
        sharings.append(_bounded(programme, len(rest), float(pairs), terms.shared * pairs))
    _cut(programme, uses, sharings, len(forms) + remaining)


def _pair(programme: Programme, one: range, two: range, shared: int) -> range:
    """Columns that are 1 where an item is in both forms: at most `shared` of them."""
    both = _bounded(programme, len(one), 1.0, shared)
    for a, b, c in zip(one, two, both, strict=True):
        programme.row(((a, 1.0), (b, 1.0), (c, -1.0)), -math.inf, 1)
    return both


def _pair_with_rest(programme: Programme, form: range, rest: range, shared: int, remaining: int) -> range:
    """Columns that count an item's uses in the rest where it is in the form."""
    both = _bounded(programme, len(form), float(remaining), shared * remaining)
    for a, b, c in zip(form, rest, both, strict=True):
        programme.row(((a, float(remaining)), (b, 1.0), (c, -1.0)), -math.inf, remaining)
    return both


def _bounded(programme: Programme, count: int, upper: float, total: float) -> range:
    columns = programme.columns([SHARING_COST] * count, upper)
    programme.row([(i, 1.0) for i in columns], 0, total)
    return columns


def _cut(programme: Programme, uses: Sequence[range], sharings: Sequence[range], forms: int) -> None:
    """An item used u times is shared by u(u - 1)/2 pairs, which is at least k u - k(k + 1)/2 for every k.

    Without these rows fractions of items would seem to be shared by nobody.
    """
    for k in range(1, min(forms, CUTS + 1)):
        for used, shared in zip(zip(*uses, strict=True), zip(*sharings, strict=True), strict=True):
            entries = [*((i, float(k)) for i in used), *((i, -1.0) for i in shared)]
            programme.row(entries, -math.inf, k * (k + 1) / 2)
