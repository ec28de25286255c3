from exams import LEDGER, look, plain_theme

from cmas_desktop.ui.widgets.exhibit_view import ExhibitView, exhibit_html, exhibit_text


def test_every_cell_field_and_line_is_drawn_and_escaped():
    html = exhibit_html(LEDGER, plain_theme())
    for text in ("Ledger &lt;1&gt;", "Ng &amp; Sons", "03/02", "10.00", "First line.<br>Second line."):
        assert text in html


def test_numbers_stand_at_the_right_of_their_column():
    html = exhibit_html(LEDGER, plain_theme())
    assert '<td align="right"' in html
    assert '<td align="left"' in html


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
