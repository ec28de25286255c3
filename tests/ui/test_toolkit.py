"""The toolkit itself, where a fault of it would end an exam."""

import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget

CALLS = 400


@pytest.mark.parametrize("call", ["processEvents", "update", "setEnabled", "repaint"])
def test_a_call_without_a_result_takes_no_reference_of_none_away(qtbot, call):
    widget = QWidget()
    qtbot.addWidget(widget)
    act = {
        "processEvents": QApplication.processEvents,
        "update": widget.update,
        "setEnabled": lambda: widget.setEnabled(True),
        "repaint": widget.repaint,
    }[call]
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        act()
    assert sys.getrefcount(None) >= before - CALLS / 10
