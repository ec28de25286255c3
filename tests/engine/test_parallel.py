"""Sets of parallel forms from synthetic banks."""

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from banks import bank, full_blueprint, reference_difficulties, tiny_blueprint
from hypothesis import given, settings
from hypothesis import strategies as st

from cmas_desktop.engine import parallel
from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.blueprint import CognitiveBounds, Domain, Subarea
from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.form_check import verify_form
from cmas_desktop.engine.irt import expected_raw
from cmas_desktop.engine.items import Cognitive, ItemStatus, ItemSummary, difficulty_from_rating
from cmas_desktop.engine.parallel import SPREAD_WORDS, assemble_parallel, extra_form
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.tolerance import LADDER, Tolerance

FULL, TINY = full_blueprint(), tiny_blueprint()
FULL_BANK = bank(FULL, 1, 4, times=2.2, pretest_per_domain=6)
TINY_BANK = bank(TINY, 12, 1, pretest_per_domain=6)
REQUEST = FormRequest(7, 14, "bank")


def items_of(form):
    return {question.item_id for question in form.questions}


def most_shared(forms):
    return max(len(items_of(one) & items_of(two)) for one, two in combinations(forms, 2))


def widest_gap(forms):
    """The largest difference between any two TCCs from -3 to 3 logits."""
    thetas = [step / 10 for step in range(-30, 31)]
    curves = [[expected_raw(theta, form.scored_difficulties) for theta in thetas] for form in forms]
    return max(max(values) - min(values) for values in zip(*curves, strict=True))


@pytest.fixture(scope="module")
def pair():
    return assemble_parallel(FormRequest(3, 210, "bank"), FULL_BANK, FULL, 2, 0.0)


def test_full_sized_forms_share_nothing_and_are_equally_hard(pair):
    assert [len(form.questions) for form in pair] == [210] * 2
    assert most_shared(pair) == 0
    assert widest_gap(pair) < 0.5
    for form in pair:
        assert form.relaxed == ()
        assert verify_form(form, FULL_BANK, FULL) == []


def test_a_further_form_is_as_hard_and_shares_no_more_than_allowed(pair):
    further = extra_form(pair, FormRequest(9, 210, "bank"), FULL_BANK, FULL, 0.4)
    assert most_shared([*pair, further]) <= 84
    assert widest_gap([*pair, further]) < 0.5
    assert verify_form(further, FULL_BANK, FULL) == []


def test_a_further_form_that_may_share_nothing_is_refused_with_what_is_short(pair):
    with pytest.raises(AssemblyError, match=r"No further form .* 0 questions .* 2 others .* it lacks \d+ "):
        extra_form(pair, FormRequest(9, 210, "bank"), FULL_BANK, FULL, 0.0)


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    per_subarea=st.integers(6, 14),
    count=st.integers(2, 7),
    overlap=st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]),
)
def test_no_set_ever_breaks_a_constraint(seed, per_subarea, count, overlap):
    items = bank(TINY, per_subarea, seed, pretest_per_domain=5, enemy_share=0.2)
    try:
        forms = assemble_parallel(FormRequest(seed, 14, "bank"), items, TINY, count, overlap)
    except AssemblyError as fault:
        assert "it lacks" in str(fault)
    else:
        assert len(forms) == count
        assert most_shared(forms) <= overlap * 14
        assert widest_gap(forms) < 0.5
        assert len({form.relaxed for form in forms if SPREAD_WORDS not in form.relaxed}) <= 1
        for form in forms:
            assert verify_form(form, items, TINY) == []


def planted(count, seed):
    """A bank with exactly the items of so many disjoint forms; each has one enemy, in another form."""
    chance = random.Random(seed)
    areas = [(d.key, area.key) for d in TINY.domains for area in d.subareas for _ in range(area.items)]
    levels = [Cognitive.APPLICATION, Cognitive.RECALL, Cognitive.APPLICATION, Cognitive.ANALYSIS] * 3
    items = []
    for number in range(count):
        difficulties = chance.sample(reference_difficulties(TINY), 12)
        for i, ((domain, area), b) in enumerate(zip(areas, difficulties, strict=True)):
            foe = f"{(number + 1 if number % 2 == 0 else number - 1) % count}-{i:02d}"
            items.append(
                ItemSummary(f"{number}-{i:02d}", domain, area, levels[i], ItemStatus.SCORED, b, i % 4)
            )
            items[-1] = replace(items[-1], enemies=(foe,))
    return items


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("count", [3, 6])
def test_a_bank_that_is_used_up_to_the_last_item_gives_its_forms(count, seed):
    items = planted(count, seed)
    forms = assemble_parallel(FormRequest(seed, 12, "bank"), items, TINY, count, 0.0)
    assert set.union(*map(items_of, forms)) == {item.id for item in items}
    assert {form.relaxed for form in forms} == {()}


def plane():
    """An examination of three like items a form, and a bank of seven."""
    blueprint = replace(
        TINY,
        domains=(Domain("p", "Plane", "p", 3, (Subarea("p-0", "Points", 3),)),),
        reference=((0.7, 3),),
        cognitive=CognitiveBounds(1.0, 0.0, 0.0),
    )
    b = difficulty_from_rating(0.7)
    items = [
        ItemSummary(f"p{i}", "p", "p-0", Cognitive.RECALL, ItemStatus.SCORED, b, i % 4) for i in range(7)
    ]
    return blueprint, items


def test_seven_items_give_the_seven_lines_of_the_fano_plane():
    """Any two lines meet in one point: there is no other way, and form by form it is easily missed."""
    blueprint, items = plane()
    forms = assemble_parallel(FormRequest(1, 3, "bank"), items, blueprint, 7, 1 / 3)
    assert most_shared(forms) == 1
    assert set(Counter(item for form in forms for item in items_of(form)).values()) == {3}


def test_an_eighth_line_is_refused():
    blueprint, items = plane()
    with pytest.raises(AssemblyError, match=r"share at most 1 question cannot .* it lacks 1 "):
        assemble_parallel(FormRequest(1, 3, "bank"), items, blueprint, 8, 1 / 3)


def test_a_dead_end_is_left_by_making_all_forms_at_once(monkeypatch):
    asked = []

    def choose(terms, costs, remaining, *seconds):
        asked.append((len(costs), remaining))
        return None if len(costs) == 1 else parallel_sets(terms, costs, remaining)

    parallel_sets = parallel.chosen_sets
    monkeypatch.setattr(parallel, "chosen_sets", choose)
    forms = assemble_parallel(REQUEST, TINY_BANK, TINY, 6, 0.25)
    assert asked == [(0, 6), (1, 0), (1, 5), (6, 0)]
    assert most_shared(forms) <= 3


def test_where_nothing_is_shared_the_forms_still_to_come_are_looked_after(monkeypatch):
    assert parallel._ways(terms_with(0.0), 5) == [(5, False)]
    assert parallel._ways(terms_with(0.0), 6) == [(1, True), (6, False)]
    assert parallel._ways(terms_with(0.5), 5) == [(1, False), (5, False)]


def terms_with(overlap):
    return parallel.terms_of(TINY_BANK, TINY, 14, Tolerance(), overlap)


def test_the_same_request_gives_the_same_forms_whatever_the_order_of_the_bank():
    first = assemble_parallel(REQUEST, TINY_BANK, TINY, 3, 0.0)
    shuffled = random.Random(1).sample(TINY_BANK, len(TINY_BANK))
    assert assemble_parallel(REQUEST, shuffled, TINY, 3, 0.0) == first
    assert assemble_parallel(replace(REQUEST, seed=8), TINY_BANK, TINY, 3, 0.0) != first


def test_each_form_has_an_order_of_its_own_and_the_seed_that_was_asked_for():
    blueprint, items = plane()
    forms = assemble_parallel(FormRequest(5, 3, "bank"), items[:3], blueprint, 3, 1.0)
    assert {form.seed for form in forms} == {5}
    assert {form.bank_hash for form in forms} == {"bank"}
    assert len({form.id for form in forms}) == 3


def test_one_form_is_the_form_that_assembly_makes():
    assert assemble_parallel(REQUEST, TINY_BANK, TINY, 1, 0.0) == (assemble(REQUEST, TINY_BANK, TINY),)


def test_items_seen_before_come_last():
    seen = {item.id: (1, 1) for item in TINY_BANK[::3]}
    forms = assemble_parallel(replace(REQUEST, exposures=seen), TINY_BANK, TINY, 2, 0.0)
    assert [form.repeats for form in forms] == [len(items_of(form) & set(seen)) for form in forms]
    assert sum(form.repeats for form in forms) <= 3


@pytest.mark.parametrize(("shift", "tolerance"), [(0.09, Tolerance(0.3)), (0.15, Tolerance(0.5))])
def test_where_a_tolerance_gives_way_it_does_for_all_and_they_stay_equally_hard(shift, tolerance):
    items = [replace(item, b=item.b + shift) for item in planted(2, 1)]
    forms = assemble_parallel(FormRequest(1, 12, "bank"), items, TINY, 2, 0.0)
    assert {form.relaxed for form in forms} == {tolerance.words}
    assert widest_gap(forms) < 0.5


def test_forms_that_cannot_be_equally_hard_are_refused():
    """Each half of this bank is a form within the widest band, but one is easy and the other hard."""
    plain = planted(2, 1)
    easy = [replace(item, b=item.b - 0.15, enemies=()) for item in plain[12:]]
    foes = tuple(item.id for item in easy)
    hard = [replace(item, b=item.b + 0.3, enemies=foes) for item in plain[:12]]
    for half in (hard, easy):
        assert assemble(FormRequest(1, 12, "bank"), half, TINY).relaxed
    with pytest.raises(AssemblyError, match=r"all constraints at once \(each alone can be met\)"):
        assemble_parallel(FormRequest(1, 12, "bank"), [*hard, *easy], TINY, 2, 0.0)


def test_a_form_that_lacks_a_domains_pretest_items_says_so():
    few = [item for item in TINY_BANK if item.status is ItemStatus.SCORED or item.domain == "b"]
    one = next(i for i in TINY_BANK if i.status is ItemStatus.PRETEST and i.domain == "a" and not i.enemies)
    forms = assemble_parallel(REQUEST, [*few, one], TINY, 2, 0.0)
    assert sorted(SPREAD_WORDS in form.relaxed for form in forms) == [False, True]
    silent = [replace(form, relaxed=()) for form in forms]
    assert [bool(verify_form(form, [*few, one], TINY)) for form in silent] == [
        SPREAD_WORDS in form.relaxed for form in forms
    ]


@pytest.mark.parametrize(
    ("count", "overlap", "questions", "words"),
    [
        (0, 0.0, 14, "at least 1 form, not 0"),
        (2, -0.1, 14, "from 0 to 1, not -0.1"),
        (2, 1.5, 14, "from 0 to 1, not 1.5"),
        (2, float("nan"), 14, "from 0 to 1, not nan"),
        (2, 0.0, 99, "12 to 16 questions, not 99"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(count, overlap, questions, words):
    with pytest.raises(AssemblyError, match=words):
        assemble_parallel(FormRequest(1, questions, "bank"), TINY_BANK, TINY, count, overlap)


def test_forms_that_fail_the_second_look_are_not_used(monkeypatch):
    monkeypatch.setattr(parallel, "verify_parallel", lambda *_: ["Two forms share too much."])
    with pytest.raises(AssemblyError, match=r"not used: Two forms share too much\."):
        assemble_parallel(REQUEST, TINY_BANK, TINY, 2, 0.0)


def test_a_further_form_may_be_of_another_length():
    forms = assemble_parallel(REQUEST, TINY_BANK, TINY, 2, 0.0)
    longer = extra_form(forms, FormRequest(2, 16, "bank"), TINY_BANK, TINY, 0.25)
    assert len(longer.questions) == 16
    assert max(len(items_of(longer) & items_of(form)) for form in forms) <= 3


def test_what_the_others_share_among_themselves_does_not_matter_to_a_further_form():
    forms = assemble_parallel(REQUEST, TINY_BANK, TINY, 1, 0.0) * 2
    assert most_shared([extra_form(forms, REQUEST, TINY_BANK, TINY, 0.0), forms[0]]) == 0


def test_a_further_form_of_none_is_a_form():
    assert extra_form((), REQUEST, TINY_BANK, TINY).relaxed == LADDER[0].words
