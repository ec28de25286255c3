import pytest
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from seeing import labels

from cmas_desktop.ui.theme.theme import theme_for
from cmas_desktop.ui.widgets.page import Page, card
from cmas_desktop.ui.widgets.texts import label


@pytest.fixture
def make(qtbot):
    """Open a page of this many sentences, at this size."""

    def open_page(size=(1200, 500), sentences=1, width=960, lines=None):
        lines = lines or look()
        page = Page(lines, width)
        for number in range(sentences):
            page.body.addWidget(
                label(f"{number}: a sentence of a page that is read from the top to its end.")
            )
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        for _round in range(4):
            QApplication.processEvents()
        return page

    return open_page


def column_of(page) -> QWidget:
    return page.body.parentWidget()


def test_the_column_is_no_wider_than_can_be_read_and_stands_in_the_middle(make):
    page = make((1600, 500))
    left = column_of(page).mapTo(page, column_of(page).rect().topLeft()).x()
    assert column_of(page).width() == 960
    assert left == pytest.approx((1600 - 960) / 2, abs=2)


def test_a_narrow_window_has_a_narrow_column(make):
    assert column_of(make((700, 500))).width() == 700


def test_the_column_follows_the_window(make):
    page = make((1600, 500))
    page.resize(800, 500)
    QApplication.processEvents()
    assert column_of(page).width() == 800


def test_a_long_page_scrolls_down_and_never_sideways(make):
    page = make((760, 300), sentences=30)
    assert page.verticalScrollBar().maximum() > 300
    assert page.horizontalScrollBar().maximum() == 0
    assert len(labels(page)) == 30


def test_a_short_page_does_not_scroll(make):
    page = make((900, 600))
    assert page.verticalScrollBar().maximum() == 0


def test_page_down_reads_on(make, qtbot):
    page = make((760, 300), sentences=30)
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 100


def test_larger_text_has_a_wider_column_and_wider_margins(make):
    lines = look()
    page = make((2400, 800), lines=lines)
    before = page.body.contentsMargins().left()
    lines.replace(theme_for("light", 1.5, 768))
    assert column_of(page).width() == 1440
    assert page.body.contentsMargins().left() == before * 1.5


def test_a_page_can_be_made_narrower_than_usual(make):
    assert column_of(make((1600, 500), width=600)).width() == 600


def test_what_is_put_into_a_card_stands_in_it(qtbot):
    frame, inside = card(look(), spacing=4)
    qtbot.addWidget(frame)
    inside.addWidget(label("inside"))
    assert labels(frame) == ["inside"]
    assert (frame.objectName(), inside.spacing()) == ("card", 4)


def test_a_card_grows_with_the_text(qtbot):
    (frame, usual), (large_frame, large) = card(look()), card(look(size=2.0))
    for one in (frame, large_frame):
        qtbot.addWidget(one)
    assert large.contentsMargins().left() == 2 * usual.contentsMargins().left()
    assert large.spacing() == 2 * usual.spacing()
