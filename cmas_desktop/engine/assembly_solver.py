"""The solver: HiGHS finds the cheapest set of items that keeps every row (https://highs.dev)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cmas_desktop.engine.assembly_model import Row

GAP = 2.0
"""A choice proven to cost at most this much more than the cheapest is taken: a tenth of one repeat."""

NODE_LIMIT, SECONDS_LIMIT = 20_000, 10.0
"""The search ends at the first of these. Nodes usually come first: they are the same on every machine."""

OPTIONS: Mapping[str, bool | int | float | str] = {
    "output_flag": False,
    "presolve": "off",
    "threads": 1,
    "random_seed": 0,
    "mip_abs_gap": GAP,
    "mip_rel_gap": 0.0,
    "mip_max_nodes": NODE_LIMIT,
    "time_limit": SECONDS_LIMIT,
}
"""Silent, and on one thread from one seed: the same programme gives the same form.

Presolve finds nothing to remove in such programmes; without it they take half the time.
"""


@dataclass(frozen=True, slots=True)
class Solution:
    """The chosen items' places in the pool, and how far each soft row is missed (under: negative)."""

    chosen: tuple[int, ...]
    misses: tuple[float, ...]


def solver_version() -> str:
    """The solver's name and version, for the form's record."""
    from highspy._core import _Highs

    return f"HiGHS {_Highs().version()}"


def cheapest(
    costs: Sequence[float], hard: Sequence[Row], soft: Sequence[Row], penalty: float
) -> Solution | None:
    """The cheapest choice that keeps all hard rows, at `penalty` per unit by which a soft row is missed.

    None where no choice keeps the hard rows, or none was found within the limits.
    """
    import highspy
    from highspy._core import _Highs

    solver = _Highs()  # the wrapper around it prints a banner before it can be silenced
    for name, value in OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(_programme(costs, hard, soft, penalty))
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = list(solver.getSolution().col_value)
    count = len(costs)
    chosen = tuple(i for i in range(count) if values[i] > 0.5)
    misses = tuple(values[count + 2 * i + 1] - values[count + 2 * i] for i in range(len(soft)))
    return Solution(chosen, misses)


def _programme(costs: Sequence[float], hard: Sequence[Row], soft: Sequence[Row], penalty: float) -> Any:
    """The programme in HiGHS's form: one binary per item, then two slacks (under, over) per soft row."""
    import highspy
    import numpy as np

    count, slacks = len(costs), 2 * len(soft)
    rows = [*hard, *soft]
    entries = [list(row.coefficients) for row in rows]
    for i, members in enumerate(entries[len(hard) :]):
        members += [(count + 2 * i, 1.0), (count + 2 * i + 1, -1.0)]
    kinds = [highspy.HighsVarType.kInteger] * count + [highspy.HighsVarType.kContinuous] * slacks
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = count + slacks, len(rows)
    programme.col_cost_ = np.array([*costs, *[penalty] * slacks], dtype=float)
    programme.col_lower_ = np.zeros(count + slacks)
    programme.col_upper_ = np.array([1.0] * count + [highspy.kHighsInf] * slacks)
    programme.row_lower_ = np.array([row.low for row in rows], dtype=float)
    programme.row_upper_ = np.array([row.high for row in rows], dtype=float)
    programme.integrality_ = kinds
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = np.cumsum([0, *map(len, entries)])
    programme.a_matrix_.index_ = np.array([i for members in entries for i, _ in members])
    programme.a_matrix_.value_ = np.array([value for members in entries for _, value in members], dtype=float)
    return programme
