from __future__ import annotations

import math
import random
from collections import Counter

import bank_samples as samples
import pytest

from cmas_desktop.bank.option_model import FOLDS, ROUNDS, option_model_rate


def plain_python_rate(items, seed=1):
    """The same model, written a second time without arrays."""
    rights = []
    for round_number in range(ROUNDS):
        order = list(items)
        random.Random(f"{seed} {round_number}").shuffle(order)
        for fold in range(FOLDS):
            learned = [one for at, one in enumerate(order) if at % FOLDS != fold]
            rights += [guess(one, learned, items) for at, one in enumerate(order) if at % FOLDS == fold]
    return sum(rights) / len(rights)


def guess(held_out, learned, items):
    vocabulary = {word for one in items for option in one.options for word in option.split()}
    key_words, other_words = Counter(), Counter()
    for one in learned:
        for at, option in enumerate(one.options):
            (key_words if at == one.key else other_words).update(option.split())
    key_total = sum(key_words.values()) + len(vocabulary)
    other_total = sum(other_words.values()) + len(vocabulary)

    def score(option):
        return sum(
            math.log((key_words[word] + 1) / key_total) - math.log((other_words[word] + 1) / other_total)
            for word in option.split()
        )

    scores = [round(score(option), 4) for option in held_out.options]
    tied = [at for at, value in enumerate(scores) if value == max(scores)]
    return (held_out.key in tied) / len(tied)


def test_options_that_cannot_be_told_apart_leave_the_model_at_chance():
    assert option_model_rate(samples.random_items(400, seed=1)) == pytest.approx(0.25, abs=0.06)


def test_a_word_that_stands_in_keys_only_is_found():
    assert option_model_rate(samples.random_items(60, seed=2, cue="document")) > 0.95


def test_a_word_that_stands_in_some_keys_is_worth_its_share():
    cued, plain = samples.random_items(60, seed=3, cue="document"), samples.random_items(180, seed=4)
    rate = option_model_rate(cued + plain)
    assert 0.35 < rate < 0.55


def test_the_model_agrees_with_a_second_writing_of_it():
    items = samples.random_items(40, seed=5) + samples.random_items(10, seed=6, cue="verify")
    assert option_model_rate(items) == pytest.approx(plain_python_rate(items), abs=0.005)


def test_the_same_seed_gives_the_same_figure():
    items = samples.random_items(50, seed=7)
    assert option_model_rate(items) == option_model_rate(items)


def test_nothing_is_learned_from_the_item_that_is_guessed():
    unique = [
        samples.item(
            options=tuple(f"{letter}{'xyzuvw'[i % 6]}{'klmn'[i // 6 % 4]}" for letter in "abcd"), key=i % 4
        )
        for i in range(24)
    ]
    assert option_model_rate(unique) == pytest.approx(0.25)


def test_one_item_alone_is_a_guess():
    assert option_model_rate([samples.item()]) == 0.25
