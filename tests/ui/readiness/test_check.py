"""A readiness check as a person meets it: real desk, real window, keys and clicks."""

import pytest
from desks import ADA
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from cmas_desktop.engine.attempt import Stage
from cmas_desktop.engine.readiness import Readiness
from cmas_desktop.engine.readiness_words import HEADLINES, NOT_A_SCORE
from cmas_desktop.places import resources_folder
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.flow import Flow
from cmas_desktop.ui.home.history_page import HistoryPage
from cmas_desktop.ui.readiness.intro import CheckIntro
from cmas_desktop.ui.readiness.result_page import CheckResultPage
from cmas_desktop.ui.readiness.screen import CheckScreen
from cmas_desktop.ui.results.answers_page import AnswersPage
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.window import MainWindow


@pytest.fixture
def window(qtbot):
    made = MainWindow(resources_folder(), Settings(), full_screen=False)
    qtbot.addWidget(made)
    made.resize(1024, 768)
    made.show()
    yield made
    made.asks_to_stay = lambda: False


@pytest.fixture
def flow(window, desk):
    made = Flow(window, desk)
    made.begin()
    return made


@pytest.fixture
def screen(flow, desk):
    """The check screen at its first question."""
    return flow.open_check(desk.readiness.begin(ADA, desk.readiness.maker(ADA)()))


def place(window):
    return window.stack.currentWidget()


def press(inside, name):
    next(one for one in inside.findChildren(QPushButton) if one.accessibleName() == name).click()


def texts(inside):
    return " ".join(one.text() for one in inside.findChildren(QLabel))


def answer(screen, right=True):
    """Choose the right option, or another, and go on."""
    presenter = screen.presenter
    slot = presenter.form.questions[presenter.sitting.state.position]
    option = slot.key if right else (slot.key + 1) % 4
    presenter.choose(slot.order.index(option))
    screen.show_state()
    screen.next.click()


def test_from_the_first_screen_to_the_outcome(flow, window, qtbot):
    window.home.check.click()
    intro = place(window)
    assert isinstance(intro, CheckIntro)
    assert all(sentence in texts(intro) for sentence in NOT_A_SCORE)
    intro.name.setText("Ada Ng")
    intro.start.click()
    qtbot.waitUntil(lambda: isinstance(place(window), CheckScreen), timeout=20_000)
    screen = place(window)
    for _ in range(20):
        answer(screen)
    page = place(window)
    assert isinstance(page, CheckResultPage)
    assert HEADLINES[Readiness.READY] in texts(page)
    assert "After 20 questions" in texts(page)
    assert all(sentence in texts(page) for sentence in NOT_A_SCORE)


def test_a_name_is_asked_for(flow, window):
    window.home.check.click()
    intro = place(window)
    intro.name.setText("  ")
    intro.start.click()
    assert "enter a name" in intro.problem.text()
    assert place(window) is intro


def test_back_leads_home_and_nothing_was_begun(flow, window, desk):
    window.home.check.click()
    press(place(window), "Back")
    assert place(window) is window.home
    assert desk.attempts() == []


def test_nothing_is_left_without_an_answer(screen):
    position = screen.presenter.sitting.state.position
    assert not screen.next.isEnabled()
    screen.presenter.step(1)
    assert screen.presenter.sitting.state.position == position


def test_a_letter_chooses_shift_strikes_out_and_next_moves_on(screen, qtbot):
    qtbot.keyClick(screen, Qt.Key.Key_B)
    assert screen.presenter.question().options[1].chosen
    qtbot.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert screen.presenter.question().options[3].struck
    assert "Saved" in screen.strip.saved.text()
    screen.next.click()
    assert screen.bar.counter.text() == "Question 2, at most 60"
    assert not screen.presenter.question().answered


def test_there_is_no_way_back(screen):
    answer(screen)
    second = screen.presenter.sitting.state.position
    screen.presenter.step(-1)
    assert screen.presenter.sitting.state.position == second


def test_it_can_be_stopped_and_then_says_that_it_cannot_say(screen, window):
    answer(screen)
    screen.stop.click()
    overlay = next(one for one in window.findChildren(Overlay) if one.isVisible())
    assert "at least 20" in texts(overlay)
    press(overlay, "Stop and see the outcome")
    assert isinstance(place(window), CheckResultPage)
    assert "it needs at least 20" in texts(place(window))


def test_going_on_after_all_keeps_the_check(screen, window):
    screen.stop.click()
    press(next(one for one in window.findChildren(Overlay) if one.isVisible()), "Go on")
    assert place(window) is screen
    assert screen.presenter.stage is Stage.QUESTION


def test_when_the_time_is_up_what_stands_is_handed_in(screen, window, hand):
    answer(screen)
    hand.run(36 * 60_000)
    screen.tick()
    assert isinstance(place(window), CheckResultPage)
    assert "when the time was up" in texts(place(window))


def test_five_minutes_before_the_end_it_warns(screen, hand):
    hand.run(31 * 60_000 + 1_000)
    screen.tick()
    assert "5 minutes left" in texts(screen.banner)


def test_an_interrupted_check_goes_on_where_it_was(screen, flow, window, desk):
    for _ in range(3):
        answer(screen)
    position = screen.presenter.sitting.state.position
    screen.ask_to_leave("2 minutes")
    overlay = next(one for one in window.findChildren(Overlay) if one.isVisible())
    assert "readiness check" in texts(overlay)
    press(overlay, "Leave for now")
    assert place(window) is window.home
    assert "Your readiness check is waiting" in texts(window.home)
    window.home.resume.click()
    assert isinstance(place(window), CheckScreen)
    assert place(window).presenter.sitting.state.position == position
    assert place(window).bar.counter.text() == "Question 4, at most 60"


def test_its_answers_can_be_read_and_only_what_was_asked_is_listed(screen, window):
    for _ in range(20):
        answer(screen, right=False)
    press(place(window), "Read the answers")
    assert isinstance(place(window), AnswersPage)
    assert "All questions (20)" in [place(window).narrow.itemText(0)]
    press(place(window), "Back")
    assert isinstance(place(window), CheckResultPage)


def test_the_history_lists_it_and_leads_to_its_outcome(screen, flow, window):
    for _ in range(20):
        answer(screen, right=False)
    press(place(window), "Home")
    press(window.home, "All attempts and trends")
    page = place(window)
    assert isinstance(page, HistoryPage)
    assert HEADLINES[Readiness.NOT_YET] in texts(page)
    next(one for one in page.findChildren(QPushButton) if one.text() == "See outcome").click()
    assert isinstance(place(window), CheckResultPage)


def test_the_outcome_leads_to_a_mock_exam(screen, window):
    for _ in range(20):
        answer(screen)
    place(window).exam.click()
    assert "Who is sitting this exam?" in texts(place(window))
