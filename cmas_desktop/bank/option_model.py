"""A bag-of-words model that tries to tell keys from distractors by the options' words alone.

Multinomial naive Bayes with Laplace smoothing over the words of each option, cross-validated by item: the
options of an item are never split between learning and guessing. Within an item the option with the highest
log-odds of being the key is the guess. Chance is one in four.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cmas_desktop.bank.wording import words
from cmas_desktop.engine.items import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS, ROUNDS = 10, 5
"""Ten folds; five rounds with other folds, so that the figure does not hang on one lucky partition."""


def option_model_rate(items: Sequence[Item], seed: int = 1) -> float:
    """The share (0-1) of items whose key the model picks, over all rounds; ties count as on average."""
    import numpy as np

    counts, keys = _counts(items)
    folds = np.arange(len(items)) % min(FOLDS, len(items))
    rights = []
    for round_number in range(ROUNDS):
        order = list(range(len(items)))
        random.Random(f"{seed} {round_number}").shuffle(order)
        shuffled, shuffled_keys = counts[order], keys[order]
        rights += [_fold(shuffled, shuffled_keys, folds == fold) for fold in range(folds.max() + 1)]
    return float(np.concatenate(rights).mean())


def _counts(items: Sequence[Item]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    import numpy as np

    told = [[words(option) for option in item.options] for item in items]
    places: dict[str, int] = {}
    for word in (word for options in told for option in options for word in option):
        places.setdefault(word, len(places))
    counts = np.zeros((len(items), 4, len(places)), np.float32)
    for row, options in enumerate(told):
        for column, option in enumerate(options):
            for word in option:
                counts[row, column, places[word]] += 1
    return counts, np.array([item.key for item in items])


def _fold(
    counts: NDArray[np.float32], keys: NDArray[np.int64], held_out: NDArray[np.bool_]
) -> NDArray[np.float64]:
    import numpy as np

    learned = counts[~held_out]
    key_words = learned[np.arange(len(learned)), keys[~held_out]].sum(axis=0) + 1
    other_words = learned.sum(axis=(0, 1)) - (key_words - 1) + 1
    odds = np.log(key_words / key_words.sum()) - np.log(other_words / other_words.sum())
    scores = np.round(counts[held_out] @ odds, 6)
    top = scores == scores.max(axis=1, keepdims=True)
    return np.asarray(top[np.arange(len(top)), keys[held_out]] / top.sum(axis=1), np.float64)
