from __future__ import annotations

from datetime import date
from decimal import Decimal

import bank_samples as samples
import pytest

from cmas_desktop.bank.recipes import Names, evaluate
from cmas_desktop.engine.errors import BankError


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("145.00 - 92", "53"),
        ("0.1 + 0.2", "0.3"),
        ("2 * (3 + 4) / 7", "2"),
        ("-5 + 8", "3"),
        ("sum(1, 2, 3.5)", "6.5"),
        ("sum(col('Charge'))", "145.00"),
        ("sum(col('Charge')) - sum(col('Payment'))", "53.00"),
        ("cell(2, 'Balance')", "53.00"),
        ("round2(10 / 3)", "3.33"),
        ("round2(2.665)", "2.67"),
        ("round2(-2.665)", "-2.67"),
    ],
)
def test_sums_come_out_as_in_a_ledger(expression, value):
    assert evaluate(expression, samples.LEDGER) == Decimal(value)


@pytest.mark.parametrize(
    ("expression", "day"),
    [
        ("day(2026,3,31) + days(30)", date(2026, 4, 30)),
        ("day(2026,3,1) - days(1)", date(2026, 2, 28)),
        ("day(2028,2,28) + days(1)", date(2028, 2, 29)),
    ],
)
def test_dates_follow_the_calendar(expression, day):
    assert evaluate(expression, None) == day


def test_the_days_between_two_dates_are_counted():
    assert evaluate("day(2026,6,30) - day(2026,3,25)", None).days == 97


def test_names_keep_their_order():
    assert evaluate("alpha('Lee, J.', 'Leeds, Ian')", None) == Names(("Lee, J.", "Leeds, Ian"))


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os').system('true')",
        "open('/etc/hosts')",
        "().__class__",
        "[1, 2]",
        "lambda: 1",
        "2 ** 9999999",
        "1 if 1 else 2",
        "True + 1",
        "x",
        "sum",
        "1 == 1",
        "1 // 2",
        "f'{1}'",
        "round2(x=1)",
        "10; 11",
        "",
        "(" * 300 + ")" * 300,
    ],
)
def test_nothing_but_a_recipe_is_computed(expression):
    with pytest.raises(BankError, match="cannot be computed"):
        evaluate(expression, samples.LEDGER)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("1 / 0", "DivisionByZero"),
        ("cell(3, 'Charge')", "no row 3"),
        ("cell(0, 'Charge')", "no row 0"),
        ("cell(1, 'Fee')", "no column Fee"),
        ("cell(2, 'Charge')", "does not hold one number"),
        ("col('Charge') + 1", "cannot stand in a sum"),
        ("'a' + 'b'", "cannot stand in a sum"),
        ("-'a'", "a number is expected"),
        ("sum('a')", "a number is expected"),
        ("day(2026,2,30)", "day is out of range"),
        ("day(2026,2,3) + 1", "unsupported operand"),
        ("alpha('one')", "at least two names"),
        ("alpha('one', 2)", "names in quotes"),
        ("day(2026,1,1) + days(9999999)", "date value out of range"),
    ],
)
def test_what_cannot_be_computed_says_why(expression, reason):
    with pytest.raises(BankError, match=reason):
        evaluate(expression, samples.LEDGER)


def test_columns_need_an_exhibit():
    with pytest.raises(BankError, match="no column Charge"):
        evaluate("sum(col('Charge'))", None)
