import pytest
from exams import look
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from seeing import colors, labels, painted

from cmas_desktop.engine.attempt import Status
from cmas_desktop.ui.delivery.presenter import ReviewRow
from cmas_desktop.ui.delivery.review_pane import ReviewPane
from cmas_desktop.ui.theme.theme import theme_for

NONE = Qt.KeyboardModifier.NoModifier


def rows(count=20, status=Status.COMPLETE, flagged=()):
    return tuple(ReviewRow(number, status, number in flagged) for number in range(1, count + 1))


@pytest.fixture
def picked():
    return []


@pytest.fixture
def lines():
    return look()


@pytest.fixture
def pane(qtbot, picked, lines):
    made = ReviewPane(lines, picked.append)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
    return made


def show(pane, shown, counts="20 questions are blank."):
    pane.show_rows(shown, counts)
    QApplication.processEvents()


def tile(pane, place):
    return pane.tiles.visualRect(pane.tiles.model().index(place, 0))


def test_it_says_what_can_be_done_here_and_that_nothing_is_handed_in_yet(pane):
    show(pane, rows())
    heading, counts, instructions = labels(pane)
    assert (heading, counts) == ("Review your answers", "20 questions are blank.")
    assert "Nothing is handed in until you end the exam." in instructions


def test_there_is_a_tile_per_question_and_a_screen_reader_hears_its_state(pane):
    show(pane, rows(3, Status.INCOMPLETE, flagged=(2,)))
    model = pane.tiles.model()
    told = [model.data(model.index(at, 0), Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert told == [
        "Question 1, Incomplete",
        "Question 2, Incomplete, flagged for review",
        "Question 3, Incomplete",
    ]
    assert pane.tiles.accessibleName() == "Questions"


@pytest.mark.parametrize("place", [0, 7, 19])
def test_a_click_on_a_tile_picks_its_question(pane, picked, qtbot, place):
    show(pane, rows())
    qtbot.mouseClick(pane.tiles.viewport(), Qt.MouseButton.LeftButton, pos=tile(pane, place).center())
    assert picked == [place]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrows_move_over_the_tiles_and_a_key_picks(pane, picked, qtbot, key):
    show(pane, rows())
    pane.tiles.setFocus()
    pane.tiles.setCurrentIndex(pane.tiles.model().index(0, 0))
    for step in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(pane.tiles, step)
    assert picked == []
    qtbot.keyClick(pane.tiles, key)
    assert picked == [1]


def test_a_key_that_is_held_picks_nothing(pane, picked):
    show(pane, rows())
    pane.tiles.setCurrentIndex(pane.tiles.model().index(3, 0))
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", True)
    pane.tiles.keyPressEvent(held)
    assert picked == []


def test_letters_choose_nothing_here(pane, picked, qtbot):
    show(pane, rows())
    pane.tiles.setFocus()
    pane.tiles.setCurrentIndex(pane.tiles.model().index(3, 0))
    qtbot.keyClicks(pane.tiles, "1a2b")
    assert picked == []
    assert pane.tiles.currentIndex().row() == 3


def test_tiles_stand_in_rows_and_none_over_another(pane):
    show(pane, rows())
    boxes = [tile(pane, place) for place in range(20)]
    assert len({box.top() for box in boxes}) > 1
    assert len({box.left() for box in boxes}) > 3
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])


def test_every_tile_of_a_whole_exam_is_reached_by_scrolling_down(pane):
    show(pane, rows(230))
    assert pane.tiles.verticalScrollBar().maximum() > 0
    assert pane.tiles.horizontalScrollBar().maximum() == 0
    pane.tiles.scrollTo(pane.tiles.model().index(229, 0))
    assert pane.tiles.viewport().rect().contains(tile(pane, 229).center())


def test_what_is_still_to_be_done_is_drawn_apart_from_what_is_done(pane):
    palette = look().theme.palette
    show(pane, rows(4))
    assert palette.bad_soft not in colors(painted(pane.tiles))
    show(pane, rows(4, Status.UNSEEN))
    assert palette.bad_soft in colors(painted(pane.tiles))


def test_a_flag_is_drawn_on_its_tile(pane):
    show(pane, rows(4))
    assert look().theme.palette.flag not in colors(painted(pane.tiles))
    show(pane, rows(4, flagged=(3,)))
    assert look().theme.palette.flag in colors(painted(pane.tiles))


def test_the_tile_with_the_focus_has_a_ring(pane):
    show(pane, rows(4))
    pane.tiles.setFocus()
    pane.tiles.setCurrentIndex(pane.tiles.model().index(1, 0))
    QApplication.processEvents()
    ring = painted(pane.tiles.viewport()).copy(tile(pane, 1))
    assert look().theme.palette.focus in colors(ring)
    other = painted(pane.tiles.viewport()).copy(tile(pane, 2))
    assert look().theme.palette.focus not in colors(other)


def test_larger_text_makes_larger_tiles(pane, lines):
    show(pane, rows())
    before = tile(pane, 0).height()
    lines.replace(theme_for("light", 2.0, 768))
    QApplication.processEvents()
    assert tile(pane, 0).height() == 2 * before


def test_coming_back_keeps_the_place_in_the_list(pane):
    show(pane, rows(230))
    pane.tiles.setCurrentIndex(pane.tiles.model().index(150, 0))
    show(pane, rows(230, flagged=(151,)))
    assert pane.tiles.currentIndex().row() == 150
