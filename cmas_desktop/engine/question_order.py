"""The order of a form's questions and of each question's options: seeded, and without patterns to lean on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from cmas_desktop.engine.items import LETTERS, ItemStatus, ItemSummary
from cmas_desktop.engine.pool import seeded_weight

LONGEST_RUN = 3
"""At most this many keys of one letter follow one another."""

RUN_WORDS = f"more than {LONGEST_RUN} keys of one letter in a row"
EXHIBIT_WORDS = "exhibits of one kind side by side"
"""What a form's record says where the chosen items leave no better order."""

SAME_SUBAREA, HARD_CLASH = 1, 100
"""What neighbors from one study area cost an order, and what must not be: any number of the former."""

PASSES = 4
"""An order is gone over at most this often to part neighbors that clash."""

Order = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The questions as shown: items, the authored index of each shown option, and what could not be met."""

    items: tuple[ItemSummary, ...]
    orders: tuple[Order, ...]
    words: tuple[str, ...]


def arranged(items: Sequence[ItemSummary], seed: int) -> Arrangement:
    """The items in their seeded order, each with the order of its options."""
    ordered = _parted(_interleaved(items, seed))
    orders = _option_orders(ordered, seed)
    words = []
    if any(_run_through(_letters(ordered, orders), i) > LONGEST_RUN for i in range(len(ordered))):
        words.append(RUN_WORDS)
    if any(_same_exhibit(ordered, i) for i in range(1, len(ordered))):
        words.append(EXHIBIT_WORDS)
    return Arrangement(tuple(ordered), tuple(orders), tuple(words))


def _interleaved(items: Sequence[ItemSummary], seed: int) -> list[ItemSummary]:
    """The items shuffled inside their domains, and the domains dealt evenly over the form.

    Pretest items are dealt by themselves, so that they stand nowhere in a heap.
    """
    weights = {item.id: seeded_weight(seed, "order", item.id) for item in items}
    hands: dict[str, list[ItemSummary]] = {}
    for item in sorted(items, key=lambda item: weights[item.id]):
        hands.setdefault(item.status if item.status is ItemStatus.PRETEST else item.domain, []).append(item)
    places = {
        item.id: (rank + seeded_weight(seed, "place", item.id)) / len(members)
        for members in hands.values()
        for rank, item in enumerate(members)
    }
    return sorted(items, key=lambda item: places[item.id])


def _parted(items: list[ItemSummary]) -> list[ItemSummary]:
    """The items with clashing neighbors parted: each changes place with the nearest that makes it better."""
    for _ in range(PASSES):
        clashing = [i for i in range(1, len(items)) if _clash(items, i)]
        for i in clashing:
            for j in _nearest_first(i, len(items)):
                if _improves(items, i, j):
                    items[i], items[j] = items[j], items[i]
                    break
    return items


def _nearest_first(i: int, count: int) -> list[int]:
    """All places but `i`, the nearest first."""
    return sorted((j for j in range(count) if j != i), key=lambda j: abs(j - i))


def _improves(items: list[ItemSummary], i: int, j: int) -> bool:
    """Whether changing these two places lowers the clashes around them."""
    around = {place for at in (i, j) for place in range(at, at + LONGEST_RUN + 1) if 0 < place < len(items)}
    before = sum(_clash(items, place) for place in around)
    items[i], items[j] = items[j], items[i]
    after = sum(_clash(items, place) for place in around)
    items[i], items[j] = items[j], items[i]
    return after < before


def _clash(items: Sequence[ItemSummary], i: int) -> int:
    """What the question at `i` costs the order, next to those before it."""
    cost = SAME_SUBAREA if items[i].subarea == items[i - 1].subarea else 0
    last = items[max(0, i - LONGEST_RUN) : i + 1]
    locked_run = len(last) > LONGEST_RUN and all(item.lock_order and item.key == last[0].key for item in last)
    return cost + HARD_CLASH * (_same_exhibit(items, i) + locked_run)


def _same_exhibit(items: Sequence[ItemSummary], i: int) -> bool:
    return bool(items[i].exhibit_kind) and items[i].exhibit_kind == items[i - 1].exhibit_kind


def _option_orders(items: Sequence[ItemSummary], seed: int) -> list[Order]:
    """Each item's options in seeded order, shuffled further where keys of one letter would make a run."""
    ranked = [_ranked_orders(item, seed) for item in items]
    orders = [choices[0] for choices in ranked]
    for i in range(LONGEST_RUN, len(items)):
        window = range(i, i - LONGEST_RUN - 1, -1)
        changes = ((j, order) for j in window for order in ranked[j])
        while _run_through(_letters(items, orders)[: i + 1], i) > LONGEST_RUN:
            change = next(changes, None)
            if change is None:
                break
            tried = [*orders[: change[0]], change[1], *orders[change[0] + 1 :]]
            if _run_through(_letters(items, tried), change[0]) <= LONGEST_RUN:
                orders = tried
    return orders


def _ranked_orders(item: ItemSummary, seed: int) -> list[Order]:
    """All orders of an item's options, by seeded weight; the authored one alone where it is locked."""
    if item.lock_order:
        return [tuple(range(len(LETTERS)))]
    orders = permutations(range(len(LETTERS)))
    return sorted(orders, key=lambda order: seeded_weight(seed, "options", f"{item.id}|{order}"))


def _letters(items: Sequence[ItemSummary], orders: Sequence[Order]) -> list[int]:
    """Where each question's key is shown."""
    return [order.index(item.key) for item, order in zip(items, orders, strict=True)]


def _run_through(letters: Sequence[int], i: int) -> int:
    """How many equal letters stand together around `i`."""
    first = last = i
    while first > 0 and letters[first - 1] == letters[i]:
        first -= 1
    while last + 1 < len(letters) and letters[last + 1] == letters[i]:
        last += 1
    return last - first + 1
