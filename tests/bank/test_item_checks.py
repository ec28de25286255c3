from __future__ import annotations

from dataclasses import replace
from datetime import date

import bank_samples as samples
import pytest

from cmas_desktop.bank.findings import Severity
from cmas_desktop.bank.item_checks import enemy_findings, item_findings
from cmas_desktop.engine.items import ItemStatus

WORD = "shelf "


def found(release=False, **changes):
    return item_findings(samples.item(**changes), "x/x-file.toml", samples.TODAY, release)


def rules(**changes):
    return {(one.field, one.rule, one.severity.value) for one in found(**changes)}


def with_rationale(text):
    return {"rationale": (text, *samples.ITEM_SAMPLE.rationale[1:])}


def test_a_good_item_has_no_findings():
    assert found() == []


def test_a_finding_names_file_item_and_field():
    (one,) = found(stem="The clerk reports it.")
    assert (one.file, one.item, one.field, one.rule) == ("x/x-file.toml", "x-file-001", "stem", "lead-in")
    assert one.severity is Severity.ERROR


@pytest.mark.parametrize("stem", ["Where is it?", 'Who says "Where is it?"', "Which page (of two?)"])
def test_a_stem_ends_in_a_question(stem):
    assert not rules(stem=stem)


@pytest.mark.parametrize("wrong", ["x-file-1", "x-mail-001", "x-file-0001", "file-001"])
def test_an_id_is_the_study_area_and_three_digits(wrong):
    assert rules(id=wrong) == {("id", "id", "error")}


def test_a_reference_wants_a_locator():
    assert rules(reference="Office practice") == {("reference", "locator", "warning")}
    assert not rules(reference="45 CFR 164.524")


def test_a_hidden_negative_is_a_warning():
    assert rules(stem="Which report is not right?") == {("stem", "negative", "warning")}


def test_words_are_counted_to_the_bound():
    options = ("To the desk", "To the nurse", "To the shelf", "To the clerk")
    assert not rules(stem=WORD * 97 + "where?", options=options)
    assert rules(stem=WORD * 98 + "where?", options=options) == {("stem", "words", "error")}


def test_an_exhibit_is_read_in_the_time_of_forty_words():
    options = ("To the desk", "To the nurse", "To the shelf", "To the clerk")
    assert not rules(stem=WORD * 57 + "where?", options=options, exhibit=samples.LEDGER)
    found_rules = rules(stem=WORD * 58 + "where?", options=options, exhibit=samples.LEDGER)
    assert found_rules == {("stem", "words", "error")}


def test_options_that_say_the_same_are_both_named():
    options = ("To the desk", "to the  desk.", "To the shelf", "To the clerk")
    assert rules(options=options) == {("option.A", "distinct", "error"), ("option.B", "distinct", "error")}


def test_a_banned_option_is_an_error():
    options = (*samples.ITEM_SAMPLE.options[:3], "All of the above")
    assert rules(options=options) == {("option.D", "banned", "error")}


@pytest.mark.parametrize(("count", "fine"), [(14, False), (15, True), (60, True), (61, False)])
def test_a_rationale_has_15_to_60_words(count, fine):
    text = " ".join(f"reason{'abcdefghij'[i % 10]}{'klmnop'[i // 10 % 6]}" for i in range(count))
    assert rules(**with_rationale(text)) == (set() if fine else {("why.A", "rationale", "error")})


def test_a_rationale_names_no_letter():
    text = samples.ITEM_SAMPLE.rationale[0] + " Option C is worse."
    assert rules(**with_rationale(text)) == {("why.A", "letter", "error")}


def test_a_rationale_that_only_repeats_the_option_is_an_error():
    text = "It is to the records supervisor, and this because it is the records supervisor, so to them."
    assert rules(**with_rationale(text)) == {("why.A", "repeats", "error")}


@pytest.mark.parametrize(
    ("angoff", "expected"),
    [
        ((0.7, 0.6), {("angoff", "ratings", "error")}),
        ((0.7, 0.7, 0.7), {("angoff", "ratings", "warning")}),
        ((0.2, 0.6, 0.7), {("angoff", "ratings", "error")}),
        ((0.98, 0.9, 0.9), {("angoff", "ratings", "error")}),
        ((0.25, 0.97, 0.5), set()),
    ],
)
def test_three_judgements_lie_in_their_range(angoff, expected):
    assert rules(angoff=angoff) == expected


def test_a_recipe_that_does_not_come_out_is_an_error():
    assert rules(recipe=("key: 1 + 1",)) == {("recipe", "recipe", "error")}


def test_amounts_without_a_recipe_are_a_warning():
    amounts = ("$53.00", "$92.00", "$145.00", "$237.00")
    assert rules(options=amounts) == {("recipe", "recipe", "warning")}
    assert not rules(options=amounts, recipe=("key: 145 - 92",))


def test_an_exhibits_kind_and_size_are_looked_at():
    exhibit = replace(samples.LEDGER, kind="Ledger")
    assert rules(exhibit=exhibit) == {("exhibit.kind", "exhibit", "error")}
    exhibit = replace(samples.LEDGER, rows=samples.LEDGER.rows * 5)
    assert rules(exhibit=exhibit) == {("exhibit.rows", "exhibit", "warning")}


def test_the_text_alternative_says_every_number_of_the_exhibit():
    exhibit = replace(samples.LEDGER, alt=samples.LEDGER.alt.replace("92.00", "ninety-two dollars"))
    assert rules(exhibit=exhibit) == {("exhibit.alt", "alternative", "error")}
    exhibit = replace(samples.LEDGER, note="Claims open: 3. Balance due from the plan: 0.00.")
    assert not rules(exhibit=exhibit)


def test_an_overdue_fact_check_is_a_warning_and_in_a_release_an_error():
    overdue = date(2026, 11, 23)
    assert rules(review_by=overdue) == {("review_by", "overdue", "warning")}
    assert rules(review_by=overdue, release=True) == {("review_by", "overdue", "error")}
    assert not rules(review_by=samples.TODAY, release=True)
    assert not rules(review_by=overdue, release=True, status=ItemStatus.RETIRED)


def test_a_volatile_fact_needs_a_date_and_a_check_cannot_lie_ahead():
    assert rules(volatile=True) == {("review_by", "date", "error")}
    assert rules(reviewed=date(2026, 11, 25)) == {("reviewed", "date", "warning")}


def enemies(*items):
    by_id = {one.id: one for one in items}
    return [
        (one.item, one.sentence, one.severity.value)
        for one in enemy_findings(items, by_id, dict.fromkeys(by_id, "f"))
    ]


def test_enemies_on_both_sides_are_well():
    assert not enemies(samples.item(enemies=("b",)), samples.item(id="b", enemies=("x-file-001",)))


def test_odd_enemies_are_named():
    assert enemies(samples.item(enemies=("b",))) == [("x-file-001", "There is no item b.", "error")]
    assert enemies(samples.item(enemies=("x-file-001",)))[0][2] == "error"
    assert enemies(samples.item(enemies=("b",)), samples.item(id="b")) == [
        ("x-file-001", "b does not name this item in return.", "warning")
    ]
