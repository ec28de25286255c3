"""The style sheet: the look of standard widgets, made from a palette and a scale."""

from __future__ import annotations

from string import Template

from cmas_desktop.ui.theme.palette import Palette

_LENGTHS = (1, 2, 3, 4, 6, 8, 10, 12, 14, 15, 16, 18, 20, 22, 24, 28, 32, 34, 36, 40, 44)

_SHEET = Template(
    """
QWidget { color: $text; font-size: ${p16}px; }
#page, QScrollArea, #plain { background: $page; border: none; }
#sheet, #sheet QScrollArea, #sheet #plain, #sheet #page { background: $card; border: none; }
#card { background: $card; border: 1px solid $line; border-radius: ${p10}px; }
QLabel { background: transparent; }
QLabel[kind="display"] { font-size: ${p34}px; font-weight: 700; }
QLabel[kind="title"] { font-size: ${p24}px; font-weight: 700; }
QLabel[kind="heading"] { font-size: ${p18}px; font-weight: 600; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: ${p14}px; }
QLabel[kind="good"] { color: $good; font-weight: 600; }
QLabel[kind="bad"] { color: $bad; font-weight: 600; }

QPushButton { background: $card; border: 1px solid $control; border-radius: ${p6}px;
  padding: ${p8}px ${p16}px; min-height: ${p20}px; font-weight: 600; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: ${p3}px solid $focus; padding: ${p6}px ${p14}px; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border-color: $focus; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="large"] { background: $accent; color: $on_accent; border-color: $accent;
  font-size: ${p18}px; padding: ${p12}px ${p28}px; }
QPushButton[kind="large"]:hover { background: $accent_hover; }
QPushButton[kind="large"]:focus { border: ${p3}px solid $focus; padding: ${p10}px ${p24}px; }
QPushButton[kind="large"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: ${p6}px ${p8}px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: ${p2}px solid $focus; padding: ${p4}px ${p6}px; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }

#bar { background: $bar; border-bottom: 1px solid $line; }
#foot { background: $bar; border-top: 1px solid $line; }
#bar QLabel, #foot QLabel { color: $on_bar; }
#bar QPushButton, #foot QPushButton { background: transparent; color: $on_bar; border: 1px solid $on_bar; }
#bar QPushButton:hover, #foot QPushButton:hover { background: $accent; color: $on_accent; }
#bar QPushButton:focus, #foot QPushButton:focus { border: ${p3}px solid $warn; }
#bar QPushButton[kind="clock"] { border-color: transparent; font-size: ${p16}px; padding: ${p2}px ${p8}px;
  text-align: right; min-height: ${p18}px; }
#bar QPushButton[kind="clock"]:focus { border: ${p2}px solid $warn; }
#strip { background: $strip; border-bottom: 1px solid $line; }
#strip QLabel { color: $on_strip; }
#strip QPushButton { background: transparent; color: $on_strip; border: 1px solid transparent;
  padding: ${p4}px ${p10}px; }
#strip QPushButton:hover { border-color: $control; }
#strip QPushButton:focus { border: ${p2}px solid $focus; }
#strip QPushButton:checked { background: $card; border-color: $flag; color: $flag; }
#banner { background: $warn; }
#banner QLabel { color: $on_warn; font-weight: 600; }
#banner QPushButton { background: transparent; color: $on_warn; border-color: $on_warn;
  padding: ${p4}px ${p10}px; }
#banner QPushButton:focus { border: ${p2}px solid $focus; padding: ${p3}px ${p8}px; }
#banner[kind="bad"] { background: $bad_soft; border-bottom: ${p2}px solid $bad; }
#banner[kind="bad"] QLabel, #banner[kind="bad"] QPushButton { color: $bad; border-color: $bad; }
#banner[kind="calm"] { background: $accent_soft; border-bottom: 1px solid $line; }
#banner[kind="calm"] QLabel, #banner[kind="calm"] QPushButton { color: $text; border-color: $control; }

QLineEdit, QComboBox, QSpinBox { background: $card; border: 1px solid $control; border-radius: ${p6}px;
  padding: ${p6}px ${p10}px; min-height: ${p20}px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: ${p2}px solid $focus; }
QComboBox QAbstractItemView { background: $card; color: $text; selection-background-color: $accent;
  selection-color: $on_accent; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; margin-right: ${p8}px;
  border-left: ${p4}px solid $card; border-right: ${p4}px solid $card; border-top: ${p6}px solid $text; }
QCheckBox { spacing: ${p10}px; }
QCheckBox:focus { color: $accent; text-decoration: underline; }

QTableView { background: $card; border: 1px solid $line; border-radius: ${p6}px; gridline-color: $line;
  selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QTableView::item { padding: ${p4}px ${p8}px; border: none; }
QTableView::item:focus { border: ${p2}px solid $focus; }
QTableView::indicator { width: ${p14}px; height: ${p14}px; border: 1px solid $control; background: $card;
  border-radius: ${p3}px; }
QTableView::indicator:checked { background: $accent; border: ${p2}px solid $accent; }
QHeaderView::section { background: $strip; color: $on_strip; border: none; border-bottom: 1px solid $line;
  padding: ${p6}px ${p8}px; font-weight: 600; }
QListView { background: $card; border: 1px solid $line; border-radius: ${p6}px; outline: none; }
#tiles { border: none; }
QListView::item { padding: ${p6}px ${p8}px; }
QListView::item:selected { background: $accent_soft; color: $text; border-left: ${p3}px solid $accent; }

QProgressBar { background: $track; border: none; border-radius: ${p4}px; min-height: ${p8}px;
  max-height: ${p8}px; }
QProgressBar::chunk { background: $accent; border-radius: ${p4}px; }

QScrollBar:vertical { background: transparent; width: ${p12}px; margin: 0; }
QScrollBar::handle:vertical { background: $control; border-radius: ${p4}px; min-height: ${p32}px;
  margin: ${p2}px; }
QScrollBar:horizontal { background: transparent; height: ${p12}px; margin: 0; }
QScrollBar::handle:horizontal { background: $control; border-radius: ${p4}px; min-width: ${p32}px;
  margin: ${p2}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: ${p4}px; }
"""
)


def style_sheet(palette: Palette, scale: float) -> str:
    """The style sheet of a palette, with every length multiplied by the scale."""
    lengths = {f"p{length}": str(round(length * scale)) for length in _LENGTHS}
    colors = {name: getattr(palette, name) for name in palette.__slots__}
    return _SHEET.substitute(colors, **lengths)
