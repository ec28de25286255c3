import pytest
from banks import full_blueprint
from exams import look
from pasts import LONG_NAME, many, past, waiting
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from seeing import buttons, labels, named, press, words

from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.ui.home.home_page import RECENT, HomePage
from cmas_desktop.ui.home.words import date_words

ALT = Qt.KeyboardModifier.AltModifier
RESULTS = "See the result of "


@pytest.fixture
def page(qtbot):
    made = HomePage(look())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    return made


def know(page, attempts=(), unfinished=None, notice=""):
    page.show_desk(full_blueprint(), attempts, unfinished, notice)
    QApplication.processEvents()


def rows(page):
    return [name for name in buttons(page) if name.startswith(RESULTS)]


def test_before_anything_is_known_nothing_can_be_begun(page):
    assert not page.start.isEnabled()
    assert "Getting ready…" in labels(page)
    assert buttons(page) == [
        "Start a mock exam",
        "Am I ready?",
        "Facts for candidates",
        "Item report",
    ]


def test_it_says_what_it_is_not(page):
    assert labels(page)[-1] == DISCLAIMER


def test_a_newcomer_is_told_what_awaits_them(page):
    know(page)
    assert "Full mock exam" in labels(page)
    assert "210 questions in 2 hours" in words(page)
    assert "None yet." in words(page)
    assert rows(page) == []
    assert "All attempts and trends" not in buttons(page)


@pytest.mark.parametrize("count", [1, 2, RECENT, RECENT + 1, 40])
def test_the_newest_attempts_are_listed_and_all_can_be_seen(page, count):
    attempts = many(min(count, 30)) * (2 if count > 30 else 1)
    know(page, attempts)
    said = [f"{RESULTS}{date_words(one.finished_at)}, score {one.shown}" for one in attempts[:RECENT]]
    assert rows(page) == said
    assert "All attempts and trends" in buttons(page)


def test_an_attempt_is_one_line_of_score_verdict_date_and_name(page):
    know(page, [past(3, 69)])
    texts = labels(page)
    at = texts.index("69")
    assert texts[at : at + 4] == ["69", "Not passed", "Ada Ng", date_words(past(3).finished_at)] or texts[
        at : at + 4
    ] == ["69", "Not passed", date_words(past(3).finished_at), "Ada Ng"]


def test_the_verdict_is_the_attempts_own(page):
    know(page, [past(2, 70), past(1, 69)])
    assert [text for text in labels(page) if text in ("Passed", "Not passed")] == ["Passed", "Not passed"]


def test_each_result_can_be_asked_for(page, qtbot):
    know(page, many(3))
    for name, wanted in zip(rows(page), ("a-3", "a-2", "a-1"), strict=True):
        with qtbot.waitSignal(page.result_asked) as asked:
            press(page, name)
        assert asked.args == [wanted]


def test_what_is_known_later_replaces_what_was_shown(page):
    know(page, many(3))
    know(page, [past(7, 81)])
    assert len(rows(page)) == 1
    assert "score 81" in rows(page)[0]
    assert "1 attempt, 1 passed; best score 81." in labels(page)
    know(page, ())
    assert rows(page) == []
    assert "All attempts and trends" not in buttons(page)


def test_an_exam_that_waits_comes_first(page, qtbot):
    know(page, many(2), waiting())
    assert "Your exam is waiting" in labels(page)
    assert "Ada Ng, you are at question 42 of 210. Every answer is stored." in words(page)
    assert "Start a mock exam" not in buttons(page)
    with qtbot.waitSignal(page.resume_asked) as asked:
        press(page, "Continue the exam")
    assert asked.args == ["a-9"]


def test_when_nothing_waits_any_more_a_new_one_can_be_begun(page, qtbot):
    know(page, (), waiting())
    know(page)
    assert "Full mock exam" in labels(page)
    assert "Continue the exam" not in buttons(page)
    with qtbot.waitSignal(page.start_asked):
        press(page, "Start a mock exam")


@pytest.mark.parametrize(
    ("unfinished", "button"), [(None, "Start a mock exam"), (waiting(), "Continue the exam")]
)
def test_the_focus_stands_on_the_next_thing_to_do(page, unfinished, button):
    know(page, (), unfinished)
    page.take_focus()
    assert QApplication.focusWidget() is named(page, button)


@pytest.mark.parametrize(
    ("key", "signal"),
    [(Qt.Key.Key_S, "start_asked"), (Qt.Key.Key_C, "facts_asked"), (Qt.Key.Key_T, "history_asked")],
)
def test_every_way_on_has_its_letter(page, qtbot, key, signal):
    know(page, many(1))
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(page, key, ALT)


def test_a_notice_is_shown_and_can_be_closed(page):
    know(page, notice="The database was rebuilt from the journals.")
    assert page.banner.text == "The database was rebuilt from the journals."
    press(page.banner, "Close")
    assert not page.banner.isVisible()


def test_without_a_notice_there_is_no_banner(page):
    know(page, many(1))
    assert not page.banner.isVisible()


@pytest.mark.parametrize("width", [760, 1000, 1600])
def test_a_very_long_name_makes_no_window_wider(page, width):
    page.resize(width, 700)
    know(page, [past(3, candidate=LONG_NAME)], None)
    assert isinstance(page, QScrollArea)
    assert page.width() == width
    assert page.horizontalScrollBar().maximum() == 0
    assert LONG_NAME in words(page)
