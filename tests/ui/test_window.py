"""The window as a person meets it: real desk, real data folder, keys and clicks."""

import threading

import pytest
from desks import begun, sat
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from sittings import HOUR_MS

from cmas_desktop.engine.errors import AssemblyError, CancelledError
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.places import resources_folder
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.delivery.steps import AgreementStep, ConfirmStep, IdentityStep, ReadyStep
from cmas_desktop.ui.delivery.tutorial import Tutorial
from cmas_desktop.ui.flow import Flow
from cmas_desktop.ui.home.facts_page import FactsPage
from cmas_desktop.ui.home.history_page import HistoryPage
from cmas_desktop.ui.results.answers_page import AnswersPage
from cmas_desktop.ui.results.result_page import ResultPage
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.window import MainWindow


@pytest.fixture
def window(qtbot):
    made = MainWindow(resources_folder(), Settings(), full_screen=False)
    qtbot.addWidget(made)
    made.resize(1024, 768)
    made.show()
    yield made
    if flow_of(made) is not None:
        flow_of(made).exam = None


def give_desk(window, desk):
    """The desk arrives: a flow leads the window from now on."""
    Flow(window, desk).begin()


def flow_of(window):
    return window.findChild(Flow)


def exam_of(window):
    return flow_of(window).exam


def place(window):
    return window.stack.currentWidget()


def press(inside, name):
    next(one for one in inside.findChildren(QPushButton) if one.accessibleName() == name).click()


def words(inside):
    return " ".join(one.text() for one in inside.findChildren(QLabel) if not one.isHidden())


def overlay(window):
    return next(one for one in window.findChildren(Overlay) if one.isVisible())


def test_the_first_screen_is_painted_before_anything_is_loaded(window, qtbot):
    assert place(window) is window.home
    assert not window.home.start.isEnabled()
    assert "Getting ready" in words(window.home)


def test_with_the_desk_the_start_can_be_pressed(window, desk, qtbot):
    with qtbot.waitSignal(window.ready):
        give_desk(window, desk)
    assert window.home.start.isEnabled()
    assert "210 questions in 2 hours" in words(window.home)
    qtbot.waitUntil(lambda: "None yet" in words(window.home))


def test_a_fault_at_the_start_is_said_and_nothing_can_be_begun(window):
    window.say_closed("This data was written by a newer version.")
    assert "newer version" in window.home.banner.text
    assert not window.home.start.isEnabled()


def go_to_gate(window, qtbot):
    window.home.start.click()
    identity = place(window)
    assert isinstance(identity, IdentityStep)
    identity.name.setText("Ada Ng")
    press(identity, "Continue")
    assert isinstance(place(window), ConfirmStep)
    place(window).yes.click()
    assert isinstance(place(window), AgreementStep)
    place(window).agree.click()
    assert isinstance(place(window), Tutorial)
    place(window).skip.click()
    gate = place(window)
    assert isinstance(gate, ReadyStep)
    qtbot.waitUntil(gate.yes.isEnabled, timeout=20_000)
    return gate


def test_the_way_into_the_exam(window, desk, qtbot):
    give_desk(window, desk)
    gate = go_to_gate(window, qtbot)
    assert "seen none of its questions" in gate.status.text()
    gate.yes.click()
    assert exam_of(window) is not None
    assert exam_of(window).bar.counter.text() == "1 of 210"
    assert exam_of(window).bar.candidate.text() == "Ada Ng"
    assert desk.settings().candidate == "Ada Ng"


def test_no_at_the_gate_leads_back_to_the_tutorial_and_on_again(window, desk, qtbot):
    give_desk(window, desk)
    press(go_to_gate(window, qtbot), "No, back to the tutorial")
    assert isinstance(place(window), Tutorial)
    place(window).skip.click()
    assert place(window).yes.isEnabled()


def test_refusing_the_agreement_leads_home_and_begins_nothing(window, desk, qtbot):
    give_desk(window, desk)
    window.home.start.click()
    place(window).name.setText("Ada Ng")
    press(place(window), "Continue")
    place(window).yes.click()
    press(place(window), "I do not agree")
    assert place(window) is window.home
    assert desk.attempts() == []


def walk_to_gate(window):
    """From the first screen to the gate before the exam."""
    window.home.start.click()
    place(window).name.setText("Ada Ng")
    press(place(window), "Continue")
    place(window).yes.click()
    place(window).agree.click()
    place(window).skip.click()
    return place(window)


def test_a_form_that_cannot_be_made_is_told_at_the_gate(window, desk, qtbot, monkeypatch):
    give_desk(window, desk)

    class Fails:
        def __call__(self, progress):
            raise AssemblyError("Domain d1 is short by 3 items.")

        def cancel(self):
            pass

    monkeypatch.setattr(desk, "maker", lambda enrollment: Fails())
    gate = walk_to_gate(window)
    qtbot.waitUntil(lambda: "short by 3" in gate.status.text(), timeout=10_000)
    assert not gate.yes.isEnabled()


def test_whoever_stops_while_the_form_is_in_the_making_goes_home_and_nothing_was_begun(
    window, desk, qtbot, monkeypatch
):
    give_desk(window, desk)
    stopped = threading.Event()

    class Endless:
        def __call__(self, progress):
            progress("Choosing 210 of 1,267 questions")
            stopped.wait(10)
            raise CancelledError

        def cancel(self):
            stopped.set()

    monkeypatch.setattr(desk, "maker", lambda enrollment: Endless())
    gate = walk_to_gate(window)
    qtbot.waitUntil(lambda: "choosing 210" in gate.status.text(), timeout=10_000)
    gate.stop.click()
    assert place(window) is window.home
    assert stopped.is_set()
    assert desk.attempts() == []


def test_a_whole_exam_by_keys_ends_with_the_result(window, desk, hand, qtbot):
    give_desk(window, desk)
    flow_of(window).open_exam(begun(desk))
    exam = exam_of(window)
    for number in range(200):
        hand.run(20_000)
        qtbot.keyClick(exam, Qt.Key(Qt.Key.Key_A + number % 4))
        qtbot.keyClick(exam, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    exam.end.click()
    press(overlay(window), "End the exam")
    press(overlay(window), "Yes, hand in")
    assert isinstance(place(window), ResultPage)
    assert "Not passed with a score of" in words(place(window))
    assert exam_of(window) is None


def test_an_interrupted_candidate_is_back_on_the_same_question_at_once(window, desk, hand):
    opened = begun(desk)
    opened.sitting.record(EventKind.SHOWN, hand.run(9_000), position=41)
    opened.sitting.record(EventKind.CHOSEN, hand.run(9_000), position=41, option=1)
    hand.run(30_000)
    give_desk(window, desk)
    assert exam_of(window).bar.counter.text() == "42 of 200"
    assert any(row.isChecked() for row in exam_of(window).question_pane.options)
    assert "Welcome back" in exam_of(window).banner.text


def test_an_exam_that_was_left_waits_on_the_first_screen(window, desk, hand):
    opened = begun(desk)
    opened.sitting.record(EventKind.LEFT, hand.run(9_000))
    give_desk(window, desk)
    assert place(window) is window.home
    assert "Your exam is waiting" in words(window.home)
    window.home.resume.click()
    assert exam_of(window) is not None


def test_an_exam_whose_time_ran_out_while_away_is_handed_in_with_what_stands(window, desk, hand):
    opened = begun(desk)
    opened.sitting.record(EventKind.CHOSEN, hand.run(9_000), position=0, option=1)
    hand.run(5 * HOUR_MS)
    give_desk(window, desk)
    assert isinstance(place(window), ResultPage)
    assert "when the time was up" in words(place(window))


def test_closing_during_an_exam_asks_and_leaving_keeps_everything(window, desk, hand):
    give_desk(window, desk)
    flow_of(window).open_exam(begun(desk))
    exam_of(window).presenter.choose(2)
    assert not window.close()
    press(overlay(window), "Leave for now")
    assert place(window) is window.home
    assert "Your exam is waiting" in words(window.home)
    assert desk.unfinished().left


def test_closing_at_home_closes(window, desk, qtbot):
    give_desk(window, desk)
    with qtbot.waitSignal(window.closing):
        assert window.close()


def test_a_notice_of_a_rebuild_is_shown_once_the_desk_is_there(window, desk, monkeypatch):
    monkeypatch.setattr(type(desk), "notice", "The database was rebuilt.")
    give_desk(window, desk)
    assert window.home.banner.text == "The database was rebuilt."
    window.home.banner.hide()
    window.home.facts_asked.emit()
    press(place(window), "Back")
    assert not window.home.banner.isVisibleTo(window.home)


def test_a_second_copy_that_failed_in_the_exam_is_told_at_home(window, desk, tmp_path):
    give_desk(window, desk)
    (tmp_path / "journals").write_text("a file where the folder should be")
    flow_of(window).open_exam(begun(desk))
    exam_of(window).presenter.choose(2)
    assert not window.close()
    press(overlay(window), "Leave for now")
    assert "safe in the database" in window.home.banner.text


def test_history_facts_result_and_answers_can_be_visited(window, desk, hand, qtbot):
    _opened, result = sat(desk, hand, right=120)
    give_desk(window, desk)
    window.home.history_asked.emit()
    assert isinstance(place(window), HistoryPage)
    assert str(result.shown) in words(place(window))
    press(place(window), "Back")
    window.home.facts_asked.emit()
    assert isinstance(place(window), FactsPage)
    assert "$125" in words(place(window))
    press(place(window), "Back")
    flow_of(window).show_attempt(result.attempt_id)
    assert isinstance(place(window), ResultPage)
    place(window).answers.click()
    assert isinstance(place(window), AnswersPage)
    press(place(window), "Back")
    press(place(window), "Home")
    assert place(window) is window.home


def test_a_result_that_is_missing_is_said_at_home(window, desk):
    give_desk(window, desk)
    flow_of(window).show_attempt("nobody")
    assert place(window) is window.home
    assert window.home.banner.isVisible()


def test_the_report_is_written_in_the_background_and_its_place_is_told(window, desk, hand, qtbot, tmp_path):
    _opened, result = sat(desk, hand)
    give_desk(window, desk)
    flow_of(window).show_result(result)
    page = place(window)
    flow_of(window).write_report(page, result, tmp_path / "r.pdf", opened=False)
    qtbot.waitUntil(page.banner.isVisible, timeout=20_000)
    assert str(tmp_path / "r.pdf") in page.banner.text
    assert (tmp_path / "r.pdf").exists()


def test_a_report_that_is_ready_after_its_page_was_left_is_told_at_home(window, desk, hand, qtbot, tmp_path):
    _opened, result = sat(desk, hand)
    give_desk(window, desk)
    flow_of(window).show_result(result)
    flow_of(window).write_report(place(window), result, tmp_path / "r.pdf", opened=False)
    press(place(window), "Home")
    qtbot.waitUntil(window.home.banner.isVisible, timeout=20_000)
    assert str(tmp_path / "r.pdf") in window.home.banner.text


def test_a_report_that_cannot_be_written_is_told_in_a_sentence(window, desk, hand, qtbot, tmp_path):
    _opened, result = sat(desk, hand)
    give_desk(window, desk)
    flow_of(window).show_result(result)
    page = place(window)
    flow_of(window).write_report(page, result, tmp_path / "none" / "r.pdf", opened=False)
    qtbot.waitUntil(page.banner.isVisible, timeout=20_000)
    assert page.banner.property("kind") == "bad"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_theme_holds_at_once_and_at_the_next_start(window, desk, theme):
    give_desk(window, desk)
    window.home.looks.chosen.emit(theme, 1.3)
    assert window.look.theme.palette.name == theme
    assert (desk.settings().theme, desk.settings().text_size) == (theme, 1.3)


def test_the_looks_change_during_an_exam_too(window, desk):
    give_desk(window, desk)
    flow_of(window).open_exam(begun(desk))
    height = exam_of(window).question_pane.options[0].height()
    window.choose_look("dark", 2.0)
    QApplication.processEvents()
    assert exam_of(window).question_pane.options[0].height() > height


def test_text_grows_with_a_tall_window(window):
    assert window.look.theme.scale == 1.0
    window.resize(2000, 1800)
    QApplication.processEvents()
    assert window.look.theme.scale == 2.0


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_no_page_outside_the_exam_scrolls_sideways_at_the_largest_text(qtbot, desk, hand, theme):
    _opened, result = sat(desk, hand, right=120)
    window = MainWindow(resources_folder(), Settings(theme=theme, text_size=2.0), full_screen=False)
    qtbot.addWidget(window)
    window.resize(1024, 768)
    window.show()
    give_desk(window, desk)
    flow = flow_of(window)
    for go in (
        flow.go_home,
        flow.show_history,
        flow.show_facts,
        lambda: flow.show_result(result),
        lambda: flow.show_certificate(result),
    ):
        go()
        QApplication.processEvents()
        assert place(window).horizontalScrollBar().maximum() == 0
