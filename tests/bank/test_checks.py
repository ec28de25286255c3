from __future__ import annotations

from datetime import date

import bank_samples as samples
import pytest

from cmas_desktop.bank.checks import check_bank
from cmas_desktop.bank.findings import Severity
from cmas_desktop.engine.items import ItemStatus


@pytest.fixture
def small(tmp_path):
    return samples.blueprint(tmp_path)


def cash(number, **changes):
    words = samples.NOUNS[number : number + 5]
    place = {"id": f"y-cash-{number:03d}", "domain": "y", "subarea": "y-cash"}
    return samples.item(**{**place, "stem": f"Which {' '.join(words)}?", **changes})


def check(small, *items, **options):
    return check_bank(samples.bank(*items), small, samples.TODAY, (), **options)


def test_each_rule_of_a_single_item_reaches_the_report(small):
    report = check(small, samples.item(stem="A zzqf chart. It is not here."))
    assert {"lead-in", "spelling"} <= {one.rule for one in report.findings if one.item == "x-file-001"}


def test_the_allow_list_is_heeded(small):
    bank = samples.bank(samples.item(stem="Where is the superbill?"))
    assert "spelling" in {one.rule for one in check_bank(bank, small, samples.TODAY, ()).errors}
    assert "spelling" not in {
        one.rule for one in check_bank(bank, small, samples.TODAY, ["superbill"]).errors
    }


def test_figures_are_given_for_each_domain_and_the_bank(small):
    report = check(small, samples.item(), cash(1), cash(7))
    counts = {figure.group: figure.n for figure in report.figures}
    assert counts == {"x": 1, "y": 2, "bank": 3}


def test_a_missed_bound_is_an_error_that_names_figure_value_and_bound(small):
    report = check(small, samples.item())
    missed = [one for one in report.errors if one.rule == "figure"]
    assert ("key is A", "x has 100% where 20% to 30% is the bound.") in [
        (one.field, one.sentence) for one in missed
    ]
    assert len(missed) == sum(not figure.met for figure in report.figures)


def test_a_study_area_with_too_few_items_is_an_error(small):
    report = check(small, *(cash(number) for number in range(8)))
    short = {one.field: one.sentence for one in report.errors if one.rule == "study area"}
    assert set(short) == {"x-file", "x-mail"}
    assert short["x-mail"] == "x-mail has 0 items where 8 are the least."


def test_a_large_study_area_needs_what_a_form_may_take(tmp_path):
    large = samples.blueprint(
        tmp_path,
        ("scored = 6", "scored = 14"),
        ("items = 2\n", "items = 10\n"),
        ('name = "Cash", items = 2', 'name = "Cash", items = 10'),
        ("[0.7, 4]", "[0.7, 12]"),
    )
    report = check(large, *(cash(number) for number in range(10)))
    assert "y-cash has 10 items where 11 are the least." in [one.sentence for one in report.errors]


def test_only_one_domain_is_looked_at_where_that_is_asked(small):
    report = check(small, samples.item(stem="No."), cash(1, stem="No."), only="y")
    assert {one.item for one in report.findings if one.item} == {"y-cash-001"}
    assert {figure.group for figure in report.figures} == {"y"}
    assert {one.field for one in report.findings if one.rule == "study area"} == {"y-cash"}
    assert any(one.rule == "figure" for one in report.errors)


@pytest.mark.parametrize("only", ["y-cash", "y/y-cash.toml"])
def test_bounds_are_only_advice_for_less_than_a_domain(small, only):
    report = check(small, samples.item(), cash(1), only=only)
    figures = [one for one in report.findings if one.rule == "figure"]
    assert figures and {one.severity for one in figures} == {Severity.WARNING}
    assert {figure.group for figure in report.figures} == {only}


def test_an_enemy_outside_what_is_looked_at_is_still_known(small):
    report = check(small, samples.item(enemies=("y-cash-001",)), cash(1, enemies=("x-file-001",)), only="y")
    assert not [one for one in report.findings if one.rule == "enemy"]


def test_retired_items_rest(small):
    retired = samples.item(id="x-file-002", stem="No.", status=ItemStatus.RETIRED)
    report = check(small, samples.item(enemies=("x-file-002",)), retired)
    assert not [one for one in report.findings if one.item == "x-file-002"]
    assert {figure.n for figure in report.figures} == {1}
    assert "There is no item x-file-002." not in [one.sentence for one in report.findings]


def test_a_release_makes_an_overdue_fact_an_error(small):
    overdue = samples.item(review_by=date(2026, 1, 1))
    for release, severity in ((False, Severity.WARNING), (True, Severity.ERROR)):
        findings = check(small, overdue, release=release).findings
        assert [one.severity for one in findings if one.rule == "overdue"] == [severity]


def test_an_empty_bank_is_short_everywhere_and_does_not_fail(small):
    report = check(small)
    assert report.figures == ()
    assert {one.rule for one in report.errors} == {"study area"}
