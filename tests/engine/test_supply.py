"""For how many disjoint forms a bank suffices."""

import pytest
from banks import bank, tiny_blueprint

from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.items import ItemStatus
from cmas_desktop.engine.parallel import assemble_parallel
from cmas_desktop.engine.parallel_shortage import sufficiency
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.supply import Supply, domain_supplies, scarcest, subarea_supplies

TINY = tiny_blueprint()
BANK = bank(TINY, 9, 1, pretest_per_domain=3, enemy_share=0.0)


def without(subarea, kept):
    """The bank with only so many scored items of the area."""
    mine = [item for item in BANK if item.subarea == subarea and item.status is ItemStatus.SCORED]
    return [item for item in BANK if item not in mine[kept:]]


def test_a_study_area_lasts_for_as_many_forms_as_its_lower_bound_goes_into_it():
    first, *_, last = subarea_supplies(BANK, TINY)
    assert first == Supply("Area a-0", 9, 2, 4)
    assert last == Supply("Area c-0", 9, 1, 9)


def test_a_domain_lasts_for_as_many_forms_as_it_has_items_for():
    a, b, c, pretest = domain_supplies(BANK, TINY, 4)
    assert a == Supply("Domain a", 18, 6, 3)
    assert b == Supply("Domain b", 18, 4, 4)
    assert c == Supply("Domain c", 9, 2, 4)
    assert pretest == Supply("pretest items", 9, 4, 2)


def test_items_of_an_area_beyond_its_upper_bound_are_no_help():
    """Two of a-1 leave four of six for a-0 in each form, which is its upper bound: one form, not two."""
    assert domain_supplies(without("a-1", 2), TINY, 0)[0] == Supply("Domain a", 11, 6, 1)


def test_a_domain_without_items_lasts_for_none():
    empty = [item for item in BANK if item.domain != "c"]
    assert domain_supplies(empty, TINY, 0)[2] == Supply("Domain c", 0, 2, 0)


def test_what_no_form_needs_never_runs_out():
    assert domain_supplies(BANK, TINY, 0)[-1] == Supply("pretest items", 9, 0, None)
    assert scarcest([Supply("pretest items", 9, 0, None)]) is None


def test_the_scarcest_is_the_first_of_those_that_last_for_the_fewest():
    supplies = [Supply("x", 9, 3, 3), Supply("y", 4, 2, 2), Supply("z", 2, 1, 2)]
    assert scarcest(supplies) == supplies[1]


def test_the_sentence_names_the_scarcest_domain_and_area():
    assert sufficiency(without("b-1", 1), TINY, 12) == (
        "By count it lasts for 1 disjoint form in Domain b (10 items, 4 a form) "
        "and 1 disjoint form in Area b-1 (1 item, 1 a form)."
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_no_more_forms_are_made_than_the_domains_last_for(count):
    possible = scarcest(domain_supplies(BANK, TINY, 0)).forms
    if count <= possible:
        assert len(assemble_parallel(FormRequest(1, 12, "bank"), BANK, TINY, count, 0.0)) == count
    else:
        with pytest.raises(AssemblyError, match="By count it lasts for 3 disjoint forms in Domain a"):
            assemble_parallel(FormRequest(1, 12, "bank"), BANK, TINY, count, 0.0)
