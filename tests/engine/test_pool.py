"""The pool: seeded weights, the cost of repeats, sampling and enemies."""

import hashlib
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from banks import bank, full_blueprint, tiny_blueprint
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.engine.assembly_solver import GAP
from cmas_desktop.engine.items import ItemStatus
from cmas_desktop.engine.pool import (
    SAMPLE_ABOVE,
    FormRequest,
    cost,
    enemy_sets,
    sampled,
    seeded_weight,
    usable,
)

TINY_BANK = bank(tiny_blueprint(), 6, 1)


def named(*enemies):
    """Items a, b, c, ... that name these enemies, as in named("b", "", "a")."""
    return [
        replace(TINY_BANK[0], id="abcdefgh"[i], enemies=tuple(others)) for i, others in enumerate(enemies)
    ]


def pairs(sets):
    return {frozenset(pair) for group in sets for pair in combinations(group, 2)}


def test_a_seeded_weight_is_the_keyed_hash_as_a_fraction():
    digest = hashlib.blake2b(b"7|choose|d1-term-001", digest_size=8).hexdigest()
    assert seeded_weight(7, "choose", "d1-term-001") == int(digest, 16) / 16**16


def test_seed_purpose_and_name_all_change_the_weight():
    weights = {seeded_weight(s, p, n) for s in (1, 2) for p in ("choose", "order") for n in ("a", "b")}
    assert len(weights) == 8


def test_seeded_weights_spread_evenly():
    weights = [seeded_weight(3, "choose", f"item-{i}") for i in range(4000)]
    assert sum(weights) / 4000 == pytest.approx(0.5, abs=0.02)
    assert all(900 < count < 1100 for count in Counter(int(4 * weight) for weight in weights).values())


def test_an_unseen_item_costs_its_weight_alone():
    request = FormRequest(5, 12, "bank", {"other": (3, 1)})
    assert cost(TINY_BANK[0], request) == seeded_weight(5, "choose", TINY_BANK[0].id)


def test_often_and_lately_seen_items_cost_more():
    def costs(times, ago):
        return cost(TINY_BANK[0], FormRequest(5, 12, "bank", {TINY_BANK[0].id: (times, ago)}))

    assert costs(0, 0) < costs(1, 4) < costs(1, 2) < costs(1, 1) < costs(2, 1) < costs(5, 1)
    assert costs(5, 1) == costs(50, 1)
    assert 2 * costs(1, 9) > costs(9, 1)


def test_what_anybody_was_shown_costs_a_scored_item_less_than_any_repeat():
    def costs(uses):
        return cost(TINY_BANK[0], FormRequest(5, 12, "bank", uses={TINY_BANK[0].id: uses}))

    assert costs(0) < costs(1) < costs(8) < costs(64) == costs(6_000)
    assert costs(6_000) < cost(TINY_BANK[0], FormRequest(5, 12, "bank", {TINY_BANK[0].id: (1, 9)}))


def test_pretest_items_with_the_fewest_responses_are_the_cheapest_by_more_than_a_seeded_weight():
    tried = replace(TINY_BANK[0], status=ItemStatus.PRETEST)

    def costs(uses):
        return cost(tried, FormRequest(5, 12, "bank", uses={tried.id: uses}))

    assert costs(1) - costs(0) > GAP
    assert costs(3) - costs(1) > GAP
    assert costs(100) == costs(1_000)


def test_retired_items_are_not_used_and_arrival_order_is_forgotten():
    retired = replace(TINY_BANK[3], status=ItemStatus.RETIRED)
    items = usable([*reversed(TINY_BANK[4:]), retired, *TINY_BANK[:3]])
    assert retired.id not in [item.id for item in items]
    assert items == usable(items[::-1])


def test_a_bank_of_usual_size_is_used_whole():
    blueprint = full_blueprint()
    items = usable(bank(blueprint, 10, 2))
    assert sampled(items, FormRequest(1, 210, "bank"), blueprint) == items


def test_a_large_bank_is_sampled_study_area_by_study_area():
    blueprint = full_blueprint()
    items = usable(bank(blueprint, 40, 2))
    sample = sampled(items, FormRequest(1, 210, "bank"), blueprint)
    counts = Counter(item.subarea for item in sample if item.status is ItemStatus.SCORED)
    assert len(items) > SAMPLE_ABOVE > len(sample)
    assert {counts["d1-1"], counts["d1-0"]} == {12}
    assert counts["d4-1"] == 18
    assert sum(item.status is ItemStatus.PRETEST for item in sample) == 24


def test_a_sample_prefers_what_the_candidate_has_not_seen():
    blueprint = full_blueprint()
    items = usable(bank(blueprint, 40, 2))
    seen = {item.id: (1, 1) for item in items[::2]}
    sample = sampled(items, FormRequest(1, 210, "bank", seen), blueprint)
    assert not any(item.id in seen for item in sample if item.status is ItemStatus.SCORED)


def test_enemies_are_mutual_whoever_names_whom():
    assert enemy_sets(named("b", "", "a")) == [["a", "b"], ["a", "c"]]


def test_items_that_are_all_enemies_make_one_set():
    assert enemy_sets(named("bcd", "cd", "d", "")) == [["a", "b", "c", "d"]]


def test_enemies_outside_the_pool_and_oneself_are_passed_over():
    assert enemy_sets(named("az", "")) == []


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=16))
def test_the_sets_hold_every_pair_of_enemies_and_no_other(edges):
    items = named(*("".join(b for a, b in edges if a == name and b != a) for name in "abcdefgh"))
    assert pairs(enemy_sets(items)) == {frozenset(edge) for edge in edges if edge[0] != edge[1]}
