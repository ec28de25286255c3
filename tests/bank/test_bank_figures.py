from __future__ import annotations

import bank_samples as samples
import pytest

from cmas_desktop.bank.figures import chi_square, group_figures, wilson
from cmas_desktop.bank.findings import Unit
from cmas_desktop.engine.blueprint import CognitiveBounds
from cmas_desktop.engine.items import Cognitive, ItemStatus

BOUNDS = CognitiveBounds(0.40, 0.45, 0.15)


def figures(items, whole_bank=False):
    return {figure.name: figure for figure in group_figures("x", items, BOUNDS, whole_bank)}


def of_length(*lengths, key=0):
    return samples.item(options=tuple("abcd"[at] * length for at, length in enumerate(lengths)), key=key)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
    ],
)
def test_wilsons_interval_is_the_published_one(right, n, low, high):
    """The last two are examples of Newcombe 1998, table I, method 3 (without continuity correction)."""
    assert wilson(right, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_chi_square_is_pearsons():
    items = [samples.item(key=key) for key, count in enumerate((30, 20, 25, 25)) for _ in range(count)]
    assert chi_square(items) == pytest.approx((25 + 25 + 0 + 0) / 25)


def test_a_group_without_items_has_no_figures():
    assert group_figures("x", [], BOUNDS) == []


def test_every_bound_of_the_guide_is_there():
    bounds = {name: (one.least, one.most) for name, one in figures([samples.item()] * 20).items()}
    assert bounds["key strictly longest"] == (0.20, 0.30)
    assert bounds["key length / distractors"] == (0.93, 1.07)
    assert bounds["stem-overlap guesser"] == bounds["test-wise guesser"] == (None, 0.32)
    assert bounds["bag-of-words model"] == (None, 0.33)
    assert all(bounds[f"key is {letter}"] == (0.20, 0.30) for letter in "ABCD")
    assert bounds["recall"] == (None, 0.40)
    assert bounds["application"] == (0.45, None)
    assert bounds["analysis"] == (0.15, None)
    assert bounds["negative stems"] == (None, 0.03)
    assert bounds["largest template"] == (None, 0.01)
    assert bounds["words, median"] == (None, 55)
    assert bounds["words, 95th percentile"] == (None, 90)
    assert bounds["words with exhibit, most"] == (None, 110)


def test_the_whole_bank_is_bound_tighter():
    whole = figures([samples.item()] * 20, whole_bank=True)
    assert whole["stem-overlap guesser"].most == whole["test-wise guesser"].most == 0.29
    assert whole["key position, chi-square"].most == 7.81
    assert whole["key position, chi-square"].value == pytest.approx(60)
    assert whole["key is A"].most is None


def test_lengths_are_counted():
    items = [of_length(9, 3, 3, 3), of_length(3, 9, 3, 3), of_length(2, 3, 4, 5), of_length(3, 3, 3, 3)]
    found = figures(items)
    assert found["key strictly longest"].value == 0.25
    assert found["key strictly shortest"].value == 0.25
    assert found["key length / distractors"].value == pytest.approx((17 / 4) / (45 / 12))
    assert found["key length / distractors"].unit is Unit.NUMBER


def test_a_share_has_its_number_and_interval():
    figure = figures([samples.item(key=at % 4) for at in range(40)])["key is B"]
    assert (figure.n, figure.value) == (40, 0.25)
    assert (figure.low, figure.high) == wilson(10, 40)


def test_the_mix_is_counted():
    levels = [Cognitive.RECALL] * 5 + [Cognitive.APPLICATION] * 3 + [Cognitive.ANALYSIS] * 2
    pairs = zip(levels, samples.NOUNS[:10], strict=True)
    items = [samples.item(cognitive=level, stem=f"Which {word}?") for level, word in pairs]
    items[0] = samples.item(cognitive=levels[0], stem="Which is NOT kept?", status=ItemStatus.PRETEST)
    items[1] = samples.item(cognitive=levels[1], stem="Whose is it?", exhibit=samples.LEDGER)
    found = figures(items)
    assert [found[level.value].value for level in Cognitive] == [0.5, 0.3, 0.2]
    assert [found[level.value].met for level in Cognitive] == [False, False, True]
    assert found["negative stems"].value == found["pretest"].value == found["with exhibit"].value == 0.1
    assert not found["negative stems"].met


def test_a_template_counts_from_two_items_on():
    lone = [samples.item(stem=f"Which {word} is it?") for word in samples.NOUNS[:10]]
    assert figures(lone)["largest template"].value == 0
    twice = [samples.item(stem=f"Is it {at} days?") for at in range(2)]
    assert figures(lone[:8] + twice)["largest template"].value == 0.2


def test_reading_is_counted_with_and_without_exhibits():
    options = ("desk", "nurse", "shelf", "clerk")
    stems = ["word " * count + "where?" for count in (5, 15, 25, 45)]
    items = [samples.item(stem=stem, options=options) for stem in stems]
    items[3] = samples.item(stem=stems[3], options=options, exhibit=samples.LEDGER)
    found = figures(items)
    assert found["words, median"].value == 25
    assert found["words, 95th percentile"].value == 50
    assert found["words with exhibit, most"].value == 90


def test_ratings_are_described():
    found = figures([samples.item(angoff=(0.6,)), samples.item(angoff=(0.7, 0.9))])
    assert found["rating, mean"].value == pytest.approx(0.7)
    assert found["rating, standard deviation"].value == pytest.approx(0.1)
    assert found["rating, mean"].met
