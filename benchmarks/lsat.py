"""LSAT section 6: 1,000 persons by 5 items, as frequencies of the 32 patterns 00000..11111 in binary order.

R. D. Bock and M. Lieberman, Psychometrika 35 (1970) 179-197; reprinted by D. Thissen, Psychometrika 47
(1982) 175-186, and shipped with the R packages mirt and ltm.
"""

from cmas_desktop.engine.responses import Response, responses_of

FREQUENCIES = (
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
    10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
)  # fmt: skip

PUBLISHED_EASINESS, PUBLISHED_SD = (2.73, 0.999, 0.24, 1.306, 2.099), 0.755
"""-b of the five items and the SD of ability, as the R package mirt prints them (its tests, mirtOne)."""

ITEMS = tuple(f"Item {number}" for number in range(1, 6))


def patterns():
    """Each pattern as a tuple of 0 and 1 with its frequency."""
    return [(tuple(code >> (4 - at) & 1 for at in range(5)), times) for code, times in enumerate(FREQUENCIES)]


def answers():
    """Every response of every person."""
    persons = [pattern for pattern, times in patterns() for _ in range(times)]
    return [
        Response(f"p{number:04d}", item, bool(right))
        for number, pattern in enumerate(persons)
        for item, right in zip(ITEMS, pattern, strict=True)
    ]


def lsat():
    """The whole data."""
    return responses_of(answers())
