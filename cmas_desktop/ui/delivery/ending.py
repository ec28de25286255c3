"""The end of the exam in three acts, and what is said when the time is up or the answers cannot be stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from cmas_desktop.ui.delivery.navigator import count_words
from cmas_desktop.ui.theme.look import Look
from cmas_desktop.ui.widgets.overlay import Overlay
from cmas_desktop.ui.widgets.texts import button


def ask_to_end(
    under: QWidget, look: Look, blank: int, flagged: int, time_left: str, end: Callable[[], object]
) -> Overlay:
    """The second act (the first was the button): the counts, and whether to end.

    The third act follows it; in both the focus stands on the way back.
    """
    overlay = Overlay(under, look, "End the exam?")
    overlay.add_text(count_words(blank, flagged), "heading")
    overlay.add_text(
        f"You have {time_left} left. Blank questions are scored as wrong; a guess costs nothing."
    )
    overlay.add_text("Once you have ended the exam you cannot return to the questions.")
    back = button("&Return to the review", overlay.close_overlay, "primary")

    def go_on() -> None:
        _ask_again(under, look, blank, flagged, end)

    overlay.buttons.addWidget(button("&End the exam", then(overlay, go_on)))
    overlay.buttons.addStretch(1)
    overlay.buttons.addWidget(back)
    overlay.open(back)
    return overlay


def _ask_again(under: QWidget, look: Look, blank: int, flagged: int, end: Callable[[], object]) -> Overlay:
    overlay = Overlay(under, look, "This is the last step")
    overlay.add_text(count_words(blank, flagged), "heading")
    overlay.add_text("Hand in your answers now and see your score?")
    back = button("&No, go back", overlay.close_overlay, "primary")

    overlay.buttons.addWidget(button("&Yes, hand in", then(overlay, end)))
    overlay.buttons.addStretch(1)
    overlay.buttons.addWidget(back)
    overlay.open(back)
    return overlay


def say_time_is_up(
    under: QWidget, look: Look, answered: int, blank: int, go_on: Callable[[], object]
) -> Overlay:
    """The time is over: what was handed in, and one button to the result."""
    overlay = Overlay(under, look, "The time is up", escapable=False)
    overlay.add_text(f"Your {answered} answers are stored and handed in.", "heading")
    blanks = "No question was left blank." if not blank else f"Left blank, and scored as wrong: {blank}."
    overlay.add_text(blanks)
    show = button("&Show my result", then(overlay, go_on), "primary")
    overlay.buttons.addStretch(1)
    overlay.buttons.addWidget(show)
    overlay.open(show)
    return overlay


def say_not_stored(under: QWidget, look: Look, retry: Callable[[], object]) -> Overlay:
    """The exam has ended, but its last answers wait for room on the disk."""
    overlay = Overlay(under, look, "Not handed in yet", escapable=False)
    overlay.add_text("Your last answers are kept on this screen, but the disk takes nothing.", "heading")
    overlay.add_text(
        "Please do not close the program. Free some space on the disk, for instance by emptying the trash, "
        "then try again. The exam clock has stopped."
    )
    again = button("&Try again", then(overlay, retry), "primary")
    overlay.buttons.addStretch(1)
    overlay.buttons.addWidget(again)
    overlay.open(again)
    return overlay


def ask_to_leave(
    under: QWidget, look: Look, grace: str, leave: Callable[[], object], what: str = "exam"
) -> Overlay:
    """The window was asked to close during the exam, or whatever it is called."""
    overlay = Overlay(under, look, f"Leave the {what}?")
    overlay.add_text("Every answer is stored and you can go on where you are.", "heading")
    overlay.add_text(f"As in a test center, the clock runs while you are away: only {grace} are free.")
    stay = button(f"&Stay in the {what}", overlay.close_overlay, "primary")
    overlay.buttons.addWidget(button("&Leave for now", then(overlay, leave)))
    overlay.buttons.addStretch(1)
    overlay.buttons.addWidget(stay)
    overlay.open(stay)
    return overlay


def show_keys(under: QWidget, look: Look, listed: Sequence[tuple[str, str]] | None = None) -> Overlay:
    """The keys of the exam screen, or of another where they are given."""
    overlay = Overlay(under, look, "Keys")
    for keys, meaning in listed or KEYS:
        overlay.add_text(f"<b>{keys}</b> &nbsp; {meaning}", marked_up=True)
    close = button("&Close", overlay.close_overlay, "primary")
    overlay.buttons.addStretch(1)
    overlay.buttons.addWidget(close)
    overlay.open(close)
    return overlay


def then(overlay: Overlay, act: Callable[[], object]) -> Callable[[], object]:
    """What a button of an overlay does: close it, then act."""

    def close_and_act() -> None:
        overlay.close_overlay()
        act()

    return close_and_act


KEYS = (
    ("A B C D, or 1 2 3 4", "choose an option"),
    ("Shift + A B C D, or a right click", "strike an option out, or undo that"),
    ("Alt + N, Alt + P", "next, previous question"),
    ("Alt + F", "flag the question for review"),
    ("Alt + V", "navigator: all questions"),
    ("Alt + R", "review screen"),
    ("Alt + L", "clear the answer"),
    ("Alt + T", "hide the time, or show it (not in the last five minutes)"),
    ("Tab, arrows, Space", "move, and choose what has the focus"),
    ("Escape", "close a panel"),
)
"""The keys of the exam screen with what they do."""
