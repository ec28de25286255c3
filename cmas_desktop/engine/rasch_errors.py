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
"""Directions and eigenvalues this small are left out of the missing information."""


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
    """What one block of persons adds.

    Scores are smooth curves over ability, so that a few directions span them all: a person's covariance
    is a small matrix among these, and its few large eigenvalues stand for the whole table.
    """
    import numpy as np

    nodes = nodes_of(fit.mean, fit.sd)
    seen = block.seen()
    weights, _ = posteriors(block, seen, fit.b, nodes)
    directions, courses = _directions(_scores(fit, nodes))
    count = len(courses)
    products = (courses[:, None, :] * courses[None, :, :]).reshape(count * count, -1)
    means = weights @ courses.T
    spreads = (weights @ products.T).reshape(-1, count, count) - means[:, :, None] * means[:, None, :]
    values, vectors = np.linalg.eigh(spreads)
    seen = np.hstack([seen, np.ones((len(seen), 2))])
    for at in np.flatnonzero(values.max(axis=0) > NEGLIGIBLE):
        lengths = np.sqrt(np.maximum(values[:, at], 0.0))
        part = seen * ((vectors[:, :, at] * lengths[:, None]) @ directions.T)
        table += part.T @ part


def _scores(fit: RaschFit, nodes: Floats) -> Floats:
    """The part of the complete score that depends on ability: a row per b, one for mean and variance each."""
    import numpy as np

    distance, variance = nodes - fit.mean, fit.sd**2
    rows = [chances(fit.b, nodes), distance / variance, (distance**2 - variance) / (2 * variance**2)]
    table: Floats = np.vstack(rows)
    table -= table.mean(axis=1, keepdims=True)
    return table


def _directions(scores: Floats) -> tuple[Floats, Floats]:
    """Orthonormal directions (columns) and their course over the nodes (rows), whose product is `scores`."""
    import numpy as np

    left, sizes, right = np.linalg.svd(scores, full_matrices=False)
    held = sizes > NEGLIGIBLE * sizes[0]
    return left[:, held], sizes[held, None] * right[held]
