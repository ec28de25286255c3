"""The keys that answer: letters and digits choose, with Shift they strike out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_LETTERS = (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D)
_NUMBERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


def answer_key(event: QKeyEvent, letter_keys: bool) -> tuple[int, bool] | None:
    """Which option (as shown, from 0) a key means, and whether to strike it out; None for any other key.

    A key that is held down means nothing; without `letter_keys` only digits count.
    """
    key = Qt.Key(event.key())
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    if event.isAutoRepeat() or not (plain or shifted):
        return None
    for keys, counts in ((_LETTERS, letter_keys), (_NUMBERS, True)):
        if counts and key in keys:
            return keys.index(key), shifted
    return None
