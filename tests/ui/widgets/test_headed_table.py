from PySide6.QtCore import QModelIndex, Qt

from cmas_desktop.ui.widgets.headed_table import HeadedTable


def table():
    return HeadedTable(("Number", "Square"), [(2, 4), (3, 9)])


def test_it_is_as_large_as_its_rows_and_headings_and_has_nothing_below_a_cell():
    made = table()
    assert (made.rowCount(), made.columnCount()) == (2, 2)
    cell = made.index(0, 0)
    assert (made.rowCount(cell), made.columnCount(cell)) == (0, 0)
    assert made.row(made.index(1, 0)) == (3, 9)


def test_headings_stand_above_and_nothing_beside():
    made = table()
    assert [made.headerData(at, Qt.Orientation.Horizontal) for at in (0, 1)] == ["Number", "Square"]
    assert made.headerData(0, Qt.Orientation.Vertical) is None
    assert made.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) is None


def test_other_rows_reset_it(qtbot):
    made = table()
    with qtbot.waitSignal(made.modelReset):
        made.reset([(5, 25)])
    assert made.rowCount(QModelIndex()) == 1
    assert made.row(made.index(0, 0)) == (5, 25)
