"""Test-wise guessers: what a candidate gets right without knowing the subject.

Each guesser gives every option a preference; the chance of being right is shared among the options that tie
for the top, so that a guesser without a clue is right in one of four.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from cmas_desktop.bank.wording import ABSOLUTE, QUALIFIED, content_words, words
from cmas_desktop.engine.items import Item

Guesser: TypeAlias = Callable[[Item], float]
"""The chance (0-1) with which a guesser picks the key of an item."""


def overlap_guess(item: Item) -> float:
    """Picks the option that shares most content words with the stem."""
    stem = content_words(item.stem)
    return share_of_key([(len(stem & content_words(option)),) for option in item.options], item.key)


def testwise_guess(item: Item) -> float:
    """Shuns absolute words, then prefers the longest option, then the one with most qualifying words."""
    preferences: list[tuple[int, ...]] = []
    for option in item.options:
        told = words(option)
        absolute = any(word in ABSOLUTE for word in told)
        preferences.append((not absolute, len(option), sum(word in QUALIFIED for word in told)))
    return share_of_key(preferences, item.key)


def longest_is_key(item: Item) -> float:
    """1 where the key is longer, in characters, than every distractor; else 0."""
    key = len(item.options[item.key])
    return float(all(len(text) < key for at, text in enumerate(item.options) if at != item.key))


def shortest_is_key(item: Item) -> float:
    """1 where the key is shorter, in characters, than every distractor; else 0."""
    key = len(item.options[item.key])
    return float(all(len(text) > key for at, text in enumerate(item.options) if at != item.key))


def length_ratio(items: Sequence[Item]) -> float:
    """The mean length of the keys over the mean length of the distractors, in characters."""
    keys = [len(item.options[item.key]) for item in items]
    others = [len(text) for item in items for at, text in enumerate(item.options) if at != item.key]
    return (sum(keys) / len(keys)) / (sum(others) / len(others))


def share_of_key(preferences: Sequence[tuple[int, ...]], key: int) -> float:
    """The chance of the key among the options that tie for the top preference."""
    top = max(preferences)
    tied = [at for at, preference in enumerate(preferences) if preference == top]
    return 1 / len(tied) if key in tied else 0.0
