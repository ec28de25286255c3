import pytest

from cmas_desktop.bank.review_table import read_review
from cmas_desktop.engine.errors import BankError


def test_each_row_comes_with_its_place(tmp_path):
    path = tmp_path / "review.tsv"
    path.write_text('item\tnote\nd1\ta "quoted" word\nd2\t\n', encoding="utf-8")
    found = read_review(path, ("item", "note"), lambda row, place: (row["item"], row["note"], place))
    assert found == (("d1", 'a "quoted" word', "review.tsv, line 2"), ("d2", "", "review.tsv, line 3"))


def test_no_file_has_no_rows_and_other_columns_are_refused(tmp_path):
    path = tmp_path / "review.tsv"
    assert read_review(path, ("item",), lambda row, place: row) == ()
    path.write_text("items\n", encoding="utf-8")
    with pytest.raises(BankError, match="the columns are not item"):
        read_review(path, ("item",), lambda row, place: row)
