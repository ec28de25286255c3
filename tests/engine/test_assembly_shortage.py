"""What is said where there is no form."""

from dataclasses import replace

import pytest
from banks import bank, full_blueprint, tiny_blueprint

from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.items import Cognitive, ItemStatus
from cmas_desktop.engine.pool import FormRequest

TINY = tiny_blueprint()
BANK = [replace(item, enemies=()) for item in bank(TINY, 8, 4)]


def refusal(items, questions=15, blueprint=TINY):
    with pytest.raises(AssemblyError) as caught:
        assemble(FormRequest(1, questions, "bank"), items, blueprint)
    return str(caught.value)


def counts(item):
    return item.status is ItemStatus.SCORED


def test_a_domain_that_is_short_is_named_with_the_number():
    mine = [item for item in BANK if item.domain == "c" and counts(item)]
    assert "it lacks 1 scored item in Domain c." in refusal([i for i in BANK if i not in mine[1:]])


def test_items_beside_a_full_study_area_are_asked_for():
    items = [item for item in BANK if item.subarea != "a-1" or not counts(item)]
    assert "it lacks 2 scored items beside those of Area a-0 in its domain." in refusal(items)


def test_every_domain_that_is_short_is_named():
    rest = [item for item in BANK if item.domain == "b" or not counts(item)]
    assert "it lacks 6 scored items in Domain a, 2 scored items in Domain c." in refusal(rest)


def test_a_full_sized_bank_without_a_domain_lacks_all_its_items():
    blueprint = full_blueprint()
    items = [item for item in bank(blueprint, 6, 1) if item.domain != "d7"]
    assert "it lacks 14 scored items in Domain d7." in refusal(items, 205, blueprint)


def test_too_few_pretest_items_are_counted():
    few = [item for item in BANK if counts(item) or item.domain == "a"]
    assert "it lacks 1 pretest item (or ask for fewer questions)." in refusal(few, 16)


def test_too_few_items_of_a_cognitive_level_are_counted():
    dull = [replace(i, cognitive=Cognitive.RECALL) if i.domain != "c" else i for i in BANK]
    applied = [replace(i, cognitive=Cognitive.APPLICATION) if i.domain == "c" else i for i in dull]
    text = refusal(applied)
    assert "it lacks 6 scored items other than recall items" in text
    assert "4 scored items among the application items" in text
    assert "2 scored items among the analysis items" in text


def test_enemies_count_as_what_cannot_be_used_together():
    crowd = {item.id for item in BANK if item.domain == "b" and counts(item)}
    foes = [replace(i, enemies=tuple(crowd - {i.id})) if i.id in crowd else i for i in BANK]
    assert "it lacks 3 scored items in Domain b." in refusal(foes)


@pytest.mark.parametrize(("shift", "wanted"), [(-2.0, "harder"), (2.0, "easier")])
def test_a_bank_of_the_wrong_difficulty_is_told_which_items_it_lacks(shift, wanted):
    text = refusal([replace(item, b=item.b + shift) for item in BANK])
    assert f"it lacks {wanted} items: the nearest form's TCC at" in text


def test_a_bank_that_says_little_at_the_cut_is_told_so():
    far = [replace(item, b=9.0 if i % 3 else -9.0) for i, item in enumerate(BANK)]
    assert "it lacks" in refusal(far)


def test_the_refusal_says_what_is_safe_and_what_to_do():
    assert refusal(BANK[:5]).endswith("Your attempts are safe; add such items.")
