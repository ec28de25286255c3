"""What is said where there is no set of forms."""

from dataclasses import replace

import pytest
from banks import bank, tiny_blueprint

from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.items import Cognitive, ItemStatus
from cmas_desktop.engine.parallel import assemble_parallel
from cmas_desktop.engine.pool import FormRequest

TINY = tiny_blueprint()
BANK = [replace(item, enemies=()) for item in bank(TINY, 15, 4, pretest_per_domain=4)]


def refusal(items, count=3, overlap=0.0, questions=14):
    with pytest.raises(AssemblyError) as caught:
        assemble_parallel(FormRequest(1, questions, "bank"), items, TINY, count, overlap)
    return str(caught.value)


def counts(item):
    return item.status is ItemStatus.SCORED


def kept(number, **fields):
    """The bank with only so many scored items of these fields."""
    mine = [i for i in BANK if counts(i) and all(getattr(i, key) == value for key, value in fields.items())]
    return [item for item in BANK if item not in mine[number:]]


def test_a_domain_is_short_by_what_all_forms_need_together():
    assert (
        "it lacks 2 scored items in Domain c. By count it lasts for 2 disjoint forms in Domain c (4 items"
        in (refusal(kept(4, domain="c")))
    )


def test_what_may_be_shared_is_not_short():
    """Of domain c three forms use 6 items; 4 will do where two are shared, 2 could each be used twice."""
    items = kept(4, domain="c")
    forms = assemble_parallel(FormRequest(1, 14, "bank"), items, TINY, 3, 0.1)
    assert len(forms) == 3
    assert "it lacks 2 scored items in Domain c" in refusal(kept(2, domain="c"), overlap=0.1)


def test_items_beside_a_full_study_area_are_asked_for():
    text = refusal(kept(1, subarea="a-1"), 2)
    assert "it lacks 3 scored items beside those of Area a-0 in its domain." in text


def test_too_few_pretest_items_are_counted():
    assert "it lacks 4 pretest items (or ask for fewer questions)." in refusal(BANK, 4, questions=16)


def test_too_few_items_of_a_cognitive_level_are_counted():
    analysis = [item for item in BANK if item.cognitive is Cognitive.ANALYSIS and counts(item)]
    dull = [replace(i, cognitive=Cognitive.APPLICATION) if i in analysis[4:] else i for i in BANK]
    assert "it lacks 2 scored items among the analysis items." in refusal(dull)


@pytest.mark.parametrize(("shift", "wanted"), [(-2.0, "harder"), (2.0, "easier")])
def test_a_bank_of_the_wrong_difficulty_is_told_by_how_much_one_form_is_off(shift, wanted):
    text = refusal([replace(item, b=item.b + shift) for item in BANK])
    assert f"it lacks {wanted} items: the nearest form's TCC at" in text
    assert 0 < float(text.split(" is ")[1].split()[0]) < 12


def test_what_is_safe_and_what_to_do_ends_the_refusal():
    text = refusal(BANK, 20)
    assert text.startswith("20 forms of which any two share at most 0 questions cannot be made")
    assert text.endswith(
        "Your attempts are safe; add such items, or ask for fewer forms or a larger overlap."
    )
