from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import bank_samples as samples
import pytest

from cmas_desktop.bank.recipe_checks import exhibit_text, in_filing_order, recipe_faults, shown, stands
from cmas_desktop.bank.recipes import Names


def faults(*recipes, **changes):
    options = ("$53.00", "$92.00", "$145.00", "$237.00")
    item = samples.item(options=options, exhibit=samples.LEDGER, recipe=recipes, **changes)
    return list(recipe_faults(item))


def test_right_recipes_find_no_fault_in_any_place():
    assert not faults(
        "key: sum(col('Charge')) - sum(col('Payment'))",
        "A: 145 - 92",
        "B: cell(2, 'Payment')",
        "C: 145",
        "D: 145.00 + 92.00",
        "exhibit: cell(1, 'Balance') - cell(2, 'Payment')",
        "exhibit: day(2026, 3, 2) + days(18)",
        "stem: 10 * 3",
        stem="Statements go out after 30 days. What is owed?",
    )


@pytest.mark.parametrize(
    ("recipe", "sentence"),
    [
        ("key: 145 - 93", "“145 - 93” gives 52, which does not stand in key."),
        ("B: 92.5", "gives 92.5, which does not stand in B."),
        ("exhibit: day(2026,3,3)", "gives 03/03/2026, which does not stand in exhibit."),
        ("stem: 31", "gives 31, which does not stand in stem."),
        ("key: alpha('53', '54')", "gives 53, 54, which does not stand in key."),
        ("key: 1 / 0", "cannot be computed"),
        ("E: 1", "“E” is no place of this item."),
        ("53.00", "is not of the form PLACE: EXPRESSION."),
        ("key: 'fifty-three'", "gives fifty-three, which does not stand"),
    ],
)
def test_a_wrong_recipe_is_told_in_a_sentence(recipe, sentence):
    (found,) = faults(recipe)
    assert sentence in found


def test_an_exhibit_that_is_not_there_is_no_place():
    item = samples.item(recipe=("exhibit: 1",))
    assert list(recipe_faults(item)) == ["“exhibit” is no place of this item."]


def test_the_keys_filing_order_is_recomputed_and_not_only_found():
    names = "'Smith-Reyes, John', 'Smith, Carl'"
    options = ("Smith-Reyes, John; Smith, Carl", "b", "c", "d")
    right = samples.item(options=options[::-1], key=3, recipe=(f"D: alpha({names})",))
    wrong = samples.item(options=options, recipe=(f"key: alpha({names})",))
    assert not list(recipe_faults(right))
    assert "not in filing order" in next(recipe_faults(wrong))


def test_filing_order_puts_nothing_before_something():
    assert in_filing_order(Names(("Lee, J.", "Lee, Jae", "Lee, Jae H.", "Leeds, Ian")))
    assert in_filing_order(Names(("Mabry, Dee", "MacArthur, Al", "Mackey, Jo", "McAdam, Bo")))
    assert not in_filing_order(Names(("Lee, Jae H.", "Lee, Jae")))
    assert in_filing_order(Names(("51-08-14", "27-30-14")))
    assert in_filing_order(Decimal(1))


def test_days_stand_as_a_number():
    assert stands(timedelta(days=97), "97 days past due")
    assert not stands(timedelta(days=97), "79 days past due")


def test_a_list_or_a_text_stands_nowhere():
    assert not stands((Decimal(1),), "1")
    assert not stands("one", "one")


def test_values_are_shown_as_people_write_them():
    assert shown(Decimal("50.00")) == "50"
    assert shown(Decimal("12.50")) == "12.50"
    assert shown(timedelta(days=3)) == "3 days"
    assert shown(date(2026, 1, 5)) == "01/05/2026"


def test_an_exhibits_text_holds_all_it_shows_but_not_its_alternative():
    text = exhibit_text(samples.LEDGER)
    for piece in ("Patient ledger", "Patient: Okafor, Ngozi", "Charge", "92.00", "The plan has paid."):
        assert piece in text
    assert samples.LEDGER.alt not in text
