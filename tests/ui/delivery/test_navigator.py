import pytest
from exams import exam, look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from seeing import buttons, labels, press

from cmas_desktop.ui.delivery.navigator import QuestionTable, count_words, open_navigator

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot):
    """The navigator over an exam on its third question, with the positions that were gone to."""
    presenter, _hand, _journal = exam(count=12)
    presenter.choose(1)
    presenter.go(2)
    presenter.flag()
    window, under = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(under)
    qtbot.addWidget(window)
    window.resize(900, 700)
    with qtbot.waitActive(window):
        window.show()
    gone = []
    overlay = open_navigator(under, look(), presenter, gone.append)
    QApplication.processEvents()
    return overlay, overlay.findChild(QuestionTable), gone


@pytest.mark.parametrize(
    ("blank", "flagged", "said"),
    [
        (0, 0, "Every question is answered and none is flagged."),
        (1, 0, "1 question is blank and none is flagged."),
        (0, 1, "No question is blank and 1 is flagged for review."),
        (210, 12, "210 questions are blank and 12 are flagged for review."),
        (1, 2, "1 question is blank and 2 are flagged for review."),
    ],
)
def test_the_counts_are_a_sentence(blank, flagged, said):
    assert count_words(blank, flagged) == said


def test_it_opens_on_the_question_of_the_candidate(opened):
    overlay, table, _gone = opened
    assert labels(overlay.card)[:2] == ["Navigator", "11 questions are blank and 1 is flagged for review."]
    assert table.currentIndex().row() == 2
    assert QApplication.focusWidget() is table
    assert table.accessibleName() == "Questions"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrows_move_and_a_key_goes_there(opened, qtbot, key):
    overlay, table, gone = opened
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert gone == []
    qtbot.keyClick(table, key)
    assert gone == [4]
    assert not overlay.isVisible()


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_click_in_any_column_goes_there(opened, qtbot, column):
    _overlay, table, gone = opened
    box = table.visualRect(table.model().index(5, column))
    qtbot.mouseClick(table.viewport(), LEFT, pos=box.center())
    assert gone == [5]


def test_after_sorting_the_question_that_was_clicked_is_gone_to(opened, qtbot):
    _overlay, table, gone = opened
    header = table.horizontalHeader()
    middle = header.sectionViewportPosition(2) + header.sectionSize(2) // 2
    pos = header.viewport().rect().center()
    pos.setX(middle)
    qtbot.mouseClick(header.viewport(), LEFT, pos=pos)
    first = table.model().data(table.model().index(0, 2))
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(0, 0)).center())
    assert gone == ([2] if first == "Flagged" else [11])


def test_closing_goes_nowhere(opened):
    overlay, _table, gone = opened
    assert buttons(overlay) == ["Close"]
    press(overlay, "Close")
    assert gone == []
    assert not overlay.isVisible()


def test_escape_goes_nowhere(opened, qtbot):
    overlay, table, gone = opened
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert gone == []
    assert not overlay.isVisible()


def test_tab_leaves_the_table(opened, qtbot):
    _overlay, table, _gone = opened
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not table


def test_nothing_can_be_written_into_the_table(opened, qtbot):
    _overlay, table, _gone = opened
    before = table.model().data(table.currentIndex())
    qtbot.keyClicks(table, "xyz")
    assert table.state() == QuestionTable.State.NoState
    assert table.model().data(table.model().index(2, 0)) == before
