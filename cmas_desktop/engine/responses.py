"""Responses of many candidates to many items, sparse: only what was asked and answered is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

BLOCK_CELLS = 2_000_000
"""The arithmetic works on blocks of persons by all items; a block has about this many cells (16 MB)."""

NO_OPTION, BLANK = -1, -2
"""The option of a response of which only right or wrong is known, and of one that was left blank."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer: whether it was right and, where that is known, which option (authored index) it was."""

    person: str
    item: str
    right: bool
    option: int = NO_OPTION


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """Responses as columns of equal length, ordered by person, then by item.

    `person` and `item` are indices into `persons` and `items`, which are sorted by id, so that the order
    of a file changes nothing, not even a rounding; `right` is 0 or 1, `option` as in `Response`.
    """

    persons: tuple[str, ...]
    items: tuple[str, ...]
    person: Integers
    item: Integers
    right: Floats
    option: Integers

    @property
    def asked(self) -> Integers:
        """How many responses each item has."""
        import numpy as np

        return np.bincount(self.item, minlength=len(self.items))

    @property
    def rights(self) -> Floats:
        """How many right responses each item has."""
        import numpy as np

        return np.bincount(self.item, self.right, len(self.items)).astype(np.float64)

    @property
    def answered(self) -> Integers:
        """How many items each person answered."""
        import numpy as np

        return np.bincount(self.person, minlength=len(self.persons))

    @property
    def raw(self) -> Floats:
        """How many items each person got right."""
        import numpy as np

        return np.bincount(self.person, self.right, len(self.persons)).astype(np.float64)

    def of_items(self, wanted: Iterable[str]) -> Responses:
        """The responses to these items only; persons who then have none are left out."""
        chosen = set(wanted)
        rows = zip(self.person, self.item, self.right, self.option, strict=True)
        return responses_of(
            Response(self.persons[person], self.items[item], bool(right), int(option))
            for person, item, right, option in rows
            if self.items[item] in chosen
        )

    def blocks(self) -> Iterator[Block]:
        """The persons in blocks whose dense tables stay small, however many persons there are."""
        import numpy as np

        step = max(1, BLOCK_CELLS // max(1, len(self.items)))
        for start in range(0, len(self.persons), step):
            stop = min(start + step, len(self.persons))
            low, high = np.searchsorted(self.person, (start, stop))
            cells = slice(int(low), int(high))
            rows = self.person[cells] - start
            yield Block(slice(start, stop), rows, self.item[cells], self.right[cells], len(self.items))


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some consecutive persons: `rows` and `columns` say which cells of their table hold a response."""

    persons: slice
    rows: Integers
    columns: Integers
    right: Floats
    items: int

    def seen(self) -> Floats:
        """The dense table persons by items: 1 where there is a response."""
        return self._table(1.0)

    def correct(self) -> Floats:
        """The dense table persons by items: 1 where there is a right response."""
        return self._table(self.right)

    def _table(self, values: Floats | float) -> Floats:
        import numpy as np

        table = np.zeros((self.persons.stop - self.persons.start, self.items))
        table[self.rows, self.columns] = values
        return table


def responses_of(rows: Iterable[Response]) -> Responses:
    """Gather responses, in any order; a person and an item meet at most once.

    Raises ValueError where they meet twice.
    """
    import numpy as np

    loose = list(rows)
    persons = tuple(sorted({row.person for row in loose}))
    items = tuple(sorted({row.item for row in loose}))
    person_at = {person: at for at, person in enumerate(persons)}
    item_at = {item: at for at, item in enumerate(items)}
    person = np.array([person_at[row.person] for row in loose], dtype=np.int64)
    item = np.array([item_at[row.item] for row in loose], dtype=np.int64)
    place = person * len(items) + item
    order = np.argsort(place, kind="stable")
    if (np.diff(place[order]) == 0).any():
        raise ValueError("A person has two responses to one item.")
    right = np.array([row.right for row in loose], dtype=np.float64)
    option = np.array([row.option for row in loose], dtype=np.int64)
    return Responses(persons, items, person[order], item[order], right[order], option[order])
