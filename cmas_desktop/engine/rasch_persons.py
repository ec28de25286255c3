"""What a fit says of the persons: the mean and variance of each one's ability given the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmas_desktop.engine.rasch_em import RaschFit, nodes_of, posteriors
from cmas_desktop.engine.responses import Responses

if TYPE_CHECKING:
    from cmas_desktop.engine.responses import Floats


def abilities(responses: Responses, fit: RaschFit) -> tuple[Floats, Floats]:
    """The mean (expected a posteriori, EAP) and variance of each person's ability, in logits."""
    import numpy as np

    nodes = nodes_of(fit.mean, fit.sd)
    means, variances = np.zeros(len(responses.persons)), np.zeros(len(responses.persons))
    for block in responses.blocks():
        weights, _ = posteriors(block, block.seen(), fit.b, nodes)
        means[block.persons] = weights @ nodes
        variances[block.persons] = np.maximum(weights @ nodes**2 - means[block.persons] ** 2, 0.0)
    return means, variances


def reliability(variances: Floats, sd: float) -> float:
    """The marginal reliability: the share (0-1) of the variance of ability that answers leave no doubt of.

    Source: B. F. Green, R. D. Bock, L. G. Humphreys, R. L. Linn and M. D. Reckase, Journal of
    Educational Measurement 21 (1984) 347-360, with the posterior variance as the error variance.
    """
    return max(0.0, 1 - float(variances.mean()) / sd**2)
