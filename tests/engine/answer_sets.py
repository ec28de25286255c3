"""Simulated answers with known difficulties, and plain tables made into responses."""

from __future__ import annotations

import numpy as np

from cmas_desktop.engine.responses import NO_OPTION, Response, responses_of


def names(count, prefix="i"):
    """Ids that sort as they count."""
    return [f"{prefix}{number:04d}" for number in range(count)]


def of_table(table, options=None):
    """Responses of a table of persons by items that holds 0, 1 or None (not asked)."""
    return responses_of(
        Response(f"p{row:04d}", f"i{column:04d}", bool(cell), options[row][column] if options else NO_OPTION)
        for row, cells in enumerate(table)
        for column, cell in enumerate(cells)
        if cell is not None
    )


def simulated(b, persons, seed, mean=0.0, sd=1.0, asked=1.0):
    """A table of persons by items under the Rasch model; each cell is asked with the chance `asked`."""
    chance = np.random.default_rng(seed)
    theta = chance.normal(mean, sd, persons)
    right = chance.random((persons, len(b))) < 1 / (1 + np.exp(np.asarray(b)[None, :] - theta[:, None]))
    put = chance.random((persons, len(b))) < asked
    return [
        [int(cell) if seen else None for cell, seen in zip(cells, mask, strict=True)]
        for cells, mask in zip(right, put, strict=True)
    ]
