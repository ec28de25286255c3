from __future__ import annotations

import statistics

import bank_samples as samples
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.bank import guessers


def item(*options, key=0, stem="Where is the chart kept?"):
    return samples.item(stem=stem, options=options, key=key)


@pytest.mark.parametrize(
    ("options", "longest", "shortest"),
    [
        (("aaaa", "bb", "cc", "dd"), 1, 0),
        (("aaaa", "bbbb", "cc", "dd"), 0, 0),
        (("aa", "bbbb", "cccc", "dddd"), 0, 1),
        (("aa", "bb", "cccc", "dddd"), 0, 0),
    ],
)
def test_length_counts_only_where_it_is_strict(options, longest, shortest):
    assert guessers.longest_is_key(item(*options)) == longest
    assert guessers.shortest_is_key(item(*options)) == shortest


def test_the_length_ratio_compares_means_over_all_items():
    items = [item("aaaa", "bb", "cc", "dd"), item("aa", "bb", "cc", "dd", key=3)]
    assert guessers.length_ratio(items) == pytest.approx(3 / 2)


def test_the_overlap_guesser_takes_the_stems_words():
    stem = "Where is the misfiled chart kept?"
    assert (
        guessers.overlap_guess(item("With misfiled charts", "In a chart", "At home", "Out", stem=stem)) == 1
    )
    assert guessers.overlap_guess(item("At home", "In a chart", "Here", "Out", stem=stem)) == 0


def test_the_overlap_guesser_shares_its_chance_among_ties():
    assert guessers.overlap_guess(item("A chart", "The charts", "Home", "Out")) == 0.5
    assert guessers.overlap_guess(item("Desk", "Room", "Home", "Out")) == 0.25


def test_function_words_do_not_count_as_shared():
    assert guessers.overlap_guess(item("Home", "The is where", "Desk", "Room")) == 0.25


def test_the_test_wise_guesser_shuns_absolute_words_before_it_looks_at_length():
    assert guessers.testwise_guess(item("Ask", "Always ask the nurse", "Never ask", "Only ask me")) == 1


def test_the_test_wise_guesser_prefers_the_longest_of_the_rest():
    assert (
        guessers.testwise_guess(item("Ask the nurse now", "Always ask the nurse", "Ask me", "Ask you")) == 1
    )
    assert guessers.testwise_guess(item("Ask me", "Ask the nurse now", "Ask us", "Ask you")) == 0


def test_the_test_wise_guesser_falls_back_on_qualifying_words():
    assert guessers.testwise_guess(item("Usually ask", "Oddly sit", "Nicely go", "Subtly ox")) == 1
    assert guessers.testwise_guess(item("Meekly sit", "Noisily ox", "Oddly walk", "Plainly go")) == 0.25


def test_where_every_option_is_absolute_length_decides():
    assert guessers.testwise_guess(item("Always ask twice", "Never ask", "Only ask", "All ask")) == 1


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_the_chances_of_all_four_options_sum_to_one(preferences):
    ranks = [(value,) for value in preferences]
    assert sum(guessers.share_of_key(ranks, key) for key in range(4)) == pytest.approx(1)


def test_guessers_are_at_chance_where_nothing_cues():
    items = samples.random_items(600, seed=4)
    for guess in (guessers.overlap_guess, guessers.testwise_guess):
        assert statistics.mean(map(guess, items)) == pytest.approx(0.25, abs=0.05)


def test_the_overlap_guesser_finds_keys_that_echo_the_stem():
    echoed = []
    for one in samples.random_items(100, seed=5):
        options = list(one.options)
        options[one.key] = " ".join(one.stem.rstrip("?").split()[1:4])
        echoed.append(samples.item(stem=one.stem, options=tuple(options), key=one.key))
    assert statistics.mean(map(guessers.overlap_guess, echoed)) > 0.9
