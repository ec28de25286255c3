"""Rasch difficulties from responses: marginal maximum likelihood by EM over a quadrature.

Abilities are normal N(mean, sd^2) and integrated out on a grid; each person counts only with the items
that they answered (missing by design). With priors it is the mode of the posterior.
Source: R. D. Bock and M. Aitkin, Psychometrika 46 (1981) 443-459; for the Rasch model D. Thissen,
Psychometrika 47 (1982) 175-186.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmas_desktop.engine.responses import Block, Responses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cmas_desktop.engine.responses import Floats

NODES, REACH = 81, 5.0
"""Points of the grid over ability, and how many standard deviations it reaches to either side."""

CLOSE_ENOUGH, MOST_ROUNDS = 1e-6, 2_000
"""The rounds end when no difficulty, mean or SD moves by more (logits), or at the latest after so many."""

LONGEST_STEP, NEWTON_STEPS = 1.0, 2
"""How far one step of Newton's method may go (logits), and how many are made in a round."""

LEAST_SD = 0.05
"""Where answers do not hang together the SD of ability tends to zero; it stops here (logits)."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a difficulty before any response: normal with this mean and SD (logits)."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Setup:
    """What is known beforehand. `priors` and `anchors` (fixed difficulties, logits) go by item id.

    `sd` fixes the SD of ability. The mean of ability is 0, and so the origin of the scale, unless
    priors or anchors place the difficulties: then the mean is estimated.
    """

    priors: Mapping[str, Prior]
    anchors: Mapping[str, float]
    sd: float | None = None


UNINFORMED = Setup({}, {})
"""Nothing is known beforehand: ability N(0, sd^2) with the sd estimated."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A setup laid out by item: prior means and precisions (0 for none), and which items are fixed."""

    prior: Floats
    precision: Floats
    fixed: NDArray[np.bool_]

    @property
    def places_origin(self) -> bool:
        """Whether priors or anchors say where the scale has its origin; else the mean of ability is 0."""
        return bool(self.fixed.any() or self.precision.any())


@dataclass(frozen=True, slots=True, eq=False)
class RaschFit:
    """Difficulties `b` (logits, in the order of `responses.items`) and the abilities' mean and SD.

    `log_likelihood` is of the responses alone, without priors. `converged` is false where
    `MOST_ROUNDS` ended the search.
    """

    b: Floats
    mean: float
    sd: float
    log_likelihood: float
    iterations: int
    converged: bool


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """One E step: what the responses say of ability under the difficulties at hand.

    `asked` (items by nodes) is how many persons who answered an item are expected at each node;
    `first` and `second` are the sums over persons of the posterior moments of ability.
    """

    asked: Floats
    log_likelihood: float
    first: float
    second: float


def fit_rasch(responses: Responses, setup: Setup = UNINFORMED) -> RaschFit:
    """Estimate difficulties; every item needs a finite one (see `boundless`), else ValueError is raised."""
    import numpy as np

    if not responses.persons:
        raise ValueError("There are no responses to fit.")
    if boundless(responses, setup):
        raise ValueError("Items that all or none got right have no finite difficulty.")
    known = known_of(responses, setup)
    b, mean, sd = _start(responses, known), 0.0, setup.sd or 1.0
    rounds, moved = 0, np.inf
    while moved > CLOSE_ENOUGH and rounds < MOST_ROUNDS:
        step = expect(responses, b, mean, sd)
        new_b = _maximize(responses, step.asked, b, nodes_of(mean, sd), known)
        new_mean, new_sd = _ability(step, len(responses.persons), setup)
        shift = _origin(new_b, new_mean, known)
        new_b, new_mean = new_b + shift, new_mean + shift
        moved = max(float(np.max(np.abs(new_b - b))), abs(new_mean - mean), abs(new_sd - sd))
        b, mean, sd, rounds = new_b, new_mean, new_sd, rounds + 1
    likelihood = expect(responses, b, mean, sd).log_likelihood
    return RaschFit(b, mean, sd, likelihood, rounds, moved <= CLOSE_ENOUGH)


def boundless(responses: Responses, setup: Setup) -> frozenset[str]:
    """The items that all or none got right and that no prior or anchor holds: their b would be infinite."""
    held = set(setup.priors) | set(setup.anchors)
    counts = zip(responses.items, responses.rights, responses.asked, strict=True)
    return frozenset(item for item, right, asked in counts if item not in held and right in (0, asked))


def known_of(responses: Responses, setup: Setup) -> Known:
    """The setup laid out in the order of the items; an anchor is a prior that nothing moves."""
    import numpy as np

    prior, precision = np.zeros(len(responses.items)), np.zeros(len(responses.items))
    fixed = np.zeros(len(responses.items), dtype=bool)
    for at, item in enumerate(responses.items):
        if item in setup.anchors:
            prior[at], fixed[at] = setup.anchors[item], True
        elif item in setup.priors:
            prior[at], precision[at] = setup.priors[item].mean, setup.priors[item].sd ** -2
    return Known(prior, precision, fixed)


def nodes_of(mean: float, sd: float) -> Floats:
    """The abilities (logits) of the grid: it moves and stretches with the population."""
    import numpy as np

    return mean + sd * np.linspace(-REACH, REACH, NODES)


def chances(b: Floats, nodes: Floats) -> Floats:
    """The Rasch probability of a right answer, items by nodes."""
    import numpy as np

    return 1 / (1 + np.exp(b[:, None] - nodes[None, :]))


def posteriors(block: Block, seen: Floats, b: Floats, nodes: Floats) -> tuple[Floats, float]:
    """Each person's distribution over the nodes (rows sum to one), and the block's log-likelihood.

    log P(answers | theta) = raw * theta - (sum of b over right answers) - sum of ln(1 + exp(theta - b))
    over the items answered: no table of persons by items by nodes is needed.
    """
    import numpy as np

    persons = block.persons.stop - block.persons.start
    raw = np.bincount(block.rows, block.right, persons)
    hardness = np.bincount(block.rows, block.right * b[block.columns], persons)
    logs = raw[:, None] * nodes[None, :] - hardness[:, None]
    logs -= seen @ np.logaddexp(0, nodes[None, :] - b[:, None])
    density = -0.5 * np.linspace(-REACH, REACH, NODES) ** 2
    logs += density - np.log(np.sum(np.exp(density)))
    peak = logs.max(axis=1, keepdims=True)
    weights = np.exp(logs - peak)
    total = weights.sum(axis=1, keepdims=True)
    return weights / total, float(np.sum(peak + np.log(total)))


def expect(responses: Responses, b: Floats, mean: float, sd: float) -> Expected:
    """The E step, block by block."""
    import numpy as np

    nodes = nodes_of(mean, sd)
    asked, likelihood, at_node = np.zeros((len(b), NODES)), 0.0, np.zeros(NODES)
    for block in responses.blocks():
        seen = block.seen()
        weights, block_likelihood = posteriors(block, seen, b, nodes)
        asked += seen.T @ weights
        at_node += weights.sum(axis=0)
        likelihood += block_likelihood
    return Expected(asked, likelihood, float(at_node @ nodes), float(at_node @ nodes**2))


def _start(responses: Responses, known: Known) -> Floats:
    import numpy as np

    easy = (responses.rights + 0.5) / (responses.asked + 1)
    held = known.fixed | (known.precision > 0)
    return np.where(held, known.prior, -np.log(easy / (1 - easy)))


def _maximize(responses: Responses, asked: Floats, b: Floats, nodes: Floats, known: Known) -> Floats:
    """The M step for the difficulties: Newton's method on each, with its prior."""
    import numpy as np

    for _ in range(NEWTON_STEPS):
        right = chances(b, nodes)
        excess = np.sum(asked * right, axis=1) - responses.rights - known.precision * (b - known.prior)
        curve = np.sum(asked * right * (1 - right), axis=1) + known.precision
        b = b + np.where(known.fixed, 0.0, np.clip(excess / curve, -LONGEST_STEP, LONGEST_STEP))
    return b


def _ability(step: Expected, persons: int, setup: Setup) -> tuple[float, float]:
    """The M step for the mean and SD of ability: the moments of the posterior."""
    mean = step.first / persons
    variance = max(step.second / persons - mean * mean, LEAST_SD**2)
    return mean, setup.sd or variance**0.5


def _origin(b: Floats, mean: float, known: Known) -> float:
    """How far difficulties and abilities have to be moved together: the responses do not notice.

    Anchors allow no move; priors are met as well as they can be; else the mean of ability goes to 0.
    That the mean is free in each round and put back after it is what makes the rounds few
    (parameter-expanded EM: C. Liu, D. B. Rubin and Y. N. Wu, Biometrika 85 (1998) 755-770).
    """
    import numpy as np

    if known.fixed.any():
        return 0.0
    if known.places_origin:
        return float(np.sum(known.precision * (known.prior - b)) / np.sum(known.precision))
    return -mean
