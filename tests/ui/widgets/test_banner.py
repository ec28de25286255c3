import pytest
from exams import look
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from seeing import buttons, colors, painted, press

from cmas_desktop.ui.theme.style import style_sheet
from cmas_desktop.ui.widgets.banner import Banner, announce
from cmas_desktop.ui.widgets.texts import button

POLITE, ASSERTIVE = (
    QAccessible.AnnouncementPoliteness.Polite,
    QAccessible.AnnouncementPoliteness.Assertive,
)


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told: text and politeness."""
    said = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append((event.message(), event.politeness()))
    )
    return said


@pytest.fixture
def stage(qtbot):
    """A window with a button that has the focus, and a banner over it."""
    window = QWidget()
    window.setStyleSheet(style_sheet(look().theme.palette, 1.0))
    banner, below = Banner(look()), button("&Below", lambda: None)
    layout = QVBoxLayout(window)
    layout.addWidget(banner)
    layout.addWidget(below)
    qtbot.addWidget(window)
    window.resize(500, 200)
    with qtbot.waitActive(window):
        window.show()
    below.setFocus()
    return window, banner, below


def test_it_is_hidden_until_there_is_something_to_say(stage):
    _window, banner, _below = stage
    assert not banner.isVisible()
    assert banner.text == ""


def test_a_warning_is_announced_at_once_and_news_politely(stage, heard):
    banner = stage[1]
    banner.say("15 minutes are left.")
    banner.say("Welcome back.", "calm")
    banner.say("The disk is full.", "bad", lasting=True)
    assert heard == [
        ("15 minutes are left.", ASSERTIVE),
        ("Welcome back.", POLITE),
        ("The disk is full.", ASSERTIVE),
    ]


def test_anything_can_be_announced_without_a_banner(stage, heard):
    announce(stage[0], "Question 2 of 5, not answered")
    assert heard == [("Question 2 of 5, not answered", POLITE)]


def test_an_announcement_is_taken_by_the_real_toolkit(stage):
    announce(stage[0], "Nothing is left to do.", urgent=True)
    assert stage[2].hasFocus()


def test_the_focus_stays_where_it_was(stage):
    _window, banner, below = stage
    banner.say("15 minutes are left.")
    assert QApplication.focusWidget() is below


def test_it_can_be_closed_by_its_button(stage):
    banner = stage[1]
    banner.say("15 minutes are left.")
    assert buttons(banner) == ["Close"]
    press(banner, "Close")
    assert not banner.isVisible()


def test_one_that_lasts_has_no_button_to_close_it(stage):
    banner = stage[1]
    banner.say("The disk is full.", "bad", lasting=True)
    assert buttons(banner) == []


def test_one_that_informs_goes_when_its_time_is_over(stage):
    banner = stage[1]
    banner.say("15 minutes are left.")
    banner._timer.timeout.emit()
    assert not banner.isVisible()


def test_what_lasts_is_not_taken_away_by_the_time_of_what_came_before(stage):
    banner = stage[1]
    banner.say("15 minutes are left.")
    banner.say("The disk is full.", "bad", lasting=True)
    assert not banner._timer.isActive()
    assert banner.text == "The disk is full."


def test_news_after_a_fault_can_be_closed_again(stage):
    banner = stage[1]
    banner.say("The disk is full.", "bad", lasting=True)
    banner.say("There is room again.", "calm")
    assert buttons(banner) == ["Close"]
    assert banner._timer.isActive()


@pytest.mark.parametrize(("kind", "use"), [("warn", "warn"), ("bad", "bad_soft"), ("calm", "accent_soft")])
def test_each_kind_has_its_own_color_also_after_another(stage, kind, use):
    window, banner, _below = stage
    for before in ("warn", "bad", "calm"):
        banner.say("Something else.", before)
        banner.say("MMMM", kind)
        QApplication.processEvents()
        assert getattr(look().theme.palette, use) in colors(painted(banner))
    assert window.isVisible()


def test_only_its_own_kind_is_cleared(stage):
    banner = stage[1]
    banner.say("15 minutes are left.", "warn")
    banner.clear("bad")
    assert banner.isVisible()
    banner.clear("warn")
    assert not banner.isVisible()


def test_a_long_sentence_wraps_inside_the_window(stage):
    window, banner, _below = stage
    banner.say("A sentence that goes on. " * 12)
    QApplication.processEvents()
    assert banner.width() <= window.width()
    assert banner.height() > 60
