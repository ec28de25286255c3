"""Responses: sparse columns that do not care for the order in which answers came."""

import random

import numpy as np
import pytest
from answer_sets import of_table, simulated

from cmas_desktop.engine import responses as module
from cmas_desktop.engine.responses import Response, responses_of

TABLE = [[1, 0, None], [None, 1, 1], [0, None, None]]


def test_only_what_was_answered_is_held():
    held = of_table(TABLE)
    assert len(held.right) == 5
    assert held.persons == ("p0000", "p0001", "p0002")
    assert held.items == ("i0000", "i0001", "i0002")


def test_counts_are_by_item_and_by_person():
    held = of_table(TABLE)
    assert held.asked.tolist() == [2, 2, 1]
    assert held.rights.tolist() == [1, 1, 1]
    assert held.answered.tolist() == [2, 2, 1]
    assert held.raw.tolist() == [1, 2, 0]


def test_the_order_of_answers_changes_nothing_to_the_bit():
    rows = [
        Response(f"p{p}", f"i{i}", (p * i) % 3 == 0, (p + i) % 4)
        for p in range(7)
        for i in range(5)
        if p != i
    ]
    shuffled = random.Random(4).sample(rows, len(rows))
    one, two = responses_of(rows), responses_of(shuffled)
    assert (one.persons, one.items) == (two.persons, two.items)
    for column in ("person", "item", "right", "option"):
        assert np.array_equal(getattr(one, column), getattr(two, column))


def test_an_item_answered_twice_by_one_person_is_refused():
    with pytest.raises(ValueError, match="two responses"):
        responses_of([Response("a", "x", True), Response("b", "x", True), Response("a", "x", False)])


def test_nobody_and_nothing_are_responses_too():
    held = responses_of([])
    assert (held.persons, held.items, len(held.right)) == ((), (), 0)
    assert list(held.blocks()) == []


def test_some_items_can_be_taken_out_with_the_persons_that_only_they_had():
    left = of_table(TABLE).of_items({"i0001", "i0002"})
    assert left.items == ("i0001", "i0002")
    assert left.persons == ("p0000", "p0001")
    assert left.raw.tolist() == [0, 2]


@pytest.mark.parametrize("cells", [1, 7, 40, 10_000])
def test_blocks_of_any_size_hold_every_person_once(monkeypatch, cells):
    table = simulated([0.0] * 6, 23, seed=2, asked=0.6)
    held = of_table(table)
    monkeypatch.setattr(module, "BLOCK_CELLS", cells)
    blocks = list(held.blocks())
    seen = np.vstack([block.seen() for block in blocks])
    correct = np.vstack([block.correct() for block in blocks])
    rows = [cells for cells in table if any(cell is not None for cell in cells)]
    assert seen.tolist() == [[float(cell is not None) for cell in cells] for cells in rows]
    assert correct.tolist() == [[float(cell or 0) for cell in cells] for cells in rows]
