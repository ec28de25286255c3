from dataclasses import replace

import pytest
from banks import full_blueprint
from exams import LEDGER, exam, look, small_form
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFrame
from seeing import labels, words

from cmas_desktop.ui.ports import AnswerSheetView
from cmas_desktop.ui.results.answers_page import FILTERS, AnswersPage, answer_views
from cmas_desktop.ui.widgets.exhibit_view import ExhibitView

RIGHT, WRONG = 1, 0
"""Places on the screen: the builders' form shows the key as the second option and option c as the first."""


def sheet(answers=(RIGHT, WRONG, None, WRONG, RIGHT), flags=(2, 3), pretest=()):
    """A finished attempt: what was chosen per question, which (from 0) were flagged or not scored."""
    presenter, hand, _journal = exam(count=len(answers))
    for place, shown in enumerate(answers):
        presenter.go(place)
        hand.run(61_000)
        if shown is not None:
            presenter.choose(shown)
    for place in flags:
        presenter.flag(place)
    presenter.submit("candidate")
    form, items = small_form(len(answers))
    questions = tuple(replace(slot, scored=place not in pretest) for place, slot in enumerate(form.questions))
    return AnswerSheetView(presenter.sitting.state, replace(form, questions=questions), items)


@pytest.fixture
def show(qtbot):
    def open_page(seen=None):
        page = AnswersPage(look(), full_blueprint(), seen or sheet())
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitActive(page):
            page.show()
        return page

    return open_page


def listed(page):
    """The questions of the list as a screen reader says them."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [page.list.item(at).data(role) for at in range(page.list.count())]


def narrow(page, name):
    page.narrow.setCurrentIndex(FILTERS.index(name))
    QApplication.processEvents()


def answers(page):
    """What stands in each option's frame, from the first to the last."""
    QApplication.processEvents()
    frames = [
        one for one in page.detail.findChildren(QFrame) if one.objectName() == "answer" and one.isVisible()
    ]
    return [labels(one) for one in frames]


def test_each_question_is_right_wrong_or_blank():
    assert [view.word for view in answer_views(sheet())] == ["Right", "Wrong", "Blank", "Wrong", "Right"]


def test_every_list_says_how_many_it_holds(show):
    page = show()
    told = [page.narrow.itemText(at) for at in range(page.narrow.count())]
    assert told == ["All questions (5)", "Wrong (2)", "Blank (1)", "Flagged (2)", "Right (2)"]


def test_the_wrong_answers_come_first_and_the_first_of_them_is_open(show):
    page = show()
    assert listed(page) == ["Question 2, Wrong", "Question 4, Wrong, flagged"]
    assert "Stem number 2?" in words(page.detail)


def test_with_nothing_wrong_all_questions_are_listed(show):
    page = show(sheet((RIGHT, RIGHT, None), flags=()))
    assert listed(page) == ["Question 1, Right", "Question 2, Right", "Question 3, Blank"]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("All questions", [1, 2, 3, 4, 5]),
        ("Wrong", [2, 4]),
        ("Blank", [3]),
        ("Flagged", [3, 4]),
        ("Right", [1, 5]),
    ],
)
def test_a_narrowed_list_holds_its_own_and_opens_its_first(show, name, numbers):
    page = show()
    narrow(page, name)
    assert [int(text.split(",")[0].removeprefix("Question ")) for text in listed(page)] == numbers
    assert f"Stem number {numbers[0]}?" in words(page.detail)


def test_an_empty_list_says_so_and_shows_no_question(show):
    page = show(sheet((RIGHT, RIGHT), flags=()))
    assert not page.empty.isVisible()
    narrow(page, "Flagged")
    assert page.empty.isVisible()
    assert listed(page) == []
    assert labels(page.detail) == []
    narrow(page, "Right")
    assert not page.empty.isVisible()
    assert "Stem number 1?" in words(page.detail)


def test_options_stand_in_the_order_in_which_they_were_shown(show):
    page = show()
    assert [texts[0] for texts in answers(page)] == [
        "<b>A. option 2c</b>",
        "<b>B. option 2a</b>",
        "<b>C. option 2d</b>",
        "<b>D. option 2b</b>",
    ]


def test_the_right_and_the_own_answer_are_told_in_words_each_with_its_reason(show):
    page = show()
    assert [texts[1:] for texts in answers(page)] == [
        ["Your answer", "because 2c"],
        ["Right answer", "because 2a"],
        ["because 2d"],
        ["because 2b"],
    ]


def test_a_right_answer_is_told_as_both(show):
    page = show()
    narrow(page, "Right")
    assert answers(page)[1] == ["<b>B. option 1a</b>", "Right answer, your answer", "because 1a"]


def test_a_blank_question_has_no_answer_of_ones_own(show):
    page = show()
    narrow(page, "Blank")
    told = [text for texts in answers(page) for text in texts]
    assert "Right answer" in told
    assert not any("your answer" in text.lower() for text in told)


def test_source_date_domain_and_time_are_told(show):
    texts = labels(show().detail)
    assert texts[0].split("  ·  ") == ["Domain d1", "1 min 01 s"]
    assert texts[-2:] == ["Source: Source 2", "Facts checked 2026-11-01."]


def test_a_question_that_did_not_count_is_told_so(show):
    page = show(sheet(pretest=(1,)))
    assert "not scored" in labels(page.detail)[0]
    page.list.setCurrentRow(1)
    QApplication.processEvents()
    assert "not scored" not in labels(page.detail)[0]


def test_an_exhibit_is_shown_with_its_question_and_goes_with_it(show):
    page = show()
    exhibit = page.detail.findChild(ExhibitView)
    assert exhibit.isVisible()
    assert LEDGER.title in exhibit.accessibleName()
    page.list.setCurrentRow(1)
    assert not any(one.isVisible() for one in page.detail.findChildren(ExhibitView))


def test_marks_of_a_markup_are_shown_as_they_are(show):
    seen = sheet((WRONG,), flags=())
    strange = replace(
        seen.items["q1"], options=("<b>1</b>", "a < b", "R&D", "x"), stem="Is 1 < 2 & <i>so</i>?"
    )
    page = show(replace(seen, items={"q1": strange}))
    texts = [texts[0] for texts in answers(page)]
    assert texts[:2] == ["<b>A. R&amp;D</b>", "<b>B. &lt;b&gt;1&lt;/b&gt;</b>"]
    stem = next(
        one for one in page.detail.findChildren(QFrame) if getattr(one, "text", str)() == strange.stem
    )
    assert stem.textFormat() == Qt.TextFormat.PlainText


def test_the_list_is_gone_through_by_keys(show, qtbot):
    page = show()
    narrow(page, "All questions")
    page.list.setFocus()
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(page.list, key)
        QApplication.processEvents()
        seen.append(next(text for text in labels(page.detail) if text.startswith("Stem")))
    assert seen == [f"Stem number {number}?" for number in (2, 3, 5, 1)]


def test_another_question_is_read_from_its_start(show):
    page = show()
    page.resize(800, 300)
    QApplication.processEvents()
    bar = page.detail.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.list.setCurrentRow(1)
    assert bar.value() == 0


def test_the_parts_are_named_for_a_screen_reader(show):
    page = show()
    assert page.narrow.accessibleName() == "Which questions to list"
    interface = QAccessible.queryAccessibleInterface(page.list)
    assert (interface.role(), page.list.accessibleName()) == (QAccessible.Role.List, "Questions")


def test_back_has_its_letter(show, qtbot):
    page = show()
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)


def test_a_long_exam_is_listed_whole(show):
    page = show(sheet((RIGHT, WRONG) * 50, flags=range(0, 100, 5)))
    assert len(listed(page)) == 50
    narrow(page, "Flagged")
    assert len(listed(page)) == 20
