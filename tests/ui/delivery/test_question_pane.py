from dataclasses import replace

import pytest
from exams import LEDGER, exam, look
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from seeing import buttons, spoken

from cmas_desktop.ui.delivery.question_pane import READING_WIDTH, QuestionPane, flag_button
from cmas_desktop.ui.theme.theme import theme_for

SIXTY = " ".join(["reimbursement", "of", "the", "claim"] * 15)


class Asked:
    """What the pane asked for."""

    def __init__(self):
        self.all = []

    def __getattr__(self, name):
        return lambda *places: self.all.append((name, *places))


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def lines():
    return look()


@pytest.fixture
def pane(qtbot, asked, lines):
    made = QuestionPane(lines, asked.choose, asked.strike, asked.clear)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def view():
    return exam()[0].question()


def long_view(view):
    options = tuple(replace(option, text=f"{option.letter} {SIXTY}") for option in view.options)
    return replace(view, stem=f"{SIXTY}?", options=options)


def show(pane, view):
    pane.show_question(view)
    QApplication.processEvents()


def whole(pane):
    """Whether every option has the height that its text needs."""
    return all(row.height() >= row.heightForWidth(row.width()) for row in pane.options)


def test_a_question_is_its_stem_and_four_options(pane, view):
    show(pane, view)
    assert pane.stem.text() == "Stem number 1?"
    assert [row.accessibleName() for row in pane.options] == [
        "A. option 1c",
        "B. option 1a",
        "C. option 1d",
        "D. option 1b",
    ]


def test_the_stem_is_told_with_its_place(pane, view):
    show(pane, view)
    assert spoken(pane.stem) == (QAccessible.Role.StaticText, "Question 1 of 5. Stem number 1?")


def test_a_stem_is_shown_as_it_is_written(pane, view):
    show(pane, replace(view, stem="Is 1 < 2 & <b>bold</b>?"))
    assert pane.stem.textFormat() == Qt.TextFormat.PlainText
    assert pane.stem.text() == "Is 1 < 2 & <b>bold</b>?"


def test_clicks_are_reported_with_the_place_of_the_option(pane, view, asked, qtbot):
    show(pane, replace(view, answered=True))
    qtbot.mouseClick(pane.options[3], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.options[1], Qt.MouseButton.RightButton)
    pane.clear_button.click()
    assert asked.all == [("choose", 3), ("strike", 1), ("clear",)]


def test_an_answer_can_be_cleared_only_where_there_is_one(pane, view):
    show(pane, view)
    assert buttons(pane) == []
    show(pane, replace(view, answered=True))
    assert buttons(pane) == ["Clear answer"]


def test_an_exhibit_comes_and_goes_with_its_question(pane, view):
    show(pane, replace(view, number=2, exhibit=LEDGER))
    assert pane.exhibit.isVisible()
    assert pane.exhibit.height() > 100
    show(pane, view)
    assert not pane.exhibit.isVisible()


def test_two_questions_with_one_stem_each_show_their_own_exhibit(pane, view):
    show(pane, replace(view, number=1, stem="What is the balance?", exhibit=LEDGER))
    other = replace(LEDGER, title="Ledger of March")
    show(pane, replace(view, number=2, stem="What is the balance?", exhibit=other))
    assert "Ledger of March" in pane.exhibit.accessibleName()
    assert pane.stem.accessibleName().startswith("Question 2 of 5.")


def test_the_exhibit_is_read_between_stem_and_options(pane, view):
    show(pane, replace(view, exhibit=LEDGER))
    tops = [one.mapTo(pane, one.rect().topLeft()).y() for one in (pane.stem, pane.exhibit, *pane.options)]
    assert tops == sorted(tops)


def test_tab_goes_from_the_stem_over_exhibit_and_options_to_the_button(pane, view, qtbot):
    show(pane, replace(view, exhibit=LEDGER, answered=True))
    pane.read_from_start()
    visited = []
    for _ in range(8):
        visited.append(QApplication.focusWidget())
        qtbot.keyClick(visited[-1], Qt.Key.Key_Tab)
    expected = [pane.stem, pane.exhibit, *pane.options, pane.clear_button]
    assert [one for one in visited if one in expected] == expected


@pytest.mark.parametrize("size", [(760, 560), (1000, 700), (1920, 1080)])
def test_sixty_words_an_option_are_shown_whole_and_scroll_only_down(pane, view, size, qtbot):
    pane.resize(*size)
    show(pane, long_view(view))
    assert whole(pane)
    assert pane.stem.height() >= pane.stem.heightForWidth(pane.stem.width())
    qtbot.waitUntil(lambda: pane.horizontalScrollBar().maximum() == 0)


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_large_text_is_shown_whole_too(pane, view, lines, scale):
    show(pane, long_view(view))
    before = pane.options[0].height()
    lines.replace(theme_for("light", scale, 768))
    QApplication.processEvents()
    assert whole(pane)
    assert pane.options[0].height() > scale * before
    assert pane.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("chosen", [None, 2])
def test_arrows_go_over_the_options_whichever_is_chosen(pane, view, qtbot, chosen, asked):
    options = tuple(replace(one, chosen=place == chosen) for place, one in enumerate(view.options))
    show(pane, replace(view, options=options))
    pane.options[0].setFocus()
    visited = []
    for key in (*[Qt.Key.Key_Down] * 3, *[Qt.Key.Key_Up] * 3):
        qtbot.keyClick(QApplication.focusWidget(), key)
        visited.append(QApplication.focusWidget())
    assert visited == [pane.options[place] for place in (1, 2, 3, 2, 1, 0)]
    assert asked.all == []


def test_lines_get_no_longer_than_can_be_read(pane, view):
    pane.resize(2400, 900)
    show(pane, view)
    assert pane.options[0].width() < READING_WIDTH
    assert pane.options[0].width() > READING_WIDTH - 100


def test_a_new_question_is_read_from_its_top(pane, view):
    pane.resize(760, 300)
    show(pane, long_view(view))
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    show(pane, replace(long_view(view), number=2))
    assert bar.value() == 0


def test_an_answer_does_not_move_what_is_being_read(pane, view):
    pane.resize(760, 300)
    show(pane, long_view(view))
    pane.verticalScrollBar().setValue(90)
    first, *rest = long_view(view).options
    show(pane, replace(long_view(view), options=(replace(first, chosen=True), *rest), answered=True))
    assert pane.verticalScrollBar().value() == 90
    assert pane.options[0].isChecked()


def test_reading_begins_at_the_stem(pane, view):
    show(pane, view)
    pane.options[2].setFocus()
    pane.read_from_start()
    assert QApplication.focusWidget() is pane.stem


def test_the_flag_is_a_button_that_stays_down(qtbot, asked):
    flag = flag_button(asked.flag)
    qtbot.addWidget(flag)
    flag.click()
    assert asked.all == [("flag",)]
    assert flag.isCheckable()
    assert flag.accessibleName() == "Flag for review"
