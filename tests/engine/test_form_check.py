"""The second look finds every kind of fault that is put into a sound form."""

from dataclasses import replace

import pytest
from banks import bank, full_blueprint

from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.form_check import form_id, verify_form
from cmas_desktop.engine.items import Cognitive, ItemStatus
from cmas_desktop.engine.pool import FormRequest

FULL = full_blueprint()
BANK = bank(FULL, 8, 4)


@pytest.fixture(scope="module")
def form():
    return assemble(FormRequest(3, 210, "bank"), BANK, FULL)


def changed(form, **changes):
    """The form with other questions or record, and the id that fits them."""
    other = replace(form, **changes)
    return replace(other, id=form_id(other.blueprint, other.questions))


def with_question(form, place, **changes):
    questions = list(form.questions)
    questions[place] = replace(questions[place], **changes)
    return changed(form, questions=tuple(questions))


def question_of(item):
    fields = {name: getattr(item, name) for name in ("domain", "subarea", "b", "key")}
    return fields | {"item_id": item.id, "scored": item.status is ItemStatus.SCORED, "order": (0, 1, 2, 3)}


def unused(form, **wanted):
    used = {question.item_id for question in form.questions}
    return (
        item
        for item in BANK
        if item.id not in used and all(getattr(item, name) == value for name, value in wanted.items())
    )


def place_of(form, **wanted):
    """The first place whose question has these fields."""
    return next(
        i for i, q in enumerate(form.questions) if all(getattr(q, name) == v for name, v in wanted.items())
    )


def faults(form, summaries=BANK, blueprint=FULL):
    return " ".join(verify_form(form, summaries, blueprint))


def test_a_sound_form_has_no_fault(form):
    assert verify_form(form, BANK, FULL) == []


def test_an_item_that_is_not_in_the_bank_is_named(form):
    assert faults(with_question(form, 0, item_id="nowhere-001")) == "nowhere-001 is not in the bank."


def test_pretest_items_in_a_heap_are_noticed(form):
    tried = [question for question in form.questions if not question.scored]
    heaped = (*tried, *(question for question in form.questions if question.scored))
    assert "stand in one third of the form" in faults(changed(form, questions=heaped))


def test_a_difficulty_with_another_error_than_the_banks_is_noticed(form):
    assert "differs from the bank" in faults(with_question(form, 3, b_error=0.2))


def test_a_form_of_another_blueprint_is_not_taken(form):
    assert "of the blueprint other" in faults(changed(form, blueprint="other"))


def test_an_id_that_does_not_fit_is_noticed(form):
    assert "id does not fit" in faults(replace(form, id="0" * 12))


def test_an_item_that_stands_twice_is_noticed(form):
    first = form.questions[0]
    twice = changed(form, questions=(*form.questions[:-1], first))
    assert f"{first.item_id} stands 2 times" in faults(twice)


@pytest.mark.parametrize(
    "changes", [{"b": 0.123}, {"domain": "d9"}, {"subarea": "d9-1"}, {"scored": False}, {"key": 9}]
)
def test_a_question_that_differs_from_its_item_is_noticed(form, changes):
    place = place_of(form, scored=True)
    order = (0, 1, 2, 9) if "key" in changes else form.questions[place].order
    assert "differs from the bank" in faults(with_question(form, place, order=order, **changes))


def test_an_option_shown_twice_is_noticed(form):
    key = form.questions[0].key
    assert "each option once" in faults(with_question(form, 0, order=(key, key, 1, 2)))


def test_shuffled_options_of_a_locked_item_are_noticed(form):
    locked = {item.id for item in BANK if item.lock_order}
    place = next(i for i, question in enumerate(form.questions) if question.item_id in locked)
    assert "locked, but they are shuffled" in faults(with_question(form, place, order=(3, 2, 1, 0)))


def test_a_domain_with_the_wrong_count_is_noticed(form):
    place = place_of(form, domain="d2", scored=True)
    other = next(unused(form, domain="d1", status=ItemStatus.SCORED))
    text = faults(with_question(form, place, **question_of(other)))
    assert "Domain d2 has 13 scored items, not 14." in text
    assert "Domain d1 has 27 scored items, not 26." in text


def test_a_study_area_out_of_bounds_is_noticed(form):
    mine = [i for i, q in enumerate(form.questions) if q.subarea == "d4-1" and q.scored]
    others = unused(form, domain="d4", status=ItemStatus.SCORED)
    poorer = form
    for place in mine[:4]:
        poorer = with_question(poorer, place, **question_of(next(i for i in others if i.subarea != "d4-1")))
    assert "Area d4-1 has" in faults(poorer)


def test_too_few_items_of_a_cognitive_level_are_noticed(form):
    dull = [replace(item, cognitive=Cognitive.RECALL) for item in BANK]
    text = faults(form, dull)
    assert "200 items ask for recall: too many." in text
    assert "0 items ask for application: too few." in text
    assert "0 items ask for analysis: too few." in text


def test_enemies_are_noticed_whichever_names_the_other(form):
    one, two = form.questions[3].item_id, form.questions[90].item_id
    hostile = [replace(item, enemies=(two,)) if item.id == one else item for item in BANK]
    assert f"{one} and {two} are enemies" in faults(form, hostile)


def test_a_form_of_another_difficulty_is_noticed(form):
    hard = {item.id: item.b + 0.05 for item in BANK}
    harder = changed(form, questions=tuple(replace(q, b=hard[q.item_id]) for q in form.questions))
    text = faults(harder, [replace(item, b=hard[item.id]) for item in BANK])
    assert "The TCC at +0 is" in text


def test_a_form_that_says_too_little_at_the_cut_is_noticed(form):
    spread = {item.id: item.b * 2 for item in BANK}
    wider = changed(form, questions=tuple(replace(q, b=spread[q.item_id]) for q in form.questions))
    assert "The information at the cut is" in faults(wider, [replace(i, b=spread[i.id]) for i in BANK])


def test_pretest_items_bunched_in_one_domain_are_noticed(form):
    place = next(i for i, q in enumerate(form.questions) if not q.scored and q.domain == "d4")
    spare = [replace(BANK[0], id=f"spare-{n}", domain="d1", status=ItemStatus.PRETEST) for n in range(9)]
    pretest = [i for i, q in enumerate(form.questions) if not q.scored and q.domain == "d4"]
    bunched = form
    for place, item in zip(pretest, spare, strict=False):
        bunched = with_question(bunched, place, **question_of(item))
    assert "Domain d4 has 0 pretest items, not 1" in faults(bunched, [*BANK, *spare])


def test_too_few_questions_are_noticed(form):
    assert "The form has 150 questions, not 200 to 230." in faults(
        changed(form, questions=form.questions[:150])
    )


def test_a_long_run_of_one_letter_is_noticed(form):
    def shown_first(question):
        rest = [option for option in range(4) if option != question.key]
        return replace(question, order=(question.key, *rest))

    run = changed(form, questions=tuple(shown_first(question) for question in form.questions))
    assert "More than three keys of one letter" in faults(run)


def test_neighboring_exhibits_of_one_kind_are_noticed(form):
    kinds = [replace(item, exhibit_kind="ledger") for item in BANK]
    assert "Two exhibits of one kind" in faults(form, kinds)
    admitted = replace(form, relaxed=("exhibits of one kind side by side",))
    assert faults(admitted, kinds) == ""


def test_only_what_the_record_names_is_forgiven(form):
    easier = {item.id: item.b - 0.01 for item in BANK}
    drifted = changed(form, questions=tuple(replace(q, b=easier[q.item_id]) for q in form.questions))
    summaries = [replace(item, b=easier[item.id]) for item in BANK]
    assert "TCC" in faults(drifted, summaries)
    assert faults(replace(drifted, relaxed=("TCC within 1.0 raw points instead of 0.15",)), summaries) == ""


def test_a_relaxation_that_does_not_exist_is_noticed(form):
    assert "No tolerance gives way" in faults(replace(form, relaxed=("TCC within 9 raw points",)))


def test_the_id_depends_on_the_questions_and_their_order(form):
    turned = (*form.questions[1:], form.questions[0])
    assert form_id("test", form.questions) == form.id
    assert len({form.id, form_id("test", turned), form_id("other", form.questions)}) == 3
