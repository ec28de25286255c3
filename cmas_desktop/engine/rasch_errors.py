"""Standard errors of Rasch difficulties: the observed information of the marginal likelihood.

The information that the answers and known abilities would hold, less what is missing because abilities
are not known: T. A. Louis, Journal of the Royal Statistical Society B 44 (1982) 226-233.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmas_desktop.engine.rasch_em import (
    UNINFORMED,
    RaschFit,
    Setup,
    chances,
    expect,
    known_of,
    nodes_of,
    posteriors,
)
from cmas_desktop.engine.responses import Responses

if TYPE_CHECKING:
    from cmas_desktop.engine.responses import Block, Floats

NEGLIGIBLE = 1e-7
"""A node that holds less of a person's posterior is left out of the missing information."""


def standard_errors(responses: Responses, fit: RaschFit, setup: Setup = UNINFORMED) -> Floats:
    """The standard error of each b (logits); with a prior the posterior's SD, 0 for an anchor.

    Mean and SD of ability count as estimated along with the difficulties wherever they were.
    """
    import numpy as np

    known = known_of(responses, setup)
    information = complete_information(responses, fit) - missing_information(responses, fit)
    information[np.diag_indices(len(fit.b))] += known.precision
    free = np.concatenate([~known.fixed, [known.places_origin, setup.sd is None]])
    errors = np.zeros(len(free))
    errors[free] = np.sqrt(np.diag(np.linalg.inv(information[np.ix_(free, free)])))
    return errors[:-2]


def complete_information(responses: Responses, fit: RaschFit) -> Floats:
    """The information if abilities were known, expected: of each b, then of mean and variance of ability."""
    import numpy as np

    step = expect(responses, fit.b, fit.mean, fit.sd)
    right = chances(fit.b, nodes_of(fit.mean, fit.sd))
    persons, variance = len(responses.persons), fit.sd**2
    from_mean = step.first - persons * fit.mean
    squares = step.second - 2 * fit.mean * step.first + persons * fit.mean**2
    table = np.diag(np.append(np.sum(step.asked * right * (1 - right), axis=1), [persons / variance, 0.0]))
    table[-1, -1] = squares / variance**3 - persons / (2 * variance**2)
    table[-1, -2] = table[-2, -1] = from_mean / variance**2
    return table


def missing_information(responses: Responses, fit: RaschFit) -> Floats:
    """The covariance of the complete score over each person's posterior of ability, summed over persons."""
    import numpy as np

    table = np.zeros((len(fit.b) + 2, len(fit.b) + 2))
    for block in responses.blocks():
        _add_missing(table, block, fit)
    return table


def _add_missing(table: Floats, block: Block, fit: RaschFit) -> None:
    """Node by node, over the persons whose posterior reaches it."""
    import numpy as np

    nodes, variance = nodes_of(fit.mean, fit.sd), fit.sd**2
    seen = block.seen()
    weights, _ = posteriors(block, seen, fit.b, nodes)
    scores = np.vstack(
        [
            chances(fit.b, nodes),
            (nodes - fit.mean) / variance,
            ((nodes - fit.mean) ** 2 - variance) / (2 * variance**2),
        ]
    )
    seen = np.hstack([seen, np.ones((len(seen), 2))])
    expected = weights @ scores.T
    for at in range(len(nodes)):
        here = weights[:, at] > NEGLIGIBLE
        spread = seen[here] * (scores[:, at] - expected[here]) * np.sqrt(weights[here, at, None])
        spread = spread.astype(np.float32)
        table += spread.T @ spread
