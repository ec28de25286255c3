"""Accepted difficulties: kept, read, in force, and given back."""

import json

import pytest

from cmas_desktop.bank.difficulties import (
    FILE,
    Acceptance,
    Difficulty,
    add_acceptance,
    hash_with,
    in_force,
    read_acceptances,
    with_difficulties,
)
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import RATING_ERROR, Cognitive, ItemStatus, ItemSummary

HARD = Difficulty(0.75, 0.21, 120)
EASY = Difficulty(-1.5, 0.3, 64)


def accepted(when, **items):
    return Acceptance(when, "Ms. Ortiz", {name.replace("_", "-"): one for name, one in items.items()})


def summary(item_id):
    return ItemSummary(item_id, "d1", "d1-term", Cognitive.RECALL, ItemStatus.SCORED, -0.8, 2)


def test_where_nothing_was_accepted_the_ratings_stand(tmp_path):
    assert read_acceptances(tmp_path / FILE) == ()
    assert with_difficulties([summary("i-1")], {}) == (summary("i-1"),)
    assert hash_with("ab", {}) == "ab"


def test_acceptances_are_kept_in_order_and_the_last_word_holds(tmp_path):
    path = tmp_path / FILE
    first = accepted("2026-11-25T10:00:00+00:00", i_1=HARD, i_2=HARD)
    second = accepted("2026-11-26T10:00:00+00:00", i_2=EASY)
    add_acceptance(path, first)
    add_acceptance(path, second)
    assert read_acceptances(path) == (first, second)
    assert in_force(read_acceptances(path)) == {"i-1": HARD, "i-2": EASY}


def test_an_item_can_be_given_back_to_its_rating(tmp_path):
    path = tmp_path / FILE
    add_acceptance(path, accepted("2026-11-25T10:00:00+00:00", i_1=HARD))
    add_acceptance(path, accepted("2026-11-25T11:00:00+00:00", i_1=None))
    assert in_force(read_acceptances(path)) == {}
    assert len(read_acceptances(path)) == 2


def test_an_items_difficulty_its_error_and_its_responses_are_replaced_together():
    changed, other = with_difficulties([summary("i-1"), summary("i-2")], {"i-1": HARD, "gone": EASY})
    assert (changed.b, changed.b_error, changed.responses) == (0.75, 0.21, 120)
    assert (other.b, other.b_error, other.responses) == (-0.8, RATING_ERROR, 0)


def test_other_difficulties_are_another_bank():
    hashes = {hash_with("ab", one) for one in ({}, {"i-1": HARD}, {"i-1": EASY}, {"i-2": HARD})}
    assert len(hashes) == 4


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": 2, "acceptances": []}',
        '{"format": 1, "acceptances": [{"accepted": "x", "by": "y"}]}',
        '{"format": 1, "acceptances": [{"accepted": "x", "by": "y", "items": {"i": {"b": 1}}}]}',
        '{"format": 1, "acceptances": [{"accepted": "x", "by": "y", "items": '
        '{"i": {"b": NaN, "b_error": 0.1, "responses": 40}}}]}',
        '{"format": 1, "acceptances": [{"accepted": "x", "by": "y", "items": '
        '{"i": {"b": 1, "b_error": 0.0, "responses": 40}}}]}',
    ],
)
def test_a_damaged_file_is_refused_whole_and_left_alone(tmp_path, text):
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BankError, match="cannot be read"):
        read_acceptances(path)
    with pytest.raises(BankError, match="cannot be read"):
        add_acceptance(path, accepted("x", i_1=HARD))
    assert path.read_text(encoding="utf-8") == text


def test_where_the_file_cannot_be_written_what_was_there_still_holds(tmp_path, monkeypatch):
    path = tmp_path / FILE
    add_acceptance(path, accepted("2026-11-25T10:00:00+00:00", i_1=HARD))

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(BankError, match="those before still hold"):
        add_acceptance(path, accepted("2026-11-25T11:00:00+00:00", i_1=EASY))
    assert in_force(read_acceptances(path)) == {"i-1": HARD}
    assert [one.name for one in tmp_path.iterdir()] == [FILE]
    assert json.loads(path.read_text())["format"] == 1
