"""Files of responses: read whole, or refused with file, line and column."""

import pytest

from cmas_desktop.engine.errors import ResponseError
from cmas_desktop.response_file import read_responses

KEYS = {"x": 0, "y": 2}


@pytest.fixture
def write(tmp_path):
    def written(text, encoding="utf-8"):
        path = tmp_path / "answers.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return written


def refusal(path, group=""):
    with pytest.raises(ResponseError) as refused:
        read_responses(path, group)
    return str(refused.value)


def test_letters_figures_and_blanks_are_read(write):
    table = read_responses(write("id,x,y\nann,A,1\nbob,,c\n"))
    assert table.items == ("x", "y")
    assert table.persons == ("ann", "bob")
    assert table.rows == (("A", "1"), ("", "C"))
    assert table.lines == (2, 3)
    assert table.has_letters


def test_responses_know_right_from_wrong(write):
    table = read_responses(write("id,x,y\nann,A,0\nbob,B,C\ncleo,,1\n"))
    rows = [(row.person, row.item, row.right, row.option) for row in table.responses(KEYS)]
    assert rows == [
        ("ann", "x", True, 0),
        ("ann", "y", False, -1),
        ("bob", "x", False, 1),
        ("bob", "y", True, 2),
        ("cleo", "y", True, -1),
    ]


def test_figures_need_no_key(write):
    table = read_responses(write("id,x\nann,1\n"))
    assert not table.has_letters
    assert [row.right for row in table.responses({})] == [True]


def test_a_letter_without_a_key_is_named_by_its_place(write):
    table = read_responses(write("id,x,other\nann,A,1\nbob,1,B\n"))
    with pytest.raises(ResponseError, match=r"answers\.csv, line 3, column 3 \(other\).*key is not known"):
        list(table.responses(KEYS))


@pytest.mark.parametrize("start", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(write, start, end):
    table = read_responses(write(start + end.join(["id, x ,y", '"Ng, Ann", 1 ,0', "", "bob,0,"]) + end))
    assert table.items == ("x", "y")
    assert table.persons == ("Ng, Ann", "bob")
    assert table.lines == (2, 4)


def test_a_column_of_groups_is_no_item(write):
    table = read_responses(write("id,site,x\nann,north,1\nbob,south,0\ncleo,,1\n"), "site")
    assert table.items == ("x",)
    assert table.columns == (3,)
    assert table.groups == {"ann": "north", "bob": "south"}


@pytest.mark.parametrize(
    ("text", "group", "told"),
    [
        ("", "", "answers.csv, line 1: the file is empty"),
        ("id,x\n", "", "answers.csv, line 1: the file is empty"),
        ("id\nann\n", "", "line 1: there is no column of an item"),
        ("id,site\nann,a\n", "site", "line 1: there is no column of an item"),
        ("id,x,\nann,1,1\n", "", "line 1, column 3: the column has no name"),
        ("id,x,y,x\nann,1,1,1\n", "", "line 1, column 4: x stands there a second time"),
        ("id,x\nann,1\n", "site", "line 1: there is no column site"),
        ("id,x\nann,1,0\n", "", "line 2: 3 columns, where the first line has 2"),
        ("id,x\nann,1\n ,0\n", "", "line 3, column 1: the person's id is missing"),
        (
            "id,x\nann,1\nbob,1\nann,0\n",
            "",
            "line 4, column 1: ann stands there a second time (first in line 2)",
        ),
        ("id,x,y\nann,1,0\nbob,1,E\n", "", "line 3, column 3 (y): 'E' is no answer"),
        ("id,x\nann,2\n", "", "line 2, column 2 (x): '2' is no answer"),
        ("id,x\nann,AB\n", "", "line 2, column 2 (x): 'AB' is no answer"),
        ("id,site,x\nann,a,1\nbob,a,0\n", "site", "line 1, column 2: site names 1 groups"),
        ('id,x\nann,"1\n', "", "answers.csv is not a CSV file"),
    ],
)
def test_what_is_odd_is_named_by_its_place(write, text, group, told):
    sentence = refusal(write(text), group)
    assert told in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_missing_file_and_another_encoding_are_told(write, tmp_path):
    assert "none.csv cannot be read" in refusal(tmp_path / "none.csv")
    assert "not a CSV file in UTF-8" in refusal(write("id,x\nn\u00e9,1\n", "latin-1"))
