from dataclasses import replace

import pytest
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from results import LONG_NAME, all_right, failing, nothing_right, passing
from seeing import buttons, labels, named, words

from cmas_desktop.engine import result_words
from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.ui.results.result_page import ResultPage
from cmas_desktop.ui.widgets.charts import DomainBars, ScoreRule

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def show(qtbot):
    def open_page(result, width=1000):
        page = ResultPage(look(), result)
        qtbot.addWidget(page)
        page.resize(width, 700)
        with qtbot.waitActive(page):
            page.show()
        return page

    return open_page


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (passing(), "Passed with a score of 73"),
        (failing(), "Not passed with a score of 69"),
        (nothing_right(), "Not passed with a score of 0"),
        (all_right(), "Passed with a score of 100"),
    ],
    ids=["passing", "failing", "nothing right", "all right"],
)
def test_the_verdict_is_one_sentence_before_all_else(show, result, sentence):
    page = show(result)
    assert labels(page)[:3] == [result.exam_title, sentence, result.candidate]


def test_the_score_is_drawn_and_said_with_what_it_rests_on(show):
    page, result = show(passing()), passing()
    rule = page.findChild(ScoreRule).accessibleName()
    assert "Score 73 on a scale from 0 to 100; the pass mark is 70." in rule
    assert result_words.band_sentence(result) in labels(page)
    assert result_words.chance_sentence(result) in labels(page)


def test_every_domain_is_said_in_words(show):
    page = show(passing())
    told = page.findChild(DomainBars).accessibleName()
    assert all(result_words.domain_sentence(domain) in told for domain in passing().domains)


def test_what_to_study_first_is_numbered_with_what_was_lost(show):
    texts = labels(show(passing()))
    for place, advice in enumerate(passing().study_first, start=1):
        at = texts.index(f"{place}. {advice.name}")
        assert texts[at + 1] == f"{advice.lost} of {advice.items} lost here"


def test_who_lost_nothing_is_sent_to_study_nothing(show):
    assert "What to study first" not in labels(show(all_right()))


def test_every_fact_of_the_sitting_stands_beside_its_name(show):
    texts, result = labels(show(passing())), passing()
    for name, value in (*result_words.sitting_facts(result), ("Verification code", result.verification)):
        assert texts[texts.index(name) + 1] == value


def test_an_exam_that_time_ended_says_so(show):
    assert "when the time was up" in labels(show(failing()))
    assert "when the time was up" not in labels(show(passing()))


def test_a_form_that_gave_way_says_on_what(show):
    texts = words(show(replace(passing(), relaxed=("d1-a: 2 instead of 3", "recall up to 45%"))))
    assert "This form gave way on: d1-a: 2 instead of 3; recall up to 45%." in texts
    assert "gave way" not in words(show(passing()))


def test_the_assumptions_and_what_this_is_not_stand_at_the_end(show):
    texts = labels(show(passing()))
    assert texts[-2:] == [" ".join(passing().assumptions), DISCLAIMER]


def test_the_focus_stands_on_the_next_step(show):
    page = show(failing())
    assert QApplication.focusWidget() is named(page, "Read the answers")


def test_tab_goes_through_the_buttons_as_they_stand(show, qtbot):
    page, visited = show(passing()), []
    for _ in range(5):
        visited.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        while not QApplication.focusWidget().accessibleName():
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert visited == [
        "Read the answers",
        "Save the report (PDF)",
        "Open the report",
        "How your form was made",
        "Home",
    ]
    assert set(visited) == set(buttons(page))


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_R, "answers_asked"),
        (Qt.Key.Key_S, "save_asked"),
        (Qt.Key.Key_O, "open_asked"),
        (Qt.Key.Key_H, "home_asked"),
    ],
)
def test_each_way_on_has_its_letter(show, qtbot, key, signal):
    page = show(passing())
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(page, key, ALT)


@pytest.mark.parametrize("width", [760, 1400])
def test_a_very_long_name_makes_nothing_wider(show, width):
    page = show(passing(candidate=LONG_NAME), width)
    assert page.horizontalScrollBar().maximum() == 0
    assert LONG_NAME in labels(page)


def test_what_is_said_of_the_report_stands_at_the_top(show):
    page = show(passing())
    page.banner.say("The report is at /home/ada/r.pdf", "calm")
    QApplication.processEvents()
    assert page.banner.isVisible()
    assert page.banner.mapTo(page, page.banner.rect().topLeft()).y() < 60
