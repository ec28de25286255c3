"""Recipes: small sums beside an item, recomputed by the check and never run as code.

A recipe is `PLACE: EXPRESSION`. Only what is listed here is understood: numbers, + - * / and brackets, and
the functions sum, round2, col, cell, day, days and alpha. Numbers are decimal, as in a ledger.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import TypeAlias

from cmas_desktop.bank.places import number_in
from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import Exhibit

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Names:
    """Names in the order in which they must stand."""

    names: tuple[str, ...]


Value: TypeAlias = Decimal | date | timedelta | Names | tuple[Decimal, ...] | str

OPERATORS: Mapping[type[ast.operator], Callable[..., Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(expression: str, exhibit: Exhibit | None) -> Value:
    """The value of an expression; `exhibit` is where `col` and `cell` look.

    Raises BankError where the expression is more than a recipe may be, or cannot be computed.
    """
    try:
        tree = ast.parse(expression.strip(), mode="eval")
        return _value(tree.body, exhibit)
    except (SyntaxError, TypeError, ValueError, DecimalException, RecursionError, OverflowError) as fault:
        raise BankError(f"“{expression.strip()}” cannot be computed: {fault}") from fault


def _value(node: ast.expr, exhibit: Exhibit | None) -> Value:
    match node:
        case ast.Constant(value=bool()):
            raise ValueError("true and false are not numbers")
        case ast.Constant(value=int() | float()):
            return Decimal(str(node.value))
        case ast.Constant(value=str() as text):
            return text
        case ast.UnaryOp(op=ast.USub()):
            return -_decimal(_value(node.operand, exhibit))
        case ast.BinOp() if type(node.op) in OPERATORS:
            left, right = _value(node.left, exhibit), _value(node.right, exhibit)
            return _combined(OPERATORS[type(node.op)], left, right)
        case ast.Call(func=ast.Name(id=name), keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](exhibit, *(_value(argument, exhibit) for argument in node.args))
    raise ValueError("only numbers, + - * / ( ), sum, round2, col, cell, day, days and alpha are understood")


def _combined(action: Callable[..., Value], left: Value, right: Value) -> Value:
    for value in (left, right):
        if not isinstance(value, Decimal | date | timedelta):
            raise TypeError("a list or a text cannot stand in a sum")
    return action(left, right)


def _decimal(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError("a number is expected")
    return value


def _sum(_: Exhibit | None, *values: Value) -> Decimal:
    total = Decimal(0)
    for value in values:
        total += sum(value, Decimal(0)) if isinstance(value, tuple) else _decimal(value)
    return total


def _round2(_: Exhibit | None, value: Value) -> Decimal:
    return _decimal(value).quantize(CENT, ROUND_HALF_UP)


def _col(exhibit: Exhibit | None, name: Value) -> tuple[Decimal, ...]:
    column = _column(exhibit, name)
    cells = [row[column] for row in exhibit.rows] if exhibit else []
    return tuple(number_in(cell) for cell in cells if cell.strip())


def _cell(exhibit: Exhibit | None, row: Value, name: Value) -> Decimal:
    number, column = int(_decimal(row)), _column(exhibit, name)
    if exhibit is None or not 1 <= number <= len(exhibit.rows):
        raise ValueError(f"the exhibit has no row {number}")
    return number_in(exhibit.rows[number - 1][column])


def _column(exhibit: Exhibit | None, name: Value) -> int:
    if exhibit is None or name not in exhibit.columns:
        raise ValueError(f"the exhibit has no column {name}")
    return exhibit.columns.index(str(name))


def _day(_: Exhibit | None, year: Value, month: Value, day: Value) -> date:
    return date(int(_decimal(year)), int(_decimal(month)), int(_decimal(day)))


def _days(_: Exhibit | None, number: Value) -> timedelta:
    return timedelta(days=int(_decimal(number)))


def _alpha(_: Exhibit | None, *names: Value) -> Names:
    if len(names) < 2 or not all(isinstance(name, str) for name in names):
        raise ValueError("alpha wants at least two names in quotes")
    return Names(tuple(str(name) for name in names))


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "sum": _sum,
    "round2": _round2,
    "col": _col,
    "cell": _cell,
    "day": _day,
    "days": _days,
    "alpha": _alpha,
}
