"""Infit and outfit: whether an item's answers scatter about the model as much as they should.

Mean squares of residuals: outfit of the standardized ones, infit weighted by information (B. D. Wright
and G. N. Masters, Rating Scale Analysis (1982), ch. 5). As abilities are not known but distributed, the
squares are averaged over each person's posterior, as M. L. Wu proposed for marginal estimation (The
Development and Application of a Fit Test for Use with Marginal Maximum Likelihood Estimation (1997));
under the model both are expected to be 1, however few items a person answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmas_desktop.engine.rasch_em import RaschFit, chances, nodes_of, posteriors
from cmas_desktop.engine.responses import Responses

if TYPE_CHECKING:
    from cmas_desktop.engine.responses import Floats


@dataclass(frozen=True, slots=True, eq=False)
class ItemFit:
    """Per item the two mean squares (1 is what the model expects) and how far each strays by chance (SD)."""

    infit: Floats
    outfit: Floats
    infit_spread: Floats
    outfit_spread: Floats


def item_fit(responses: Responses, fit: RaschFit) -> ItemFit:
    """The fit of each item at the difficulties and the population of `fit`."""
    import numpy as np

    asked, rights = _expected_counts(responses, fit)
    p = chances(fit.b, nodes_of(fit.mean, fit.sd))
    spread, wrongs = p * (1 - p), asked - rights
    information = np.sum(asked * spread, axis=1)
    squares = rights * (1 - p) ** 2 + wrongs * p**2
    return ItemFit(
        infit=np.sum(squares, axis=1) / information,
        outfit=np.sum(squares / spread, axis=1) / responses.asked,
        infit_spread=np.sqrt(np.sum(asked * spread * (1 - 4 * spread), axis=1)) / information,
        outfit_spread=np.sqrt(np.sum(asked * (1 / spread - 4), axis=1)) / responses.asked,
    )


def _expected_counts(responses: Responses, fit: RaschFit) -> tuple[Floats, Floats]:
    """Items by nodes: how many persons are expected there who answered, and who answered right."""
    import numpy as np

    nodes = nodes_of(fit.mean, fit.sd)
    asked, rights = np.zeros((len(fit.b), len(nodes))), np.zeros((len(fit.b), len(nodes)))
    for block in responses.blocks():
        seen = block.seen()
        weights, _ = posteriors(block, seen, fit.b, nodes)
        asked += seen.T @ weights
        rights += block.correct().T @ weights
    return asked, rights
