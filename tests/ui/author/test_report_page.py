"""The item report in the window: real desk, real calibration, ticks and names."""

import random

import pytest
from desks import open_here, sat
from exams import look
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from sittings import HandClock

from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.item_report import item_report
from cmas_desktop.engine.stored_responses import FinishedAttempt
from cmas_desktop.places import resources_folder
from cmas_desktop.shelf import build_form, open_shelf, request_of
from cmas_desktop.ui.author.report_page import ItemReportPage, basis_sentence
from cmas_desktop.ui.author.report_table import HEADINGS, TICKED, ReportTable, cells
from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.flow import Flow
from cmas_desktop.ui.ports import Enrollment
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.window import MainWindow


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Forty simulated sittings of one form of the real bank; its first question has the wrong key."""
    shelf = open_shelf(resources_folder(), tmp_path_factory.mktemp("home"))
    form = build_form(shelf, request_of(shelf, 1, 200))
    chance, attempts = random.Random(3), []
    for person in range(40):
        theta = chance.gauss(0.3, 0.8)
        answers = []
        for at, q in enumerate(form.questions):
            right = (chance.random() < probability(theta, q.b)) != (at == 0)
            answers.append(q.key if right else (q.key + 1 + chance.randrange(3)) % 4)
        attempts.append(FinishedAttempt(f"p{person}", form, tuple(answers), (True,) * 200))
    ratings = {item.id: item.b for item in shelf.summaries}
    return item_report(attempts, shelf.summaries, ratings, shelf.blueprint)


@pytest.fixture
def page(qtbot, report):
    made = ItemReportPage(look())
    qtbot.addWidget(made)
    made.resize(1024, 768)
    made.show()
    made.show_report(report)
    return made


def texts(inside):
    return " ".join(one.text() for one in inside.findChildren(QLabel))


def press(inside, name):
    next(one for one in inside.findChildren(QPushButton) if one.accessibleName() == name).click()


def overlay_of(page):
    return next(one for one in page.findChildren(Overlay) if one.isVisible())


def test_while_it_is_made_it_says_how_far_and_can_be_stopped(qtbot):
    page = ItemReportPage(look())
    qtbot.addWidget(page)
    page.show()
    page.say_progress("Calibrating from 40 attempts")
    assert page.waiting.text() == "Calibrating from 40 attempts…"
    with qtbot.waitSignal(page.stopped):
        page.stop.click()


def test_it_says_in_one_paragraph_what_there_is(page, report):
    assert "40 finished attempts of 40 persons, 8,000 first meetings with 200 items" in page.waiting.text()
    assert report.gate in texts(page)
    assert not page.progress.isVisible()


def test_the_table_can_be_narrowed_to_what_is_flagged(page, report):
    page.narrow.setCurrentIndex(1)
    assert page.table.rowCount() == len(report.flagged) > 0
    assert page.narrow.currentText() == f"Flagged ({len(report.flagged)})"


def test_sound_proposals_are_ticked_and_doubtful_ones_are_not(page, report):
    doubtful = [line for line in report.proposals if line.proposal.doubtful]
    assert doubtful
    assert len(page.table.ticked) == len(report.proposals) - len(doubtful)
    assert page.accept.text() == f"&Accept the ticked ({len(page.table.ticked)})"


def test_a_tick_can_be_taken_away(page):
    table, before = page.table, len(page.table.ticked)
    at = next(at for at in range(table.rowCount()) if table.row(table.index(at, 0)) in table.ticked)
    index = table.index(at, TICKED)
    assert table.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert len(table.ticked) == before - 1
    assert f"({before - 1})" in page.accept.text()


def test_it_sorts_by_any_column_and_what_is_not_known_comes_last(report):
    table = ReportTable(report.lines)
    for column in range(len(HEADINGS)):
        table.sort(column, Qt.SortOrder.DescendingOrder)
        firsts = [cells(table.row(table.index(at, 0)))[column] for at in range(table.rowCount())]
        assert "" not in firsts[: sum(bool(text) for text in firsts)]


def test_a_screen_reader_hears_item_heading_and_value(report):
    table = ReportTable(report.lines)
    spoken = table.data(table.index(0, 3), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{report.lines[0].item}, Responses: 40"


def test_the_chosen_item_is_shown_with_its_flags_and_options(page, report):
    line = next(one for one in report.flagged if one.proposal and one.proposal.doubtful)
    page.show_item(line, None)
    said = texts(page.detail)
    assert line.item in said
    assert "Key suspect" in said
    assert "(key)" in said
    assert basis_sentence(line) in said


def test_accepting_asks_for_a_name_first(page, qtbot):
    press(page, page.accept.accessibleName())
    overlay = overlay_of(page)
    press(overlay, "Yes, accept")
    assert overlay.isVisible()
    overlay.findChild(QLineEdit).setText("  Ms.  Ortiz ")
    with qtbot.waitSignal(page.accepted) as heard:
        press(overlay, "Yes, accept")
    lines, by = heard.args
    assert (len(lines), by) == (len(page.table.ticked), "Ms. Ortiz")


def test_going_back_accepts_nothing(page, qtbot):
    press(page, page.accept.accessibleName())
    with qtbot.assertNotEmitted(page.accepted):
        press(overlay_of(page), "No, go back")


@pytest.fixture
def home(qtbot, tmp_path):
    """The window on a data folder with two finished attempts."""
    hand = HandClock()
    with open_here(tmp_path, hand) as desk:
        sat(desk, hand, 150)
        sat(desk, hand, 120, Enrollment("Ben Okafor", 200))
        window = MainWindow(resources_folder(), Settings(), full_screen=False)
        qtbot.addWidget(window)
        window.show()
        flow = Flow(window, desk)
        flow.begin()
        yield flow


def test_from_the_first_screen_to_the_report_and_its_spreadsheet(home, qtbot, tmp_path):
    journey = home.show_item_report()
    page = journey.page
    qtbot.waitUntil(lambda: page.report is not None, timeout=30_000)
    assert "2 finished attempts of 2 persons" in page.waiting.text()
    journey.save(tmp_path / "items.xlsx")
    qtbot.waitUntil(lambda: "items.xlsx" in texts(page.banner), timeout=10_000)
    assert load_workbook(tmp_path / "items.xlsx")["Items"].max_row == 1 + len(page.report.lines)
    press(page, "Back")
    assert home.window.stack.currentWidget() is home.window.home


def test_without_attempts_it_says_so(qtbot, tmp_path):
    with open_here(tmp_path, HandClock()) as desk:
        window = MainWindow(resources_folder(), Settings(), full_screen=False)
        qtbot.addWidget(window)
        window.show()
        flow = Flow(window, desk)
        flow.begin()
        page = flow.show_item_report().page
        qtbot.waitUntil(lambda: "no finished attempts" in page.waiting.text(), timeout=30_000)
        assert page.report is None
