import pytest

from cmas_desktop.bank.review_table import read_review
from cmas_desktop.engine.errors import BankError


def odd_third(row):
    if row["item"] == "d3":
        raise BankError("d3 is not wanted")
    return row["item"], int(row["count"])


def record(path, *rows):
    path.write_text("\n".join(("item\tcount", *rows)) + "\n", encoding="utf-8")
    return path


def test_each_row_is_made_with_its_quotes_and_empty_cells(tmp_path):
    path = tmp_path / "review.tsv"
    path.write_text('item\tnote\nd1\ta "quoted" word\nd2\t\n', encoding="utf-8")
    found = read_review(path, ("item", "note"), lambda row: (row["item"], row["note"]))
    assert found == (("d1", 'a "quoted" word'), ("d2", ""))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("d2\tmany", "a column is missing or odd \\(invalid literal"),
        ("d2", "a column is missing or odd"),
        ("d3\t1", "d3 is not wanted; nothing was used"),
    ],
)
def test_a_row_that_cannot_be_made_is_refused_with_its_place(tmp_path, row, words):
    with pytest.raises(BankError, match=rf"^review\.tsv, line 3: {words}"):
        read_review(record(tmp_path / "review.tsv", "d1\t1", row), ("item", "count"), odd_third)


def test_no_file_has_no_rows_and_other_columns_are_refused(tmp_path):
    path = tmp_path / "review.tsv"
    assert read_review(path, ("item",), lambda row: row) == ()
    path.write_text("items\n", encoding="utf-8")
    with pytest.raises(BankError, match="the columns are not item"):
        read_review(path, ("item",), lambda row: row)
