from __future__ import annotations

import math

import bank_samples as samples
import pytest

from cmas_desktop.bank.findings import Severity
from cmas_desktop.bank.likeness import (
    duplicate_findings,
    near_duplicates,
    template,
    template_findings,
    template_groups,
)

TWIN = samples.item(
    id="x-file-002", stem="A clerk finds charts on a wrong shelf. Where does the clerk report it?"
)


def test_twins_are_found_among_strangers():
    pairs = near_duplicates([samples.item(), *samples.random_items(20, seed=1)[3:], TWIN], 0.8)
    assert [(a.id, b.id) for a, b, _ in pairs] == [("x-file-001", "x-file-002")]
    assert pairs[0][2] == pytest.approx(1.0)


def test_the_cosine_is_that_of_the_formula():
    first = samples.item(stem="ledger ledger invoice?", options=("stamp", "x", "y", "z"))
    second = samples.item(id="b", stem="ledger parcel?", options=("stamp", "x", "y", "z"))
    third = samples.item(id="c", stem="agenda?", options=("memo", "x", "y", "z"))
    common, rare = math.log(3 / 2) + 1, math.log(3) + 1
    dot = 2 * common * common + common * common
    lengths = math.hypot(2 * common, rare, common) * math.hypot(common, rare, common)
    ((_, _, cosine),) = near_duplicates([first, second, third], 0.01)
    assert cosine == pytest.approx(dot / lengths, rel=1e-5)


def test_distractors_do_not_make_items_alike():
    other = samples.item(id="b", stem="Which agenda?", options=("Memo", *samples.ITEM_SAMPLE.options[1:]))
    assert not near_duplicates([samples.item(), other], 0.3)


def test_a_twin_is_an_error_unless_both_can_never_share_a_form():
    strangers = samples.random_items(10, seed=2)[3:]
    found, back = duplicate_findings(samples.bank(samples.item(), TWIN, *strangers))
    assert (found.item, found.severity) == ("x-file-001", Severity.ERROR)
    assert "x-file-002: cosine 1.00" in found.sentence
    assert back.item == "x-file-002" and "x-file-001" in back.sentence
    enemy = samples.item(enemies=("x-file-002",))
    found, _ = duplicate_findings(samples.bank(enemy, TWIN, *strangers))
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("extra", "severity"),
    [("today", Severity.ERROR), ("today upstairs beside broken elevators", Severity.WARNING)],
)
def test_the_line_between_error_and_warning_is_a_cosine_of_080(extra, severity):
    other = samples.item(id="x-file-002", stem=f"{samples.ITEM_SAMPLE.stem} {extra}")
    items = [samples.item(), other, *samples.random_items(10, seed=2)[3:]]
    ((_, _, cosine),) = near_duplicates(items, 0.6)
    assert (cosine > 0.8) is (severity is Severity.ERROR)
    assert 0.65 < cosine < 0.95
    found, _ = duplicate_findings(samples.bank(*items))
    assert found.severity is severity


def test_items_somewhat_alike_are_listed_unless_they_are_enemies():
    stem = "A clerk finds a chart on the wrong shelf. Whom does the nurse call?"
    strangers = samples.random_items(10, seed=3)[3:]
    cousin = samples.item(id="x-file-002", stem=stem)
    ((_, _, cosine),) = near_duplicates([samples.item(), cousin, *strangers], 0.6)
    assert cosine < 0.8
    found, _ = duplicate_findings(samples.bank(samples.item(), cousin, *strangers))
    assert found.severity is Severity.WARNING
    enemy = samples.item(enemies=("x-file-002",))
    assert not list(duplicate_findings(samples.bank(enemy, cousin, *strangers)))


@pytest.mark.parametrize(
    "stem",
    [
        "On 03/02 Ms. Okafor owes $145.00 for two visits. How much does she owe after 30 days?",
        "On 11/20 Mr. Van Dyke owes $92 for 3 visits. How much does he owe after 60 days?",
    ],
)
def test_names_numbers_and_pronouns_are_masked(stem):
    expected = "on # @ owes # for # visits how much does ~ owe after # days"
    assert template(stem) == expected


def test_another_question_is_another_template():
    assert template("How much does Ada owe?") != template("How much did Ada pay?")


def test_groups_come_largest_first_and_lone_stems_are_none():
    stems = ["Does Ada pay?", "Does Bo pay?", "Is it 3?", "Is it 4?", "Is it 5?", "Who files it?"]
    items = [samples.item(id=f"x-file-{at:03d}", stem=stem) for at, stem in enumerate(stems)]
    assert [[one.id[-1] for one in group] for group in template_groups(items)] == [
        ["2", "3", "4"],
        ["0", "1"],
    ]


def test_a_template_is_told_at_its_first_item():
    items = [samples.item(id=f"x-file-00{n}", stem=f"What is {n} plus {n}?") for n in (1, 2, 3)]
    (found,) = template_findings(samples.bank(*items))
    assert (found.item, found.rule, found.severity) == ("x-file-001", "template", Severity.WARNING)
    assert "x-file-002, x-file-003" in found.sentence
