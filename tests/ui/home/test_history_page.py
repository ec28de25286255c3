import pytest
from banks import full_blueprint
from exams import look
from pasts import LONG_NAME, many, past
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from seeing import buttons, colors, labels, painted, press, words

from cmas_desktop.ui.home.history_page import TREND_ATTEMPTS, HistoryPage
from cmas_desktop.ui.home.words import date_words
from cmas_desktop.ui.widgets.charts import Trend


@pytest.fixture
def show(qtbot):
    def open_page(attempts, width=1000):
        page = HistoryPage(look(), full_blueprint(), attempts)
        qtbot.addWidget(page)
        page.resize(width, 700)
        with qtbot.waitActive(page):
            page.show()
        return page

    return open_page


def trends(page):
    return [trend.accessibleName() for trend in page.findChildren(Trend)]


def test_an_empty_history_is_one_sentence_and_the_way_back(show):
    page = show(())
    assert "None yet." in words(page)
    assert trends(page) == []
    assert buttons(page) == ["Back"]


def test_one_attempt_has_a_trend_of_one_point(show):
    page = show([past(3, 64)])
    assert trends(page)[0] == "Scaled score; dashed line: pass mark 70: 64"
    assert len(buttons(page)) == 2


def test_the_score_is_followed_from_the_oldest_to_the_newest(show):
    assert trends(show(many(4)))[0].endswith(": 51, 52, 53, 54")


def test_each_domain_has_its_own_trend(show):
    domains = full_blueprint().domains
    told = trends(show([past(2, share=0.5), past(1, share=0.25)]))[1:]
    assert told == [f"{domain.short}: 25%, 50%" for domain in domains]


def test_a_domain_that_an_old_attempt_did_not_know_counts_as_nothing(show):
    old = past(1)
    partly = type(old)("a-1", "Ada Ng", old.finished_at, 60, False, {"d1": 0.5})
    told = trends(show([partly]))
    assert told[1].endswith("50%")
    assert all(one.endswith(": 0%") for one in told[2:])


def test_a_trend_shows_the_newest_and_the_list_shows_all(show):
    attempts = many(TREND_ATTEMPTS + 8)
    page = show(attempts)
    newest = [str(one.shown) for one in reversed(attempts[:TREND_ATTEMPTS])]
    assert trends(page)[0].endswith(": " + ", ".join(newest))
    assert len(buttons(page)) == 1 + len(attempts)


def test_attempts_are_listed_newest_first_with_their_verdicts(show):
    page = show([past(9, 88), past(4, 69)])
    names = [name for name in buttons(page) if name != "Back"]
    assert names == [
        f"See the result of {date_words(past(9).finished_at)}, score 88",
        f"See the result of {date_words(past(4).finished_at)}, score 69",
    ]
    assert [text for text in labels(page) if "assed" in text and "," not in text] == ["Passed", "Not passed"]


def test_every_result_can_be_asked_for(show, qtbot):
    page = show(many(5))
    for name, wanted in zip(buttons(page)[1:], ("a-5", "a-4", "a-3", "a-2", "a-1"), strict=True):
        with qtbot.waitSignal(page.result_asked) as asked:
            press(page, name)
        assert asked.args == [wanted]


def test_back_has_its_letter(show, qtbot):
    page = show(many(1))
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize("width", [760, 1200])
def test_a_very_long_name_wraps_inside_the_list(show, width):
    page = show([past(3, candidate=LONG_NAME)], width)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert LONG_NAME in labels(page)


def test_the_trends_are_really_drawn(show):
    page = show(many(6))
    for trend in page.findChildren(Trend):
        assert look().theme.palette.accent in colors(painted(trend))
