import pytest
from PySide6.QtWidgets import QApplication, QLabel

from cmas_desktop.ui.widgets.spread import Spread


@pytest.fixture
def spread(qtbot):
    made = Spread(QLabel("the first group"), QLabel("the second group"), (4, 4, 4, 4), 10)
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    QApplication.processEvents()
    return made


def test_with_room_both_groups_stand_in_one_line(spread):
    first, second = spread.findChildren(QLabel)
    assert not spread.stacked
    assert first.geometry().top() == second.geometry().top()
    assert second.geometry().right() > 850


def test_without_room_the_second_stands_below_the_first_and_nothing_is_cut(spread):
    spread.resize(150, 100)
    QApplication.processEvents()
    first, second = spread.findChildren(QLabel)
    assert spread.stacked
    QApplication.processEvents()
    assert second.geometry().top() > first.geometry().top()


def test_more_room_brings_the_line_back(spread):
    spread.resize(150, 100)
    spread.resize(900, 60)
    QApplication.processEvents()
    assert not spread.stacked


def test_a_group_that_grows_moves_the_other_down(spread, qtbot):
    first, _second = spread.findChildren(QLabel)
    first.setText("a very long first group " * 12)
    qtbot.waitUntil(lambda: spread.stacked)


def test_it_never_asks_for_the_width_of_both_groups(qtbot):
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    first, second, around = QWidget(), QWidget(), QWidget()
    first.setMinimumWidth(300)
    second.setMinimumWidth(200)
    layout = QHBoxLayout(around)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(Spread(first, second, (10, 0, 10, 0), 16))
    qtbot.addWidget(around)
    assert around.minimumSizeHint().width() <= 320


def test_a_second_group_that_grows_begins_where_the_first_ends(qtbot):
    first, second = QLabel("the first group"), QLabel("the second group")
    made = Spread(first, second, (0, 0, 0, 0), 10, second_grows=True)
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    QApplication.processEvents()
    assert second.geometry().left() == first.geometry().right() + 11
    assert second.geometry().right() == 899
