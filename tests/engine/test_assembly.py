"""Whole forms from synthetic banks."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from banks import bank, full_blueprint, mixed_difficulties, plain_form, tiny_blueprint
from hypothesis import given, settings
from hypothesis import strategies as st

from cmas_desktop.engine import assembly
from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.form_check import verify_form
from cmas_desktop.engine.items import Cognitive, ItemStatus, ItemSummary
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.tolerance import Tolerance

FULL, TINY = full_blueprint(), tiny_blueprint()
BANK = bank(FULL, 8, 4)
TINY_BANK = bank(TINY, 6, 1)


@pytest.fixture(scope="module")
def form():
    return assemble(FormRequest(3, 210, "bank-hash"), BANK, FULL)


def items_of(form):
    return {question.item_id for question in form.questions}


def thinned(seed, scored):
    """A bank with this many scored items, so that a second form must repeat some."""
    items = bank(FULL, 6, seed, pretest_per_domain=4, enemy_share=0.05)
    ids = [item.id for item in items if item.status is ItemStatus.SCORED]
    random.Random(seed).shuffle(ids)
    return [item for item in items if item.id not in ids[scored:]]


def unseen_bound(items, seen):
    """At least this many repeats: what unseen items within the study areas' upper bounds cannot fill."""
    unseen = Counter(i.subarea for i in items if i.status is ItemStatus.SCORED and i.id not in seen)
    bound = 0
    for domain in FULL.domains:
        fresh = sum(min(unseen[area.key], area.items + 1) for area in domain.subareas)
        bound += max(0, domain.items - fresh)
    return bound


def test_a_form_holds_the_blueprint(form):
    counts = Counter(question.domain for question in form.scored)
    assert {domain.key: domain.items for domain in FULL.domains} == counts
    assert len(form.questions) == 210
    assert form.relaxed == ()
    assert verify_form(form, BANK, FULL) == []


def test_pretest_slots_go_to_the_items_with_the_fewest_responses():
    items = bank(FULL, 8, 4, pretest_per_domain=8)
    tried = [item.id for item in items if item.status is ItemStatus.PRETEST]
    uses = dict.fromkeys(tried[::2], 40)
    form = assemble(FormRequest(3, 210, "bank", uses=uses), items, FULL)
    taken = [question.item_id for question in form.questions if not question.scored]
    assert len(taken) == 10
    assert not set(taken) & set(uses)


def test_much_used_items_rest_while_others_serve():
    scored = sorted(item.id for item in BANK if item.status is ItemStatus.SCORED)
    uses = dict.fromkeys(scored[::2], 500)
    plain, spared = (
        {q.item_id for q in assemble(FormRequest(3, 200, "bank", uses=used), BANK, FULL).questions}
        for used in ({}, uses)
    )
    assert len(spared & set(uses)) < 0.5 * len(plain & set(uses))


def test_a_form_records_how_it_was_made(form):
    assert (form.seed, form.bank_hash, form.blueprint, form.repeats) == (3, "bank-hash", "test", 0)
    assert form.solver.startswith("HiGHS ")
    assert len(form.id) == 12


def test_pretest_questions_come_from_pretest_items_alone(form):
    status = {item.id: item.status for item in BANK}
    for question in form.questions:
        assert (status[question.item_id] is ItemStatus.SCORED) == question.scored
    spread = Counter(question.domain for question in form.questions if not question.scored)
    assert [spread[domain.key] for domain in FULL.domains] == [1, 1, 1, 2, 2, 1, 1, 1]


def test_the_same_seed_bank_and_history_give_the_same_form(form):
    shuffled = random.Random(1).sample(BANK, len(BANK))
    assert assemble(FormRequest(3, 210, "bank-hash"), shuffled, FULL) == form


def test_another_seed_gives_another_form(form):
    other = assemble(FormRequest(4, 210, "bank-hash"), BANK, FULL)
    assert other.id != form.id
    assert len(items_of(form) & items_of(other)) < 150


def test_a_second_form_has_few_questions_of_the_first(form):
    seen = dict.fromkeys(items_of(form), (1, 1))
    second = assemble(FormRequest(4, 210, "bank-hash", seen), BANK, FULL)
    assert second.repeats == len(items_of(form) & items_of(second))
    assert unseen_bound(BANK, seen) <= second.repeats <= 25


@pytest.mark.parametrize("seed", [14])
def test_repeats_are_as_few_as_the_constraints_allow(seed, monkeypatch):
    items = thinned(seed, 320)
    first = assemble(FormRequest(1, 210, "bank"), items, FULL)
    seen = {question.item_id: (1, 1) for question in first.scored}
    second = assemble(FormRequest(2, 210, "bank", seen), items, FULL)
    monkeypatch.setattr(assembly, "cost", lambda item, request: 1000.0 * (item.id in request.exposures))
    fewest = assemble(FormRequest(2, 210, "bank", seen), items, FULL)
    assert unseen_bound(items, seen) <= second.repeats <= fewest.repeats + 1


def test_what_was_seen_long_ago_is_repeated_before_what_was_seen_last():
    items = thinned(10, 300)
    seen = {item.id: (1, 1 if i % 2 else 6) for i, item in enumerate(items)}
    repeated = assemble(FormRequest(2, 210, "bank", seen), items, FULL)
    ages = Counter(seen[item][1] for item in items_of(repeated))
    assert ages[6] > ages[1] + 30


def test_a_large_bank_gives_a_form_from_its_sample():
    items = bank(FULL, 40, 5)
    assert verify_form(assemble(FormRequest(2, 210, "bank"), items, FULL), items, FULL) == []


def test_the_sample_falls_back_to_the_whole_bank(monkeypatch):
    monkeypatch.setattr(assembly, "sampled", lambda items, request, blueprint: items[:50])
    assert assemble(FormRequest(3, 210, "bank"), BANK, FULL).relaxed == ()


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), per_subarea=st.integers(4, 9), questions=st.integers(12, 16))
def test_no_form_ever_breaks_a_constraint(seed, per_subarea, questions):
    items = bank(TINY, per_subarea, seed, pretest_per_domain=2, enemy_share=0.2, exhibit_share=0.3)
    seen = {item.id: (2, 1) for item in items[::3]}
    try:
        form = assemble(FormRequest(seed, questions, "bank", seen), items, TINY)
    except AssemblyError as fault:
        assert "it lacks" in str(fault)
    else:
        assert verify_form(form, items, TINY) == []
        assert len(form.questions) == questions


def only_form(shift, stretch=1.0):
    """A tiny bank with just the items of one form, as hard as the reference but for shift and stretch."""
    questions = plain_form(mixed_difficulties(TINY), TINY).questions
    levels = (Cognitive.RECALL, Cognitive.APPLICATION, Cognitive.ANALYSIS)
    return [
        ItemSummary(
            id=question.item_id,
            domain=question.domain,
            subarea=question.subarea,
            cognitive=levels[i % 3 if i % 4 else 1],
            status=ItemStatus.SCORED,
            b=question.b * stretch + shift,
            key=i % 4,
        )
        for i, question in enumerate(questions)
    ]


@pytest.mark.parametrize(
    ("shift", "stretch", "tolerance"),
    [
        (0.0, 1.0, Tolerance()),
        (0.09, 1.0, Tolerance(0.3)),
        (0.15, 1.0, Tolerance(0.5)),
        (0.25, 1.0, Tolerance(1.0)),
        (-0.17, 1.0, Tolerance(1.0, 0.95)),
        (0.02, 1.3, Tolerance(1.0, 0.9)),
    ],
)
def test_tolerances_give_way_in_order_and_the_form_says_so(shift, stretch, tolerance):
    items = only_form(shift, stretch)
    form = assemble(FormRequest(1, 12, "bank"), items, TINY)
    assert form.relaxed == tolerance.words
    assert verify_form(form, items, TINY) == []
    if form.relaxed:
        assert verify_form(replace(form, relaxed=()), items, TINY) != []


def test_a_missing_study_area_gives_up_lower_bounds_but_not_the_difficulty():
    items = [item for item in BANK if item.subarea != "d8-2"]
    form = assemble(FormRequest(5, 210, "bank"), items, FULL)
    assert form.relaxed == Tolerance(subarea_minimum=False).words


@pytest.mark.parametrize("questions", [199, 231])
def test_a_number_of_questions_out_of_range_is_refused(questions):
    with pytest.raises(AssemblyError, match="200 to 230"):
        assemble(FormRequest(1, questions, "bank"), BANK, FULL)


def test_a_form_that_fails_its_check_is_not_used(monkeypatch):
    monkeypatch.setattr(assembly, "verify_form", lambda *_: ["Something is wrong."])
    with pytest.raises(AssemblyError, match=r"not used: Something is wrong\."):
        assemble(FormRequest(1, 15, "bank"), TINY_BANK, TINY)


def test_a_tiny_examination_is_assembled_as_well():
    form = assemble(FormRequest(8, 15, "bank"), TINY_BANK, TINY)
    assert Counter(q.domain for q in form.scored) == {"a": 6, "b": 4, "c": 2}
    assert sum(not question.scored for question in form.questions) == 3
