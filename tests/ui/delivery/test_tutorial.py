import pytest
from banks import full_blueprint
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cmas_desktop.ui.delivery.tutorial import TASKS, Tutorial, tutorial_items
from cmas_desktop.ui.widgets.overlay import Overlay


@pytest.fixture
def tutorial(qtbot):
    made = Tutorial(look(), full_blueprint(), "Ada Ng")
    qtbot.addWidget(made)
    made.resize(1024, 768)
    made.show()
    return made


def coach(tutorial):
    return " ".join(one.text() for one in tutorial.findChildren(QLabel) if one.isVisible())


def test_it_begins_with_choosing_an_answer(tutorial):
    assert f"Try 1 of {len(TASKS)}" in coach(tutorial)
    assert TASKS[0].text in coach(tutorial)


def test_every_control_is_tried_by_keys_and_clicks(tutorial, qtbot):
    exam = tutorial.exam
    qtbot.keyClick(exam, Qt.Key.Key_A)
    qtbot.mouseClick(exam.question_pane.options[2], Qt.MouseButton.RightButton)
    exam.flag.click()
    exam.next.click()
    exam.previous.click()
    exam.bar.clock.click()
    assert tutorial.task == 6
    exam.navigator.click()
    overlay = next(one for one in exam.findChildren(Overlay) if one.isVisible())
    overlay.close_overlay()
    exam.go(2)
    exam.to_review.click()
    assert tutorial.task == len(TASKS)
    with qtbot.waitSignal(tutorial.finished) as caught:
        tutorial.skip.click()
    assert caught.args == [True]


def test_only_the_thing_asked_for_moves_it_on(tutorial, qtbot):
    tutorial.exam.flag.click()
    tutorial.exam.next.click()
    assert tutorial.task == 0


def test_it_can_be_skipped_at_any_time(tutorial, qtbot):
    with qtbot.waitSignal(tutorial.finished) as caught:
        tutorial.skip.click()
    assert caught.args == [False]


def test_the_review_screen_of_the_tutorial_offers_no_end(tutorial):
    tutorial.exam.to_review.click()
    assert tutorial.exam.review_pane.isVisible()
    assert not tutorial.exam.end.isVisible()


def test_its_clock_is_shown_and_stands_still(tutorial):
    before = tutorial.exam.bar.clock.accessibleName()
    tutorial.exam.tick()
    assert tutorial.exam.bar.clock.accessibleName() == before == "Time remaining  2:00:00"


def test_its_questions_have_four_options_and_one_comes_with_something_to_read():
    items = tutorial_items()
    assert {len(item.options) for item in items} == {4}
    assert [item.exhibit is not None for item in items] == [False, False, True]
