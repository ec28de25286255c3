import pytest
import shiboken6
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from seeing import colors, labels, let_go, painted, spoken

from cmas_desktop.ui.theme.style import style_sheet
from cmas_desktop.ui.widgets.texts import button, clear_layout, column, label, plain, restyle, row

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot):
    """An open window with an empty layout, in the product's style."""
    made = QWidget()
    made.setLayout(QVBoxLayout())
    made.setStyleSheet(style_sheet(look().theme.palette, 1.0))
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitActive(made):
        made.show()
    return made


def put(window, widget):
    """Add a widget to an open window and let it be laid out."""
    window.layout().addWidget(widget)
    QApplication.processEvents()


class Count:
    """Something to do that counts how often it was done."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&Start", "Start"),
        ("Na&vigator", "Navigator"),
        ("Save && close", "Save & close"),
        ("&R&&D", "R&D"),
        ("", ""),
    ],
)
def test_a_text_is_said_without_the_mark_of_its_letter(text, said):
    assert plain(text) == said


def test_a_button_is_named_for_a_screen_reader_without_its_mark(qtbot):
    made = button("C&lear answer", Count())
    qtbot.addWidget(made)
    assert spoken(made) == (QAccessible.Role.PushButton, "Clear answer")
    assert made.shortcut() == QKeySequence("Alt+L")


def test_a_click_acts_once_and_brings_nothing_along(qtbot):
    act = Count()
    made = button("&Go", act)
    qtbot.addWidget(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert act.times == 1


def test_the_alt_letter_acts_at_once(window, qtbot):
    act = Count()
    made = button("&Go", act)
    put(window, made)
    qtbot.keyClick(window, Qt.Key.Key_G, ALT)
    assert act.times == 1
    assert not made.isDown()


def test_the_letter_alone_does_nothing(window, qtbot):
    act = Count()
    put(window, button("&Go", act))
    qtbot.keyClick(window, Qt.Key.Key_G)
    assert act.times == 0


@pytest.mark.parametrize("unreachable", ["disabled", "hidden"])
def test_a_button_that_cannot_be_pressed_has_no_letter(window, qtbot, unreachable):
    act = Count()
    made = button("&Go", act)
    put(window, made)
    made.setDisabled(unreachable == "disabled")
    made.setHidden(unreachable == "hidden")
    qtbot.keyClick(window, Qt.Key.Key_G, ALT)
    assert act.times == 0


def test_a_letter_that_two_buttons_share_presses_neither(window, qtbot):
    first, second = Count(), Count()
    for text, act in (("&Go", first), ("&Give", second)):
        put(window, button(text, act))
    qtbot.keyClick(window, Qt.Key.Key_G, ALT)
    assert (first.times, second.times) == (0, 0)


def test_enter_in_a_window_presses_no_button_that_has_not_the_focus(window, qtbot):
    act = Count()
    made = button("&Go", act)
    put(window, made)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert act.times == 0
    assert not made.autoDefault()


def test_space_presses_the_button_with_the_focus(window, qtbot):
    act = Count()
    made = button("&Go", act)
    put(window, made)
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert act.times == 1


def test_a_label_wraps_unless_it_must_not(qtbot):
    text = "a sentence that is longer than a hundred pixels allow"
    wrapped, straight = label(text), label(text, wrap=False)
    for one in (wrapped, straight):
        qtbot.addWidget(one)
    assert wrapped.heightForWidth(100) > 2 * straight.sizeHint().height()
    assert straight.minimumSizeHint().width() > 100


@pytest.mark.parametrize(
    ("kind", "use"), [("", "text"), ("muted", "muted"), ("bad", "bad"), ("good", "good")]
)
def test_a_kind_is_drawn_in_its_color(window, kind, use):
    made = label("MMMM", kind)
    put(window, made)
    assert getattr(look().theme.palette, use) in colors(painted(window))


def test_another_kind_is_seen_at_once(window):
    made = label("MMMM", "good")
    put(window, made)
    assert look().theme.palette.bad not in colors(painted(window))
    restyle(made, "bad")
    seen = colors(painted(window))
    assert look().theme.palette.bad in seen
    assert look().theme.palette.good not in seen


def test_a_row_and_a_column_hold_their_parts_with_gaps_and_stretches(qtbot):
    first, second, third = label("1"), label("2"), label("3")
    line = row(first, 25, second, -1, column(third), margins=3, spacing=7)
    assert (line.count(), line.spacing(), line.contentsMargins().left()) == (5, 7, 3)
    assert line.itemAt(0).widget() is first
    assert line.itemAt(1).spacerItem().sizeHint().width() == 25
    assert line.stretch(3) == 1
    assert line.itemAt(4).layout().itemAt(0).widget() is third
    holder = QWidget()
    holder.setLayout(line)
    qtbot.addWidget(holder)


def test_clearing_a_layout_leaves_nothing_to_see_and_deletes_what_was_there(window):
    layout = window.layout()
    deep = label("deep")
    inner = row(label("inner"), -1, column(deep))
    layout.addWidget(label("outer"))
    layout.addLayout(inner)
    layout.addStretch(1)
    QApplication.processEvents()
    assert labels(window) == ["outer", "inner", "deep"]
    clear_layout(layout)
    assert layout.count() == 0
    assert labels(window) == []
    let_go()
    assert not shiboken6.isValid(deep)
    assert window.findChildren(QWidget) == []


def test_a_cleared_layout_can_be_filled_again(window):
    for text in ("first", "second", "third"):
        clear_layout(window.layout())
        put(window, label(text))
    assert labels(window) == ["third"]
    clear_layout(QHBoxLayout())


def test_a_text_with_angle_brackets_is_shown_as_it_is(qtbot):
    name = label("<b>Robert</b>")
    qtbot.addWidget(name)
    assert name.textFormat() == Qt.TextFormat.PlainText
    ours = label("<b>Rules</b>", marked_up=True)
    qtbot.addWidget(ours)
    assert ours.textFormat() != Qt.TextFormat.PlainText
