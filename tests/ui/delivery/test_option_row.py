import pytest
from exams import look
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from seeing import colors, painted

from cmas_desktop.ui.theme.palette import PALETTES
from cmas_desktop.ui.theme.theme import theme_for
from cmas_desktop.ui.widgets.option_row import OptionRow

SIXTY = " ".join(["reimbursement", "of", "the", "claim"] * 15)
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def place(qtbot):
    """A row in an open window of its own."""
    windows = []

    def make(text="an option", chosen=False, struck=False, unsaved=False, width=600, lines=None):
        window, made = QWidget(), OptionRow(2, lines or look())
        layout = QVBoxLayout(window)
        layout.addWidget(made)
        layout.addStretch(1)
        made.show_option("C", text, chosen, struck, unsaved)
        qtbot.addWidget(window)
        window.resize(width, 500)
        with qtbot.waitActive(window):
            window.show()
        window.setFocus()
        windows.append(window)
        return made

    yield make


def test_a_short_option_is_high_enough_to_be_hit(place):
    assert place("no").height() == 48


@pytest.mark.parametrize("width", [320, 480, 600, 900])
def test_sixty_words_have_all_the_room_they_need(place, width):
    row = place(SIXTY, width=width)
    metrics = QFontMetrics(look().theme.font(17))
    room = row.width() - 78 - 16
    lines = -(-metrics.horizontalAdvance(SIXTY) // room)
    assert row.height() >= lines * metrics.height()
    assert row.width() <= width


def test_a_narrower_row_is_a_higher_one(place):
    row = place(SIXTY)
    heights = [row.heightForWidth(width) for width in (900, 600, 400, 300)]
    assert heights == sorted(set(heights))
    assert row.hasHeightForWidth()


@pytest.mark.parametrize("width", [0, 1, 50])
def test_no_width_is_too_small_to_be_asked_about(place, width):
    assert place(SIXTY).heightForWidth(width) > 48


def test_the_row_grows_when_a_longer_text_comes_and_shrinks_again(place):
    row = place("no")
    for text, taller in ((SIXTY, True), ("no", False)):
        row.show_option("C", text, False, False)
        QApplication.processEvents()
        assert (row.height() > 100) is taller


@pytest.mark.parametrize("size", [1.3, 2.0])
def test_larger_text_makes_a_higher_row(place, size):
    usual, large = place(SIXTY), place(SIXTY, lines=look(size=size))
    assert large.height() > size * usual.height()
    assert place("no", lines=look(size=size)).height() == round(48 * size)


def test_a_row_on_screen_grows_with_the_text(place):
    lines = look()
    row = place(SIXTY, lines=lines)
    before = row.height()
    lines.replace(theme_for("light", 2.0, 768))
    QApplication.processEvents()
    assert row.height() == row.heightForWidth(row.width()) > 2 * before


def test_a_row_can_be_hit_in_every_corner_and_not_outside(place):
    row = place(SIXTY)
    box = row.rect()
    corners = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight(), box.center())
    assert all(row.hitButton(corner) for corner in corners)
    assert not row.hitButton(box.bottomRight() + QPoint(1, 1))


def test_the_left_button_asks_to_choose_and_the_right_one_to_strike(place, qtbot):
    row = place()
    with qtbot.assertNotEmitted(row.strike_asked), qtbot.waitSignal(row.asked) as asked:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert asked.args == [2]
    with qtbot.assertNotEmitted(row.asked), qtbot.waitSignal(row.strike_asked) as asked:
        qtbot.mouseClick(row, Qt.MouseButton.RightButton)
    assert asked.args == [2]


def test_the_middle_button_asks_nothing(place, qtbot):
    row = place()
    with qtbot.assertNotEmitted(row.asked), qtbot.assertNotEmitted(row.strike_asked):
        qtbot.mouseClick(row, Qt.MouseButton.MiddleButton)


def test_a_press_that_is_let_go_elsewhere_asks_nothing(place, qtbot):
    row = place()
    with qtbot.assertNotEmitted(row.asked):
        qtbot.mousePress(row, Qt.MouseButton.LeftButton)
        qtbot.mouseMove(row, row.rect().bottomRight() + QPoint(30, 90))
        qtbot.mouseRelease(row, Qt.MouseButton.LeftButton, pos=row.rect().bottomRight() + QPoint(30, 90))


def test_space_asks_once_however_long_it_is_held(place, qtbot):
    row, asked = place(), []
    row.asked.connect(asked.append)
    row.setFocus()
    row.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, NONE, " ", False))
    for _ in range(5):
        row.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, NONE, " ", True))
    qtbot.keyRelease(row, Qt.Key.Key_Space)
    assert asked == [2]


def test_nothing_that_is_asked_changes_the_row(place, qtbot):
    row = place()
    for _ in range(2):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        assert not row.isChecked()


def test_a_chosen_row_stays_chosen_when_it_is_clicked_again(place, qtbot):
    row = place(chosen=True)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ({}, "C. an option"),
        ({"chosen": True}, "C. an option"),
        ({"struck": True}, "C. an option, struck out"),
        ({"chosen": True, "unsaved": True}, "C. an option, not saved yet"),
    ],
)
def test_a_screen_reader_hears_letter_text_and_state(place, state, name):
    row = place(**state)
    assert row.accessibleName() == name
    assert row.isChecked() == state.get("chosen", False)


@pytest.mark.parametrize("theme", list(PALETTES))
def test_focus_and_choice_look_different_in_every_theme(place, theme):
    pictures = []
    for chosen in (False, True):
        for focused in (False, True):
            row = place(chosen=chosen, lines=look(theme))
            (row if focused else row.window()).setFocus()
            assert row.hasFocus() is focused
            pictures.append(painted(row))
    assert len({bytes(picture.constBits()) for picture in pictures}) == 4


def test_the_focus_is_a_ring_in_its_own_color_and_the_choice_fills_the_row(place):
    palette = look().theme.palette
    row = place()
    assert {palette.focus, palette.chosen, palette.accent}.isdisjoint(colors(painted(row)))
    row.setFocus()
    assert palette.focus in colors(painted(row))
    assert palette.chosen not in colors(painted(row))
    row.show_option("C", "an option", True, False)
    assert {palette.focus, palette.chosen, palette.accent} <= colors(painted(row))


def test_an_answer_that_is_not_stored_has_no_filled_circle(place):
    palette = look().theme.palette
    stored, waiting = (painted(place(chosen=True, unsaved=unsaved)) for unsaved in (False, True))
    center = QPoint(26, stored.height() // 2)
    assert stored.pixelColor(center).name() == palette.accent
    assert waiting.pixelColor(center).name() == palette.card


def test_a_struck_option_is_drawn_with_a_line_and_fainter(place):
    palette = look().theme.palette
    plain, struck = (painted(place("l l l l l l l", struck=struck)) for struck in (False, True))
    assert palette.text in colors(plain)
    assert palette.text not in colors(struck)
    assert longest_line(struck) > 25
    assert longest_line(plain) < 10


def longest_line(image):
    """The longest level line in the ink of an option's words, in pixels."""
    rows = (
        "".join("#" if image.pixelColor(x, y).lightness() < 220 else " " for x in range(78, 200))
        for y in range(5, image.height() - 5)
    )
    return max(len(run) for row in rows for run in [*row.split(), ""])


def test_the_row_follows_another_theme(place):
    lines = look()
    row = place(lines=lines)
    lines.replace(theme_for("dark", 1.0, 768))
    assert PALETTES["dark"].card in colors(painted(row))
