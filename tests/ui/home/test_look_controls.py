import pytest
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox
from seeing import spoken

from cmas_desktop.ui.home.look_controls import LookControls
from cmas_desktop.ui.theme.palette import PALETTES
from cmas_desktop.ui.theme.theme import TEXT_SIZES


@pytest.fixture
def controls(qtbot):
    made = LookControls(look())
    qtbot.addWidget(made)
    made.show()
    return made


def lists(controls):
    return controls.findChildren(QComboBox)


def entries(box):
    return [box.itemText(at) for at in range(box.count())]


def test_both_lists_are_named_for_a_screen_reader(controls):
    told = [(spoken(box)[0], box.accessibleName()) for box in lists(controls)]
    assert told == [
        (QAccessible.Role.ComboBox, "Colors"),
        (QAccessible.Role.ComboBox, "Text size"),
    ]


def test_every_palette_and_every_size_is_offered(controls):
    themes, sizes = lists(controls)
    assert entries(themes) == [palette.label for palette in PALETTES.values()]
    assert entries(sizes) == [f"Text {factor:.0%}" for factor in TEXT_SIZES]
    assert entries(sizes)[0] == "Text 100%"


@pytest.mark.parametrize("theme", list(PALETTES))
@pytest.mark.parametrize("size", [1.0, 1.75])
def test_a_choice_is_shown_and_is_nobodys_act(controls, qtbot, theme, size):
    with qtbot.assertNotEmitted(controls.chosen):
        controls.show_choice(theme, size)
    themes, sizes = lists(controls)
    assert (themes.currentText(), sizes.currentText()) == (PALETTES[theme].label, f"Text {size:.0%}")


def test_a_choice_that_is_not_offered_is_shown_as_the_usual_one(controls):
    controls.show_choice("plaid", 1.23)
    assert [box.currentIndex() for box in lists(controls)] == [0, 0]


def test_a_pick_tells_both_choices(controls, qtbot):
    controls.show_choice("dark", 1.3)
    _themes, sizes = lists(controls)
    with qtbot.waitSignal(controls.chosen) as told:
        qtbot.keyClick(sizes, Qt.Key.Key_Down)
    assert told.args == ["dark", 1.5]


def test_a_theme_is_picked_by_keys(controls, qtbot):
    themes, _sizes = lists(controls)
    with qtbot.waitSignal(controls.chosen) as told:
        qtbot.keyClick(themes, Qt.Key.Key_End)
    assert told.args == [list(PALETTES)[-1], 1.0]
