import pytest
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from seeing import buttons, colors, labels, painted

from cmas_desktop.ui.delivery.frame import Bar, Foot, Strip, framed
from cmas_desktop.ui.delivery.presenter import ClockView
from cmas_desktop.ui.delivery.question_pane import flag_button
from cmas_desktop.ui.widgets.texts import button, label


def clock(text="1:23:45", hidden=False, forced=False, low=False):
    return ClockView(text, hidden, forced, low)


@pytest.fixture
def bar(qtbot):
    made = Bar(look(), "Tiny Exam", "Ada Ng")
    qtbot.addWidget(made)
    made.resize(900, 70)
    made.show()
    return made


@pytest.fixture
def strip(qtbot):
    made = Strip(look(), flag_button(lambda: None))
    qtbot.addWidget(made)
    made.resize(900, 40)
    made.show()
    return made


def test_before_the_exam_the_bar_names_exam_and_candidate_and_no_time(bar):
    assert labels(bar) == ["Tiny Exam", "Ada Ng"]
    assert buttons(bar) == []


def test_the_time_left_is_a_button_that_says_what_it_does(bar):
    bar.show_clock(clock())
    assert buttons(bar) == ["Time remaining  1:23:45"]
    assert bar.clock.toolTip() == "Click to hide or show the time"
    assert bar.clock.isEnabled()


def test_a_hidden_time_is_not_said_to_anyone(bar):
    bar.show_clock(clock())
    bar.show_clock(clock(hidden=True))
    assert buttons(bar) == ["Show time"]
    assert "1:23" not in bar.clock.text() + bar.clock.toolTip()


def test_in_the_last_minutes_the_time_cannot_be_hidden(bar):
    bar.show_clock(clock("0:04:59", forced=True, low=True))
    assert not bar.clock.isEnabled()
    assert bar.clock.toolTip() == ""
    assert look().theme.palette.warn in bar.clock.styleSheet()


def test_a_warning_color_goes_when_there_is_time_again(bar):
    bar.show_clock(clock("0:04:59", forced=True, low=True))
    bar.show_clock(clock("2:00:00"))
    assert bar.clock.styleSheet() == ""
    assert bar.clock.isEnabled()


def test_the_letter_of_the_time_works_in_both_states(bar):
    for view in (clock(), clock(hidden=True)):
        bar.show_clock(view)
        assert bar.clock.shortcut().toString() == "Alt+T"


def test_the_counter_stands_under_the_time(bar):
    bar.show_clock(clock())
    bar.show_counter("7 of 210")
    QApplication.processEvents()
    assert bar.counter.text() == "7 of 210"
    assert bar.counter.mapTo(bar, bar.counter.rect().topLeft()).y() >= bar.clock.geometry().center().y()
    assert bar.counter.alignment() & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize("width", [500, 760])
def test_a_name_of_200_letters_leaves_the_time_on_the_bar(bar, width):
    bar.name_candidate("Wilhelmina " * 18)
    bar.show_clock(clock())
    bar.resize(width, 70)
    QApplication.processEvents()
    assert bar.width() == width
    assert bar.clock.geometry().right() <= width
    assert bar.candidate.toolTip() == "Wilhelmina " * 18


@pytest.mark.parametrize(
    ("answered", "unsaved", "said", "use"),
    [(True, False, "Saved", "good"), (True, True, "Not saved yet", "bad")],
)
def test_the_strip_tells_in_word_and_picture_that_the_answer_is_stored(strip, answered, unsaved, said, use):
    strip.show_saved(answered, unsaved)
    QApplication.processEvents()
    assert strip.saved.text() == said
    assert getattr(look().theme.palette, use) in colors(painted(strip))


def test_where_there_is_no_answer_nothing_is_called_saved(strip):
    for answered, unsaved in ((True, False), (False, False)):
        strip.show_saved(answered, unsaved)
    QApplication.processEvents()
    assert strip.saved.text() == ""
    assert look().theme.palette.good not in colors(painted(strip))


def test_an_answer_that_is_taken_back_but_not_stored_is_still_told(strip):
    strip.show_saved(answered=False, unsaved=True)
    assert strip.saved.text() == "Not saved yet"


def test_the_flag_stands_at_the_right_end_of_the_strip(strip):
    QApplication.processEvents()
    flag = next(one for one in strip.findChildren(QWidget) if one.accessibleName() == "Flag for review")
    assert flag.geometry().right() > strip.width() - 30


def test_the_foot_has_its_groups_at_both_ends(qtbot):
    foot = Foot(look())
    qtbot.addWidget(foot)
    first, last = button("&Keys", lambda: None), button("&Next", lambda: None)
    foot.left.addWidget(first)
    foot.right.addWidget(last)
    foot.resize(900, 50)
    foot.show()
    QApplication.processEvents()
    ends = [one.mapTo(foot, one.rect().topRight()).x() for one in (first, last)]
    assert ends[0] < 150
    assert ends[1] > 870


def test_between_bar_and_foot_the_last_part_takes_the_room(qtbot):
    bar, window, small, large, foot = Bar(look(), "Exam"), QWidget(), label("small"), QWidget(), Foot(look())
    window.setLayout(framed(bar, small, large, foot=foot))
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    QApplication.processEvents()
    tops = [one.geometry().top() for one in (bar, small, large, foot)]
    assert tops == sorted(tops)
    assert large.height() > 400
    assert foot.geometry().bottom() == 599
