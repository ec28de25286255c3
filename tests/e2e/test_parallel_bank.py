"""Five disjoint forms from the bank that the program comes with."""

from itertools import combinations

import pytest

from cmas_desktop.engine.form_check import verify_form
from cmas_desktop.engine.items import ItemStatus
from cmas_desktop.engine.parallel import assemble_parallel, extra_form
from cmas_desktop.engine.parallel_check import verify_parallel
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.places import resources_folder
from cmas_desktop.shelf import open_shelf

ENOUGH = 1_085
"""Scored items: five forms of 200, and some to choose from."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    shelf = open_shelf(resources_folder(), tmp_path_factory.mktemp("home"))
    scored = sum(item.status is ItemStatus.SCORED for item in shelf.bank.summaries)
    if scored < ENOUGH:
        pytest.skip(f"five disjoint forms need at least {ENOUGH} scored items; the bank has {scored}")
    return shelf


def test_the_bank_suffices_for_five_disjoint_forms_and_a_sixth_that_shares_a_fifth(shelf):
    summaries, blueprint = shelf.bank.summaries, shelf.blueprint
    request = FormRequest(1, blueprint.questions_default, shelf.bank.hash)
    forms = assemble_parallel(request, summaries, blueprint, 5, 0.0)
    sixth = extra_form(forms, request, summaries, blueprint)
    ids = [{question.item_id for question in form.questions} for form in (*forms, sixth)]
    assert all(one.isdisjoint(two) for one, two in combinations(ids[:5], 2))
    assert max(len(one & ids[5]) for one in ids[:5]) <= 42
    assert verify_parallel([*forms, sixth], 0.2) == []
    assert [verify_form(form, summaries, blueprint) for form in (*forms, sixth)] == [[]] * 6
    assert {form.relaxed for form in (*forms, sixth)} == {()}
