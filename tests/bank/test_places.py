from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.bank.places import (
    date_stands,
    filing_key,
    names_stand,
    number_in,
    number_stands,
    numbers_in,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,234.50", "1234.50"),
        ("145", "145"),
        ("12.5%", "12.5"),
        ("(25.00)", "-25.00"),
        ("-3", "-3"),
        (".5", ".5"),
    ],
)
def test_a_cell_holds_one_number(text, number):
    assert number_in(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "paid", "3 of 4"])
def test_a_cell_without_one_number_is_refused(text):
    with pytest.raises(ValueError, match="does not hold one number"):
        number_in(text)


def test_a_range_is_two_numbers_and_not_a_minus():
    assert numbers_in("10-15 days") == [Decimal(10), Decimal(15)]


@pytest.mark.parametrize("text", ["$53.00", "The balance is 53.", "53 dollars", "53.0%"])
def test_a_number_stands_however_it_is_written(text):
    assert number_stands(Decimal("53.00"), text)


@pytest.mark.parametrize("text", ["$153.00", "53.10", "5300", "-53.00", "(53.00)", "fifty-three", "0.53"])
def test_another_number_does_not_stand_for_it(text):
    assert not number_stands(Decimal(53), text)


def test_a_third_is_compared_within_the_tail_of_division():
    assert number_stands(Decimal(1) / 3 * 3, "1")
    assert not number_stands(Decimal(1) / 3, "0.33")


@given(st.decimals(min_value=-99999, max_value=99999, places=2, allow_nan=False))
def test_every_amount_is_found_as_it_is_written(amount):
    assert number_stands(amount, f"The total is {amount:,.2f} after posting")


@pytest.mark.parametrize(
    "text",
    ["03/09/2026", "3/9/2026", "03/09/26", "due 03/09.", "March 9", "March 9, 2026", "Mar. 9", "2026-03-09"],
)
def test_a_date_stands_however_it_is_written(text):
    assert date_stands(date(2026, 3, 9), text)


@pytest.mark.parametrize(
    "text",
    [
        "03/09/2025",
        "03/19/2026",
        "March 19",
        "March 9, 2025",
        "13/09",
        "03/091",
        "9 March",
        "June 9",
        "03/10",
    ],
)
def test_another_date_does_not_stand_for_it(text):
    assert not date_stands(date(2026, 3, 9), text)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 1, 1)))
def test_a_day_never_stands_for_its_neighbor(day):
    written = f"{day:%m/%d/%Y}"
    assert date_stands(day, written)
    assert not date_stands(day + timedelta(days=1), written)


def test_names_stand_in_their_order_only():
    text = "Lee, J.; Lee, Jae; Leeds, Ian"
    assert names_stand(("Lee, J.", "Lee, Jae", "Leeds, Ian"), text)
    assert not names_stand(("Lee, Jae", "Lee, J.", "Leeds, Ian"), text)
    assert not names_stand(("Lee, J.", "Leed"), text)


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("Smith-Reyes, John", ("SMITHREYES", "JOHN")),
        ("O'Hara, Pat T.", ("OHARA", "PAT", "T")),
        ("Van Dyke, Roy", ("VANDYKE", "ROY")),
        ("Okoye, Sam, Jr.", ("OKOYE", "SAM", "JR")),
    ],
)
def test_a_personal_name_has_its_indexing_units(name, units):
    assert filing_key(name) == units


@pytest.mark.parametrize("name", ["51-08-14", "3rd Street Pharmacy", "II"])
def test_other_captions_have_no_units_here(name):
    assert filing_key(name) is None
