"""The order of questions and options."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from banks import bank, full_blueprint, tiny_blueprint

from cmas_desktop.engine.items import ItemStatus
from cmas_desktop.engine.question_order import EXHIBIT_WORDS, RUN_WORDS, arranged

ITEMS = [item for item in bank(full_blueprint(), 4, 3, exhibit_share=0.3) if item.status is ItemStatus.SCORED]
TINY = bank(tiny_blueprint(), 6, 1, exhibit_share=0.0)


def letters(arrangement):
    pairs = zip(arrangement.items, arrangement.orders, strict=True)
    return "".join("ABCD"[order.index(item.key)] for item, order in pairs)


@pytest.fixture(scope="module", params=[1, 2, 3])
def arrangement(request):
    return arranged(ITEMS, request.param)


def test_every_item_is_shown_once(arrangement):
    assert sorted(item.id for item in arrangement.items) == sorted(item.id for item in ITEMS)


def test_no_four_keys_of_one_letter_follow_one_another(arrangement):
    assert not any(letter * 4 in letters(arrangement) for letter in "ABCD")
    assert arrangement.words == ()


def test_keys_are_spread_over_the_letters(arrangement):
    counts = Counter(letters(arrangement))
    assert all(abs(count - len(ITEMS) / 4) < 3.5 * (len(ITEMS) * 3 / 16) ** 0.5 for count in counts.values())


def test_no_two_exhibits_of_one_kind_and_no_two_of_a_study_area_are_neighbors(arrangement):
    for one, two in pairwise(arrangement.items):
        assert not one.exhibit_kind or one.exhibit_kind != two.exhibit_kind
        assert one.subarea != two.subarea


def test_the_domains_are_dealt_over_the_whole_form(arrangement):
    half = Counter(item.domain for item in arrangement.items[: len(ITEMS) // 2])
    for domain, count in Counter(item.domain for item in ITEMS).items():
        assert abs(half[domain] - count / 2) <= 3


def test_pretest_items_are_dealt_over_the_whole_form_and_never_in_a_heap():
    tried = [replace(item, status=ItemStatus.PRETEST) for item in ITEMS[::8]]
    whole = [item for at, item in enumerate(ITEMS) if at % 8] + tried
    for seed in range(1, 6):
        order = arranged(whole, seed).items
        places = [at for at, item in enumerate(order) if item.status is ItemStatus.PRETEST]
        share = len(tried) / 4
        for quarter in range(4):
            inside = sum(1 for at in places if 4 * at // len(order) == quarter)
            assert share - 3 <= inside <= share + 3


def test_locked_options_stay_as_authored_and_others_are_shuffled(arrangement):
    locked = {o for item, o in zip(arrangement.items, arrangement.orders, strict=True) if item.lock_order}
    free = {o for item, o in zip(arrangement.items, arrangement.orders, strict=True) if not item.lock_order}
    assert locked == {(0, 1, 2, 3)}
    assert len(free) == 24


def test_the_seed_decides_and_the_arrival_order_does_not():
    assert arranged(ITEMS, 5) == arranged(ITEMS[::-1], 5)
    assert arranged(ITEMS, 5).items != arranged(ITEMS, 6).items


def test_runs_among_locked_items_are_broken_by_moving_questions():
    many = [replace(item, lock_order=i < 20, key=1 if i < 20 else item.key) for i, item in enumerate(TINY)]
    assert "BBBB" not in letters(arranged(many, 1))


def test_where_all_keys_are_locked_to_one_letter_the_record_says_so():
    same = [replace(item, lock_order=True, key=2) for item in TINY]
    assert arranged(same, 1).words == (RUN_WORDS,)


def test_where_exhibits_cannot_be_parted_the_record_says_so():
    same = [replace(item, exhibit_kind="ledger") for item in TINY]
    assert arranged(same, 1).words == (EXHIBIT_WORDS,)


def test_one_study_area_alone_is_no_obstacle():
    alone = [replace(item, domain="a", subarea="a-0") for item in TINY]
    assert len(arranged(alone, 1).items) == len(TINY)
