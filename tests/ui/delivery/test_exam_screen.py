import pytest
from exams import exam, look
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QPushButton
from sittings import HOUR_MS

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.timing import ClockNote, NoteKind
from cmas_desktop.ui.delivery.exam_screen import ExamScreen
from cmas_desktop.ui.delivery.navigator import QuestionTable
from cmas_desktop.ui.widgets.overlay import Overlay

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def sat(qtbot):
    return open_exam(qtbot)


def open_exam(qtbot, **options):
    presenter, hand, journal = exam(**options)
    screen = ExamScreen(look(), "Tiny Exam")
    qtbot.addWidget(screen)
    screen.resize(1024, 768)
    screen.show()
    screen.open_sitting(presenter, "Ada Ng")
    return screen, presenter, hand, journal


def overlay(screen):
    return next(one for one in screen.findChildren(Overlay) if one.isVisible())


def press(inside, name):
    next(one for one in inside.findChildren(QPushButton) if one.accessibleName() == name).click()


def chosen(screen):
    return [row.isChecked() for row in screen.question_pane.options]


def test_the_frame_names_exam_candidate_time_and_place(sat):
    screen = sat[0]
    assert screen.bar.title.text() == "Tiny Exam"
    assert screen.bar.candidate.text() == "Ada Ng"
    assert screen.bar.clock.accessibleName() == "Time remaining  2:00:00"
    assert screen.bar.counter.text() == "1 of 5"


def test_a_click_anywhere_on_a_row_chooses(sat, qtbot):
    screen, presenter, _hand, _journal = sat
    row = screen.question_pane.options[2]
    qtbot.mouseClick(row, LEFT, pos=row.rect().bottomRight() / 1.2)
    assert chosen(screen) == [False, False, True, False]
    assert screen.strip.saved.text() == "Saved"
    assert presenter.question().options[2].chosen


@pytest.mark.parametrize("keys", [(Qt.Key.Key_B,), (Qt.Key.Key_2,), (Qt.Key.Key_A, Qt.Key.Key_B)])
def test_letters_and_digits_choose(sat, qtbot, keys):
    screen = sat[0]
    for key in keys:
        qtbot.keyClick(screen, key)
    assert chosen(screen) == [False, True, False, False]


def test_letters_can_be_switched_off_and_digits_stay(qtbot):
    presenter, _hand, _journal = exam()
    screen = ExamScreen(look(), "Tiny Exam", letter_keys=False)
    qtbot.addWidget(screen)
    screen.open_sitting(presenter, "Ada Ng")
    qtbot.keyClick(screen, Qt.Key.Key_B)
    assert chosen(screen) == [False] * 4
    qtbot.keyClick(screen, Qt.Key.Key_3)
    assert chosen(screen) == [False, False, True, False]


def test_the_right_button_and_shift_with_a_letter_strike_out(sat, qtbot):
    screen = sat[0]
    qtbot.mouseClick(screen.question_pane.options[0], RIGHT)
    qtbot.keyClick(screen, Qt.Key.Key_D, SHIFT)
    names = [row.accessibleName() for row in screen.question_pane.options]
    assert [name.endswith("struck out") for name in names] == [True, False, False, True]


def test_a_row_is_a_radio_button_to_a_screen_reader(sat):
    row = sat[0].question_pane.options[0]
    interface = QAccessible.queryAccessibleInterface(row)
    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name) == "A. option 1c"


def test_a_row_never_checks_itself(sat, qtbot):
    screen, presenter, _hand, _journal = sat
    screen.question_pane.options[1].asked.disconnect()
    qtbot.mouseClick(screen.question_pane.options[1], LEFT)
    assert chosen(screen) == [False] * 4
    assert not presenter.question().answered


def test_space_on_a_row_chooses_and_arrows_only_move(sat, qtbot):
    screen = sat[0]
    first, second = screen.question_pane.options[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert chosen(screen) == [False] * 4
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert chosen(screen) == [False, True, False, False]


def test_enter_neither_chooses_nor_moves_on(sat, qtbot):
    screen = sat[0]
    for widget in (screen.question_pane.options[0], screen):
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert chosen(screen) == [False] * 4
    assert screen.bar.counter.text() == "1 of 5"


def test_next_and_previous_move_and_the_answer_is_still_there(sat, qtbot):
    screen = sat[0]
    qtbot.keyClick(screen, Qt.Key.Key_C)
    screen.next.click()
    assert (screen.bar.counter.text(), chosen(screen)) == ("2 of 5", [False] * 4)
    assert screen.question_pane.exhibit.isVisible()
    screen.previous.click()
    assert (screen.bar.counter.text(), chosen(screen)) == ("1 of 5", [False, False, True, False])


def test_movement_buttons_carry_their_alt_letters(sat):
    screen = sat[0]
    buttons = (screen.next, screen.previous, screen.navigator, screen.flag, screen.to_review)
    assert [button.shortcut().toString() for button in buttons] == [
        "Alt+N",
        "Alt+P",
        "Alt+V",
        "Alt+F",
        "Alt+R",
    ]


def test_a_flag_is_shown_on_its_button(sat):
    screen = sat[0]
    screen.flag.click()
    assert screen.flag.isChecked()
    screen.next.click()
    assert not screen.flag.isChecked()


def test_the_time_hides_and_comes_back_by_a_click(sat):
    screen = sat[0]
    screen.bar.clock.click()
    assert screen.bar.clock.accessibleName() == "Show time"
    screen.bar.clock.click()
    assert screen.bar.clock.accessibleName().startswith("Time remaining")


def test_the_navigator_lists_every_question_and_goes_there(sat, qtbot):
    screen = sat[0]
    screen.navigator.click()
    table = overlay(screen).findChild(QuestionTable)
    assert table.model().rowCount() == 5
    table.setCurrentIndex(table.model().index(3, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert screen.bar.counter.text() == "4 of 5"


def test_under_a_panel_the_exam_cannot_be_reached(sat, qtbot):
    screen = sat[0]
    screen.navigator.click()
    assert not screen.next.isEnabled()
    qtbot.keyClick(overlay(screen), Qt.Key.Key_B)
    assert chosen(screen) == [False] * 4
    qtbot.keyClick(overlay(screen), Qt.Key.Key_Escape)
    assert screen.next.isEnabled()


def test_the_review_screen_counts_and_leads_back(sat, qtbot):
    screen, presenter, _hand, _journal = sat
    screen.flag.click()
    screen.to_review.click()
    pane = screen.review_pane
    assert pane.isVisible()
    assert pane.counts.text() == "5 questions are blank and 1 is flagged for review."
    tiles = pane.tiles
    qtbot.mouseClick(tiles.viewport(), LEFT, pos=tiles.visualRect(tiles.model().index(2, 0)).center())
    assert presenter.question().number == 3
    assert not pane.isVisible()


def test_the_exam_ends_in_three_acts_that_name_the_counts(sat, qtbot):
    screen, presenter, _hand, _journal = sat
    screen.to_review.click()
    screen.end.click()
    second = overlay(screen)
    assert presenter.stage is Stage.REVIEW
    press(second, "End the exam")
    third = overlay(screen)
    assert third is not second
    assert presenter.stage is Stage.REVIEW
    with qtbot.waitSignal(screen.submitted):
        press(third, "Yes, hand in")
    assert presenter.stage is Stage.ENDED


@pytest.mark.parametrize("acts", [1, 2])
def test_every_act_of_the_end_can_be_taken_back(sat, acts):
    screen, presenter, _hand, _journal = sat
    screen.to_review.click()
    screen.end.click()
    if acts == 2:
        press(overlay(screen), "End the exam")
        press(overlay(screen), "No, go back")
    else:
        press(overlay(screen), "Return to the review")
    assert presenter.stage is Stage.REVIEW
    assert screen.end.isEnabled()


def test_a_warning_is_a_banner_inside_the_window(qtbot):
    screen, _presenter, hand, _journal = open_exam(qtbot, limit_ms=HOUR_MS)
    hand.run(30 * 60_000)
    screen.tick()
    assert screen.banner.isVisible()
    assert screen.banner.text == "30 minutes are left."


def test_at_zero_the_exam_is_handed_in_and_waits_for_the_candidate(qtbot):
    screen, presenter, hand, _journal = open_exam(qtbot, limit_ms=HOUR_MS)
    qtbot.keyClick(screen, Qt.Key.Key_A)
    screen.navigator.click()
    hand.run(HOUR_MS)
    screen.tick()
    assert (presenter.stage, presenter.sitting.state.ended_by) == (Stage.ENDED, "time")
    with qtbot.waitSignal(screen.submitted):
        press(overlay(screen), "Show my result")


def test_a_full_disk_is_told_and_nothing_is_called_saved(sat, qtbot):
    screen, _presenter, hand, journal = sat
    journal.fill_disk()
    qtbot.keyClick(screen, Qt.Key.Key_B)
    assert screen.strip.saved.text() == "Not saved yet"
    assert "not saved" in screen.banner.text
    assert chosen(screen) == [False, True, False, False]
    journal.make_room()
    hand.run(6_000)
    screen.tick()
    assert screen.strip.saved.text() == "Saved"
    assert "every answer is saved" in screen.banner.text


def test_handing_in_on_a_full_disk_waits_for_room(sat, qtbot):
    screen, presenter, _hand, journal = sat
    journal.fill_disk()
    screen.to_review.click()
    screen.end.click()
    press(overlay(screen), "End the exam")
    press(overlay(screen), "Yes, hand in")
    assert "Not handed in yet" in overlay(screen).accessibleName()
    journal.make_room()
    with qtbot.waitSignal(screen.submitted):
        press(overlay(screen), "Try again")
    assert presenter.sitting.all_saved


def test_a_returning_candidate_is_told_what_the_absence_cost(sat):
    screen = sat[0]
    screen.say_welcome_back(ClockNote(NoteKind.GAP, 300_000, 180_000))
    assert "away for 5 min 0 s; 3 min 0 s of it ran on the clock" in screen.banner.text


def test_leaving_asks_first(sat, qtbot):
    screen = sat[0]
    screen.ask_to_leave("2 minutes")
    press(overlay(screen), "Stay in the exam")
    screen.ask_to_leave("2 minutes")
    with qtbot.waitSignal(screen.left):
        press(overlay(screen), "Leave for now")


def test_a_walk_through_nothing_says_so(sat):
    screen = sat[0]
    screen.to_review.click()
    press(screen, "Review flagged")
    assert screen.banner.text == "There are no flagged questions."


def test_the_answer_can_be_cleared(sat, qtbot):
    screen = sat[0]
    qtbot.keyClick(screen, Qt.Key.Key_B)
    screen.question_pane.clear_button.click()
    assert chosen(screen) == [False] * 4
    assert not screen.question_pane.clear_button.isVisible()


def test_held_keys_do_not_repeat(sat):
    screen = sat[0]
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, NONE, "b", True)
    screen.keyPressEvent(held)
    assert chosen(screen) == [False] * 4


def test_a_long_name_is_cut_on_the_bar_and_whole_in_its_tip(qtbot):
    presenter, _hand, _journal = exam()
    screen = ExamScreen(look(), "Tiny Exam")
    qtbot.addWidget(screen)
    screen.resize(800, 600)
    screen.show()
    name = "Maximiliana " * 12
    screen.open_sitting(presenter, name)
    assert screen.width() == 800
    assert screen.bar.candidate.toolTip() == name
    assert screen.bar.clock.geometry().right() <= screen.width()


@pytest.mark.parametrize("height", [420, 600, 768])
def test_a_long_question_scrolls_and_is_not_squeezed(qtbot, height):
    screen, _presenter, _hand, _journal = open_exam(qtbot)
    screen.resize(800, height)
    screen.next.click()
    pane = screen.question_pane
    qtbot.waitUntil(lambda: pane.exhibit.height() == pane.exhibit.heightForWidth(pane.exhibit.width()))
    for row in pane.options:
        assert row.height() >= row.heightForWidth(row.width())
    fits = pane.widget().height() <= pane.viewport().height()
    assert pane.verticalScrollBar().maximum() > 0 or fits
