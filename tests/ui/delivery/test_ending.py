import pytest
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from seeing import buttons, labels, press, words

from cmas_desktop.ui.delivery import ending
from cmas_desktop.ui.widgets.overlay import Overlay


@pytest.fixture
def under(qtbot):
    """What lies under the panels, in an open window."""
    window, inside = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(inside)
    qtbot.addWidget(window)
    window.resize(900, 700)
    with qtbot.waitActive(window):
        window.show()
    yield inside


@pytest.fixture
def done():
    return []


def panels(under):
    return [one for one in under.window().findChildren(Overlay) if one.isVisible()]


def ask_to_end(under, done, blank=3, flagged=1):
    return ending.ask_to_end(under, look(), blank, flagged, "0:12:34", lambda: done.append("end"))


def last_act(under, done):
    press(ask_to_end(under, done), "End the exam")
    return panels(under)[0]


def test_the_second_act_names_the_counts_the_time_and_what_cannot_be_undone(under, done):
    told = words(ask_to_end(under, done).card)
    assert "3 questions are blank and 1 is flagged for review." in told
    assert "You have 0:12:34 left." in told
    assert "you cannot return to the questions" in told


def test_the_third_act_names_the_counts_again(under, done):
    third = last_act(under, done)
    assert third.accessibleName() == "This is the last step"
    assert "3 questions are blank and 1 is flagged for review." in words(third.card)
    assert done == []


def test_only_the_third_act_ends_the_exam(under, done):
    press(last_act(under, done), "Yes, hand in")
    assert done == ["end"]
    assert panels(under) == []
    assert under.isEnabled()


@pytest.mark.parametrize("act", [ask_to_end, last_act])
def test_in_every_act_the_focus_stands_on_the_way_back(under, done, qtbot, act):
    panel = act(under, done)
    back = QApplication.focusWidget()
    assert back.accessibleName() in ("Return to the review", "No, go back")
    qtbot.keyClick(back, Qt.Key.Key_Return)
    assert done == []
    assert not panel.isVisible()
    assert panels(under) == []


@pytest.mark.parametrize("act", [ask_to_end, last_act])
def test_escape_takes_every_act_back(under, done, qtbot, act):
    panel = act(under, done)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert (done, panels(under)) == ([], [])
    assert under.isEnabled()


def test_an_exam_without_gaps_is_told_so(under, done):
    told = words(ask_to_end(under, done, blank=0, flagged=0).card)
    assert "Every question is answered and none is flagged." in told


def test_the_letters_lead_through_the_end(under, done, qtbot):
    ask_to_end(under, done)
    for key in (Qt.Key.Key_E, Qt.Key.Key_Y):
        qtbot.keyClick(under.window(), key, Qt.KeyboardModifier.AltModifier)
    assert done == ["end"]


@pytest.mark.parametrize(
    ("blank", "said"),
    [(0, "No question was left blank."), (7, "Left blank, and scored as wrong: 7.")],
)
def test_when_the_time_is_up_only_the_result_is_left(under, done, qtbot, blank, said):
    panel = ending.say_time_is_up(under, look(), 203, blank, lambda: done.append("result"))
    assert labels(panel.card) == ["The time is up", "Your 203 answers are stored and handed in.", said]
    assert buttons(panel) == ["Show my result"]
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert done == ["result"]


def test_answers_that_wait_for_room_can_only_be_tried_again(under, done, qtbot):
    panel = ending.say_not_stored(under, look(), lambda: done.append("again"))
    assert "the disk takes nothing" in words(panel.card)
    assert "The exam clock has stopped." in words(panel.card)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert buttons(panel) == ["Try again"]
    press(panel, "Try again")
    assert done == ["again"]


def test_leaving_says_what_it_costs_and_staying_is_the_usual_way(under, done, qtbot):
    panel = ending.ask_to_leave(under, look(), "2 minutes", lambda: done.append("left"))
    assert "only 2 minutes are free" in words(panel.card)
    assert QApplication.focusWidget().accessibleName() == "Stay in the exam"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert done == []
    press(ending.ask_to_leave(under, look(), "2 minutes", lambda: done.append("left")), "Leave for now")
    assert done == ["left"]


def test_every_key_of_the_exam_is_listed_with_what_it_does(under):
    panel = ending.show_keys(under, look())
    told = words(panel.card)
    assert len(ending.KEYS) == 10
    for keys, meaning in ending.KEYS:
        assert keys in told
        assert meaning in told
    press(panel, "Close")
    assert panels(under) == []


def test_a_panel_fits_into_a_small_window(under):
    under.window().resize(640, 480)
    panel = ending.show_keys(under, look(size=1.3))
    QApplication.processEvents()
    assert panel.rect().contains(panel.card.geometry())
