from __future__ import annotations

from datetime import date

import bank_samples as samples
import pytest

from cmas_desktop.bank.toml_table import Table, read_toml, unwrapped
from cmas_desktop.engine.errors import BankError, BlueprintError


def table(**fields):
    return Table(fields, "file.toml, item 3", BankError)


def test_each_kind_of_value_is_read_as_what_it_is():
    read = table(t="word", i=3, n=0.5, b=True, d=date(2026, 1, 2), l=["a ", "b"], m=[1, 2.5])
    assert read.text("t") == "word"
    assert read.integer("i") == 3
    assert read.number("n") == 0.5
    assert read.number("i") == 3.0
    assert read.boolean("b") is True
    assert read.day("d") == date(2026, 1, 2)
    assert read.texts("l") == ("a", "b")
    assert read.numbers("m") == (1.0, 2.5)


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        ("text", 3),
        ("text", "  "),
        ("integer", 0.5),
        ("integer", True),
        ("number", "0.5"),
        ("number", False),
        ("numbers", [1, "2"]),
        ("numbers", 1),
        ("boolean", "true"),
        ("boolean", 1),
        ("day", "2026-11-24"),
        ("texts", ["a", 1]),
        ("texts", "a"),
        ("rows", [["a", 1]]),
        ("rows", ["a"]),
        ("pairs", [[1, 2, 3]]),
        ("pairs", [["a", 1]]),
        ("table", 1),
        ("tables", [1]),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_place_and_field(reader, value):
    with pytest.raises(
        BankError, match=r"^file\.toml, item 3, field odd: .*; nothing of this file was used\.$"
    ):
        getattr(table(odd=value), reader)("odd")


@pytest.mark.parametrize("reader", ["text", "lines", "integer", "number", "boolean", "day", "texts", "rows"])
def test_a_missing_field_is_refused(reader):
    with pytest.raises(BankError, match="field odd: it is missing"):
        getattr(table(), reader)("odd")


def test_a_default_stands_in_for_a_missing_field_only():
    assert table().text("t", "") == ""
    assert table().integer("i", 0) == 0
    assert table().boolean("b", False) is False
    assert table().texts("l", ()) == ()
    with pytest.raises(BankError):
        table(i="3").integer("i", 0)


def test_a_field_that_is_not_known_is_refused_so_that_a_slip_is_not_lost():
    read = table(stem="a", stme="b")
    with pytest.raises(BankError, match="field stme: no such field is known"):
        read.allow("stem")


def test_a_row_of_the_wrong_length_is_named_by_its_number():
    with pytest.raises(BankError, match="row 2 has 1 cells where 2 are expected"):
        table(rows=[["a", "b"], ["c"]]).rows("rows", 2)


def test_inner_tables_are_named_by_their_id_or_number():
    read = table(item=[{"id": "x-1", "n": "a"}, {"n": "b"}])
    for inner, name in zip(read.tables("item"), ("item x-1", "item 2"), strict=True):
        with pytest.raises(BankError, match=f"{name}, field n: a number is expected"):
            inner.number("n")


def test_the_error_is_of_the_kind_that_was_asked_for(tmp_path):
    path = samples.write(tmp_path / "a.toml", "key = ?\nname = 1")
    with pytest.raises(BlueprintError, match=r"a\.toml is not valid TOML: .*line 1"):
        read_toml(path, "a.toml", BlueprintError)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path):
    with pytest.raises(BankError, match="cannot be read"):
        read_toml(tmp_path / "none.toml", "none.toml", BankError)
    (tmp_path / "latin.toml").write_bytes(b'a = "\xe9"')
    with pytest.raises(BankError, match="cannot be read"):
        read_toml(tmp_path / "latin.toml", "latin.toml", BankError)


def test_line_breaks_of_the_file_are_spaces_and_blank_lines_part_paragraphs():
    assert unwrapped("\n A clerk\nfiles  it.\r\n\r\nWhere?\n") == "A clerk files it.\n\nWhere?"


def test_meant_line_breaks_stay():
    assert table(note="12 Elm Street\nOakdale\n").lines("note") == "12 Elm Street\nOakdale"
