import pytest
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cmas_desktop.ui.widgets.banner import Banner
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.widgets.texts import button


@pytest.fixture
def stage(qtbot):
    parent = QWidget()
    under = QWidget(parent)
    below = button("&Below", lambda: None)
    layout = QVBoxLayout(under)
    layout.addWidget(below)
    outer = QVBoxLayout(parent)
    outer.addWidget(under)
    qtbot.addWidget(parent)
    parent.resize(800, 600)
    with qtbot.waitActive(parent):
        parent.show()
    below.setFocus()
    return parent, under, below


def opened(stage, **options):
    overlay = Overlay(stage[1], look(), "Title", **options)
    first, second = button("&One", lambda: None), button("&Two", overlay.close_overlay)
    overlay.buttons.addWidget(first)
    overlay.buttons.addWidget(second)
    overlay.open(first)
    return overlay, first, second


def test_it_covers_everything_and_disables_what_is_under_it(stage):
    overlay, first, _second = opened(stage)
    assert overlay.geometry() == stage[0].rect()
    assert not stage[1].isEnabled()
    assert QApplication.focusWidget() is first


def test_tab_stays_inside(stage, qtbot):
    _overlay, first, second = opened(stage)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is second


def test_escape_gives_the_focus_back(stage, qtbot):
    overlay, first, _second = opened(stage)
    with qtbot.waitSignal(overlay.closed):
        qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert stage[1].isEnabled()
    assert QApplication.focusWidget() is stage[2]


def test_one_that_must_be_answered_ignores_escape(stage, qtbot):
    overlay, first, _second = opened(stage, escapable=False)
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert overlay.isVisible()


def test_enter_presses_the_button_with_the_focus(stage, qtbot):
    overlay, _first, second = opened(stage)
    second.setFocus()
    with qtbot.waitSignal(overlay.closed):
        qtbot.keyClick(second, Qt.Key.Key_Return)


def test_it_follows_the_size_of_the_window(stage, qtbot):
    overlay, _first, _second = opened(stage)
    stage[0].resize(640, 480)
    qtbot.waitUntil(lambda: overlay.size() == stage[0].size())
    assert overlay.card.geometry().right() < 640


def test_a_banner_goes_by_itself_and_a_lasting_one_stays(qtbot):
    banner = Banner(look())
    qtbot.addWidget(banner)
    banner.say("Soon over.")
    assert banner._timer.isActive()
    banner.say("This lasts.", "bad", lasting=True)
    assert not banner._timer.isActive()
    banner.clear("warn")
    assert banner.isVisible()
    banner.clear("bad")
    assert not banner.isVisible()
