from __future__ import annotations

from datetime import date

import bank_samples as samples
import pytest

from cmas_desktop.bank.item_file import read_item_file
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import Cognitive, ItemStatus

DOMAIN_OF = {"x-file": "x", "x-mail": "x"}

EXHIBIT = """
[item.exhibit]
kind = "ledger"
title = "Patient ledger"
fields = [["Patient", "Okafor, Ngozi"]]
columns = ["Date", "Charge"]
align = "lr"
rows = [["03/02", "145.00"], ["03/20", ""]]
note = "Posted.\\nNot yet proved."
alt = "Ledger with a charge of 145.00 on 03/02."
"""


def read(tmp_path, text):
    return read_item_file(samples.write(tmp_path / "x-file.toml", text), "x/x-file.toml", DOMAIN_OF)


def test_an_item_is_read_whole(tmp_path):
    more = 'lock_order = true\nenemies = ["x-file-002"]\nrecipe = ["key: 1"]\n'
    more += "review_by = 2027-01-31\nvolatile = true\n"
    (item,) = read(tmp_path, samples.item_file(samples.ITEM + more + EXHIBIT))
    assert (item.id, item.domain, item.subarea) == ("x-file-001", "x", "x-file")
    assert item.cognitive is Cognitive.APPLICATION
    assert item.stem == "A clerk finds a chart on the wrong shelf. Where does the clerk report it?"
    assert item.options[item.key] == "To the records supervisor"
    assert item.rationale[3].startswith("Nurses")
    assert item.angoff == (0.7, 0.6, 0.8)
    assert item.status is ItemStatus.SCORED
    assert item.reviewed == date(2026, 11, 24)
    assert item.review_by == date(2027, 1, 31)
    assert item.lock_order and item.volatile
    assert item.enemies == ("x-file-002",)
    assert item.recipe == ("key: 1",)
    assert item.exhibit is not None
    assert item.exhibit.fields == (("Patient", "Okafor, Ngozi"),)
    assert item.exhibit.rows == (("03/02", "145.00"), ("03/20", ""))
    assert item.exhibit.note == "Posted.\nNot yet proved."


def test_what_may_be_left_out_has_a_plain_default(tmp_path):
    (item,) = read(tmp_path, samples.item_file())
    assert item.exhibit is None and item.review_by is None
    assert not item.lock_order and not item.volatile
    assert item.enemies == item.recipe == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('key = "A"', 'key = "E"', "field key: it must be one of A, B, C, D"),
        ('key = "A"', "", "field key: it is missing"),
        ('option.D = "To the nursing supervisor"', "", "option, field D: it is missing"),
        ('option.D = "To', 'option.E = "Nobody"\noption.D = "To', "option, field E: no such field"),
        ('option.D = "To the nursing supervisor"', 'option.D = ""', "option, field D: the text is empty"),
        ('"application"', '"guessing"', "field cognitive: it must be one of recall, application, analysis"),
        ('status = "scored"', 'status = "draft"', "field status: it must be one of scored, pretest, retired"),
        ("reviewed = 2026-11-24", 'reviewed = "today"', "field reviewed: a date without quotes"),
        ("[0.7, 0.6, 0.8]", "[0.7, 60, 0.8]", "field angoff: a list of shares between 0 and 1"),
        ("[0.7, 0.6, 0.8]", "[]", "field angoff"),
        ("reference = ", "source = ", "field source: no such field is known"),
    ],
)
def test_a_fault_is_named_by_file_item_and_field(tmp_path, old, new, sentence):
    with pytest.raises(BankError, match=rf"^x/x-file\.toml, item x-file-001.*{sentence}"):
        read(tmp_path, samples.item_file(samples.item_toml((old, new))))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('alt = "Ledger with a charge of 145.00 on 03/02."', "", "field alt: it is missing"),
        ('align = "lr"', 'align = "lrr"', "field align: 2 letters"),
        ('align = "lr"', 'align = "lx"', "field align: 2 letters"),
        ('["03/20", ""]', '["03/20"]', "field rows: row 2 has 1 cells where 2 are expected"),
        ('columns = ["Date", "Charge"]\nalign = "lr"', "", "field rows: row 1 has 2 cells where 0"),
        ('rows = [["03/02", "145.00"], ["03/20", ""]]', "", "field columns: columns and rows go together"),
        ('[["Patient", "Okafor, Ngozi"]]', '[["Patient"]]', "field fields: row 1 has 1 cells where 2"),
        ('kind = "ledger"', 'kind = "ledger"\npicture = "a.png"', "field picture: no such field"),
    ],
)
def test_a_fault_of_an_exhibit_is_named(tmp_path, old, new, sentence):
    assert old in EXHIBIT
    with pytest.raises(BankError, match=rf"item x-file-001, exhibit, {sentence}"):
        read(tmp_path, samples.item_file(samples.ITEM + EXHIBIT.replace(old, new)))


def test_an_exhibit_without_content_is_refused(tmp_path):
    empty = '[item.exhibit]\nkind = "memo"\ntitle = "Memo"\nalt = "A memo."\n'
    with pytest.raises(BankError, match="this one has none"):
        read(tmp_path, samples.item_file(samples.ITEM + empty))


def test_columns_without_alignment_stand_left(tmp_path):
    (item,) = read(tmp_path, samples.item_file(samples.ITEM + EXHIBIT.replace('align = "lr"', "")))
    assert item.exhibit is not None and item.exhibit.align == "ll"


def test_a_study_area_that_the_blueprint_lacks_is_refused(tmp_path):
    with pytest.raises(BankError, match="the blueprint has no study area z-file"):
        read(tmp_path, samples.item_file(subarea="z-file"))


def test_an_id_that_stands_twice_in_a_file_is_refused(tmp_path):
    with pytest.raises(BankError, match="field id: x-file-001 stands there twice"):
        read(tmp_path, samples.item_file(samples.ITEM, samples.ITEM))
