import bank_samples as samples
import pytest

from cmas_desktop.bank.likeness import likely_enemies
from cmas_desktop.bank.review import Review
from cmas_desktop.bank.solving import Solving
from cmas_desktop.bank.stats import bank_stats, stats_lines
from cmas_desktop.engine.items import Cognitive, ItemStatus


@pytest.fixture
def small(tmp_path):
    return samples.blueprint(tmp_path)


@pytest.fixture
def bank():
    return samples.bank(
        samples.item(enemies=("x-file-002",), recipe=("key: 1",)),
        samples.item(id="x-file-002", exhibit=samples.LEDGER, cognitive=Cognitive.RECALL),
        samples.item(id="x-file-003", status=ItemStatus.PRETEST, enemies=("x-file-002",)),
        samples.item(id="x-file-004", status=ItemStatus.RETIRED),
    )


def solving(item="x-file-001", answer="A", solver="s1"):
    return Solving(item, solver, answer, 90, 0.7, "B", False, "kept", "")


def test_retired_items_are_counted_by_their_status_only(bank, small):
    stats = bank_stats(bank, small, Review())
    assert stats["items"] == 3
    assert stats["status"] == {"scored": 2, "pretest": 1, "retired": 1}


def test_each_domain_and_sub_area_is_counted(bank, small):
    stats = bank_stats(bank, small, Review())
    domain = next(one for one in stats["domains"] if one["key"] == "x")
    assert (domain["items"], domain["scored"], domain["pretest"], domain["exhibits"]) == (3, 2, 1, 1)
    assert domain["recall"] == pytest.approx(1 / 3)
    assert stats["subareas"]["x-file"]["items"] == 3


def test_a_pair_of_enemies_counts_once_whichever_side_names_it(bank, small):
    assert bank_stats(bank, small, Review())["enemy_pairs"] == 2


def test_exhibits_are_told_by_kind_and_recipes_counted(bank, small):
    stats = bank_stats(bank, small, Review())
    assert stats["exhibit_kinds"] == {samples.LEDGER.kind: 1}
    assert stats["recipes"] == 1


def test_the_figures_of_the_check_are_repeated(bank, small):
    groups = {one["group"] for one in bank_stats(bank, small, Review())["figures"]}
    assert groups == {"x", "bank"}


def test_the_solving_record_gives_agreement_and_what_is_missing(bank, small):
    stats = bank_stats(bank, small, Review((solving(), solving(solver="s2", answer="C"))))
    assert {(one["group"], one["solver"], one["share"]) for one in stats["solving"]} == {
        ("x", "s1", 1.0),
        ("x", "s2", 0.0),
        ("bank", "s1", 1.0),
        ("bank", "s2", 0.0),
    }
    assert "x-file-002" in stats["unsolved"] and "x-file-001" not in stats["unsolved"]


def test_the_table_can_be_read_by_a_person(bank, small):
    text = "\n".join(stats_lines(bank_stats(bank, small, Review((solving(),)))))
    assert "3 items, 1 of them with an exhibit, of 1 kinds" in text
    assert "1 of     1 agreed  100.0%" in text


def test_likely_enemies_are_pairs_alike_that_nobody_has_set(bank):
    pairs = {(one.id, other.id) for one, other, _cosine in likely_enemies(bank.items, 0.4)}
    assert ("x-file-001", "x-file-002") not in pairs
    assert ("x-file-002", "x-file-003") not in pairs
    assert ("x-file-001", "x-file-003") in pairs
