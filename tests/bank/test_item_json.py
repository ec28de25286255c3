from __future__ import annotations

import json
from datetime import date

import bank_samples as samples
import pytest

from cmas_desktop.bank.item_json import item_from_json, item_to_json
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import Cognitive, ItemStatus

FULL = samples.item(
    exhibit=samples.LEDGER,
    lock_order=True,
    enemies=("x-file-002",),
    volatile=True,
    review_by=date(2027, 1, 31),
    recipe=("key: 1",),
    cognitive=Cognitive.ANALYSIS,
    status=ItemStatus.PRETEST,
)


def test_an_item_is_written_under_the_guides_names():
    data = item_to_json(FULL)
    assert list(data) == [
        "id", "domain", "subarea", "cognitive", "stem", "exhibit", "options", "key", "rationale", "reference",
        "angoff", "angoff_judgements", "lock_order", "enemies", "status", "reviewed", "volatile", "review_by",
        "recipe",
    ]  # fmt: skip
    assert data["options"][data["key"]] == "To the records supervisor"
    assert data["angoff"] == pytest.approx(0.7)
    assert data["angoff_judgements"] == [0.7, 0.6, 0.8]
    assert data["reviewed"] == "2026-11-24"
    assert data["exhibit"]["rows"][1] == ["03/20", "", "92.00", "53.00"]


@pytest.mark.parametrize("item", [FULL, samples.item()], ids=["full", "plain"])
def test_an_item_comes_back_the_same_through_json(item):
    assert item_from_json(json.loads(json.dumps(item_to_json(item)))) == item


@pytest.mark.parametrize(
    ("field", "value"),
    [("cognitive", "guessing"), ("reviewed", "soon"), ("options", 3), ("exhibit", {"kind": 1})],
)
def test_an_odd_field_is_refused_with_a_sentence(field, value):
    with pytest.raises(BankError, match=r"^A stored item cannot be read .*make the stored bank anew\.$"):
        item_from_json({**item_to_json(FULL), field: value})


def test_a_missing_field_is_refused():
    data = item_to_json(FULL)
    del data["key"]
    with pytest.raises(BankError, match="'key'"):
        item_from_json(data)
