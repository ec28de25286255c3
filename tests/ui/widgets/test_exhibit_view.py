from dataclasses import replace

import pytest
from exams import LEDGER, look, plain_theme
from PySide6.QtGui import QImage

from cmas_desktop.ui.widgets.exhibit_layout import lay_out
from cmas_desktop.ui.widgets.exhibit_view import ExhibitView, exhibit_text

WIDE = replace(
    LEDGER,
    columns=("Date", "Description of the service", "Charge", "Payment", "Adjustment", "Balance"),
    align="llrrrr",
    rows=(
        (
            "03/02/2026",
            "Office visit of an established patient, moderate",
            "145.00",
            "92.00",
            "30.00",
            "23.00",
        ),
    ),
)


def placed(exhibit, width=600):
    return lay_out(exhibit, plain_theme(), width)


def test_every_text_of_the_exhibit_has_a_place(qapp):
    texts = [words.text for words in placed(LEDGER).words]
    assert texts == [
        "Ledger <1>",
        "Patient",
        "Ng & Sons",
        "Date",
        "Charge",
        "03/02",
        "10.00",
        "03/05",
        "",
        "First line.",
        "Second line.",
    ]


def test_texts_stand_below_one_another_and_inside_the_height(qapp):
    layout = placed(LEDGER)
    tops = [words.box.top() for words in layout.words]
    assert tops == sorted(tops)
    assert max(words.box.bottom() for words in layout.words) < layout.height


@pytest.mark.parametrize("width", [420, 600, 900])
def test_a_wide_table_wraps_instead_of_running_out_of_the_sheet(qapp, width):
    layout = placed(WIDE, width)
    assert max(cell.box.right() for cell in layout.cells) <= width
    assert all(words.box.width() > 0 for words in layout.words)


def test_a_narrow_sheet_is_a_higher_one(qapp):
    assert placed(WIDE, 360).height > placed(WIDE, 900).height


def test_numbers_stand_at_the_right_of_their_column(qapp):
    by_text = {words.text: words for words in placed(LEDGER).words}
    assert by_text["10.00"].flags != by_text["03/02"].flags


def test_larger_text_needs_a_larger_sheet(qapp):
    big = lay_out(LEDGER, look(size=2.0).theme, 600)
    assert big.height > 1.7 * placed(LEDGER).height


def test_a_screen_reader_hears_title_alternative_and_each_cell_with_its_column():
    assert exhibit_text(LEDGER) == (
        "Exhibit: Ledger <1>. A charge of 10.00. Patient: Ng & Sons. Date 03/02; Charge 10.00. "
        "Date 03/05. First line.\nSecond line."
    )


def test_the_view_is_hidden_where_there_is_no_exhibit(qtbot):
    view = ExhibitView(look())
    qtbot.addWidget(view)
    view.show_exhibit(LEDGER)
    assert view.accessibleName().startswith("Exhibit: Ledger")
    view.show_exhibit(None)
    assert not view.isVisible()
    assert view.accessibleName() == ""
    assert view.heightForWidth(500) == 0


def test_the_view_draws_its_cells(qtbot):
    view = ExhibitView(look())
    qtbot.addWidget(view)
    view.show_exhibit(LEDGER)
    view.resize(500, view.heightForWidth(500))
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    view.render(image)
    colors = {image.pixelColor(x, y).name() for x in range(0, 500, 2) for y in range(0, view.height(), 2)}
    assert {look().theme.palette.strip, look().theme.palette.card} <= colors


def test_a_table_too_wide_for_its_place_is_set_smaller_so_that_no_word_is_cut(qapp):
    wide, narrow = placed(WIDE, 900), placed(WIDE, 420)
    size = {words.text: words.size for words in narrow.words}
    assert {words.size for words in wide.words} == {15.0}
    assert 8.0 <= size["145.00"] < 15.0
    assert size["Ledger <1>"] == 15.0
