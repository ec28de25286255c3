"""The solver: HiGHS finds the cheapest set of items that keeps every row (https://highs.dev)."""

from __future__ import annotations

import math
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


class Programme:
    """An integer programme being put together: columns (what may be chosen), then rows over them."""

    def __init__(self) -> None:
        self._costs: list[float] = []
        self._uppers: list[float] = []
        self._whole: list[bool] = []
        self._entries: list[Sequence[tuple[int, float]]] = []
        self._bounds: list[tuple[float, float]] = []

    def columns(self, costs: Sequence[float], upper: float, *, whole: bool = False) -> range:
        """Further columns, each from 0 to `upper`, in whole numbers or not; returns their places."""
        first = len(self._costs)
        self._costs += costs
        self._uppers += [upper] * len(costs)
        self._whole += [whole] * len(costs)
        return range(first, len(self._costs))

    def row(self, coefficients: Sequence[tuple[int, float]], low: float, high: float) -> None:
        """A further row: low <= the sum of coefficients times columns <= high."""
        self._entries.append(coefficients)
        self._bounds.append((low, high))

    def soft_rows(self, rows: Sequence[Row], penalty: float) -> range:
        """Rows that may be missed at `penalty` per unit; returns two columns for each: under, over."""
        slacks = self.columns([penalty] * 2 * len(rows), math.inf)
        for row, under in zip(rows, slacks[::2], strict=True):
            self.row((*row.coefficients, (under, 1.0), (under + 1, -1.0)), row.low, row.high)
        return slacks

    def solved(self, options: Mapping[str, bool | int | float | str]) -> list[float] | None:
        """The columns' values in the cheapest solution, or None where there is, or was found, none."""
        import highspy
        from highspy._core import _Highs

        solver = _Highs()  # the wrapper around it prints a banner before it can be silenced
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._model())
        solver.run()
        if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return list(solver.getSolution().col_value)

    def _model(self) -> Any:
        """The programme in HiGHS's form."""
        import highspy
        import numpy as np

        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._costs), len(self._bounds)
        model.col_cost_ = np.array(self._costs, dtype=float)
        model.col_lower_ = np.zeros(len(self._costs))
        model.col_upper_ = np.array(self._uppers, dtype=float)
        model.row_lower_ = np.array([low for low, _ in self._bounds], dtype=float)
        model.row_upper_ = np.array([high for _, high in self._bounds], dtype=float)
        model.integrality_ = [kinds[whole] for whole in self._whole]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *map(len, self._entries)])
        model.a_matrix_.index_ = np.array([i for entries in self._entries for i, _ in entries])
        model.a_matrix_.value_ = np.array([value for entries in self._entries for _, value in entries], float)
        return model


def cheapest(
    costs: Sequence[float], hard: Sequence[Row], soft: Sequence[Row], penalty: float
) -> Solution | None:
    """The cheapest choice that keeps all hard rows, at `penalty` per unit by which a soft row is missed.

    None where no choice keeps the hard rows, or none was found within the limits.
    """
    programme = Programme()
    places = programme.columns(costs, 1.0, whole=True)
    for row in hard:
        programme.row(row.coefficients, row.low, row.high)
    slacks = programme.soft_rows(soft, penalty)
    values = programme.solved(OPTIONS)
    if values is None:
        return None
    chosen = tuple(i for i in places if values[i] > 0.5)
    return Solution(chosen, tuple(values[under + 1] - values[under] for under in slacks[::2]))
