"""The item report as a spreadsheet, read back with another program's eyes."""

import pytest
from openpyxl import load_workbook

from cmas_desktop.engine.calibration import Basis, ItemCalibration
from cmas_desktop.engine.errors import ReportError
from cmas_desktop.engine.item_analysis import OptionUse
from cmas_desktop.engine.item_flags import Flag, FlagKind
from cmas_desktop.engine.item_report import ItemReport, Proposal, ReportLine
from cmas_desktop.engine.subscores import SubscoreValue
from cmas_desktop.report.spreadsheet import write_item_report

FOUND = ItemCalibration(
    item="d1-term-001",
    responses=64,
    p=0.515625,
    b=0.21,
    se=0.24,
    basis=Basis.BOTH,
    rating=-0.9,
    infit=1.02,
    outfit=0.97,
    point_biserial=0.31,
    options=(OptionUse(0, 33, (6, 11, 16), 0.31), OptionUse(1, 31, (15, 11, 5), None)),
    difference=None,
    flags=(Flag(FlagKind.DRIFT, "The item is 1.11 logits harder than it was rated."),),
)
LINE = ReportLine(
    "d1-term-001", "d1", "d1-term", "scored", 0, -0.9, 0, FOUND, Proposal(0.21, 0.24, 64, False)
)
REPORT = ItemReport(
    attempts=64,
    persons=60,
    responses=12_000,
    mean=0.28,
    sd=0.79,
    kr20=None,
    reliability=0.95,
    gate="=Whether it can be said",
    subscores=(SubscoreValue("Law", 64, None, None, None, None, False, "too few sittings"),),
    lines=(LINE,),
)


@pytest.fixture
def book(tmp_path):
    return load_workbook(write_item_report(REPORT, tmp_path / "items.xlsx"))


def row(sheet, number):
    return dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in sheet[number]], strict=True))


def test_an_item_has_its_figures_as_numbers(book):
    found = row(book["Items"], 2)
    assert (found["Item"], found["Responses"], found["Share right"]) == ("d1-term-001", 64, 0.5156)
    assert (found["b in force (logits)"], found["in force rests on"]) == (-0.9, "rating")
    assert (found["Proposed b (logits)"], found["SE (logits)"]) == (0.21, 0.24)
    assert found["Flags"] == "drift from the rating"
    assert "1.11 logits harder" in found["Reasons"]


def test_every_option_has_a_row_and_the_key_is_marked(book):
    sheet = book["Options"]
    assert [row(sheet, at)["Option"] for at in (2, 3)] == ["A", "B"]
    assert [row(sheet, at)["Key"] for at in (2, 3)] == ["key", None]
    assert row(sheet, 2)["Upper third"] == 16


def test_domains_and_the_way_to_read_it_are_there(book):
    assert row(book["Domains"], 2)["Adds value"] == "no"
    words = " ".join(str(cell.value) for line in book["About"].iter_rows() for cell in line)
    assert "64 finished attempts of 60 persons" in words
    assert "nothing to do with American Medical Technologists" in words


def test_text_is_never_a_formula(book):
    assert "'=Whether it can be said" in [cell.value for cell in book["About"]["A"]]


def test_where_it_cannot_be_written_nothing_is_left(tmp_path):
    with pytest.raises(ReportError, match="is not there"):
        write_item_report(REPORT, tmp_path / "none" / "items.xlsx")
    assert list(tmp_path.iterdir()) == []
