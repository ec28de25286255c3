import pytest
from exams import look
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont

from cmas_desktop.engine.attempt import Status
from cmas_desktop.ui.delivery.presenter import ReviewRow
from cmas_desktop.ui.delivery.question_list import HEADINGS, QuestionList, in_words

ROWS = (
    ReviewRow(1, Status.COMPLETE, False),
    ReviewRow(2, Status.INCOMPLETE, True),
    ReviewRow(3, Status.UNSEEN, False),
    ReviewRow(4, Status.COMPLETE, True),
    ReviewRow(10, Status.INCOMPLETE, False),
)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
ROLE = Qt.ItemDataRole


@pytest.fixture
def model(qapp):
    return QuestionList(look(), ROWS)


def numbers(model):
    return [int(model.data(model.index(line, 0))) for line in range(model.rowCount())]


@pytest.mark.parametrize("rows", [(), ROWS[:1], ROWS])
def test_it_keeps_the_rules_of_a_model(qtmodeltester, qapp, rows):
    qtmodeltester.check(QuestionList(look(), rows))


def test_a_row_is_number_status_and_flag(model):
    shown = [[model.data(model.index(line, column)) for column in range(3)] for line in range(2)]
    assert shown == [["1", "Complete", ""], ["2", "Incomplete", "Flagged"]]


def test_the_columns_have_headings_and_the_lines_none(model):
    told = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert tuple(told) == HEADINGS
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_every_cell_is_told_as_its_whole_row(model):
    told = {model.data(model.index(1, column), ROLE.AccessibleTextRole) for column in range(3)}
    assert told == {"Question 2, Incomplete, flagged for review"}
    assert in_words(ROWS[2]) == "Question 3, Unseen"


def test_a_flag_is_drawn_only_where_there_is_one(model):
    drawn = [model.data(model.index(line, 2), ROLE.DecorationRole) is not None for line in range(5)]
    assert drawn == [row.flagged for row in ROWS]
    assert model.data(model.index(1, 0), ROLE.DecorationRole) is None


def test_what_is_still_to_be_done_stands_out_by_weight_not_color_alone(model):
    weights = [model.data(model.index(line, 1), ROLE.FontRole).weight() for line in range(3)]
    assert weights == [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.DemiBold]


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (0, UP, [1, 2, 3, 4, 10]),
        (0, DOWN, [10, 4, 3, 2, 1]),
        (1, UP, [3, 2, 10, 1, 4]),
        (1, DOWN, [4, 1, 10, 2, 3]),
        (2, UP, [2, 4, 1, 3, 10]),
        (2, DOWN, [10, 3, 1, 4, 2]),
    ],
)
def test_it_sorts_by_number_by_what_is_to_be_done_and_by_flag(model, column, order, expected):
    model.sort(column, order)
    assert numbers(model) == expected
    assert model.row(model.index(0, 0)).number == expected[0]


def test_a_change_of_rows_is_told_without_starting_anew(model, qtbot):
    changed = (ReviewRow(1, Status.COMPLETE, True), *ROWS[1:])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_rows(changed)
    assert model.data(model.index(0, 2)) == "Flagged"


def test_the_same_rows_again_are_no_change(model, qtbot):
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show_rows(ROWS)


def test_another_number_of_rows_starts_anew(model, qtbot):
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(ROWS[:2])
    assert numbers(model) == [1, 2]


def test_a_cell_has_nothing_under_it(model):
    assert (model.rowCount(model.index(0, 0)), model.columnCount(model.index(0, 0))) == (0, 0)
    assert (model.rowCount(QModelIndex()), model.columnCount()) == (5, 3)
