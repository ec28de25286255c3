"""The panel of a readiness check."""

from collections import Counter
from dataclasses import replace
from statistics import fmean

import pytest
from banks import bank, full_blueprint

from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.items import ItemStatus
from cmas_desktop.engine.panel import panel_size, readiness_panel
from cmas_desktop.engine.pool import FormRequest

FULL = full_blueprint()
BANK = bank(FULL, 8, 4, times=2.0)
REQUEST = FormRequest(3, 210, "bank")


@pytest.fixture(scope="module")
def panel():
    return readiness_panel(REQUEST, BANK, FULL)


def items_of(form):
    return {question.item_id for question in form.questions}


def test_a_panel_has_twice_what_the_longest_check_asks_of_each_domain(panel):
    counts = Counter(question.domain for question in panel.questions)
    assert counts == {domain.key: panel_size(domain, FULL) for domain in FULL.domains}
    assert counts["d4"] == 21
    assert 120 <= counts.total() <= 128


def test_a_panel_says_what_it_is_for_and_counts_every_question(panel):
    assert panel.purpose is Purpose.READINESS
    assert all(question.scored for question in panel.questions)


def test_no_two_enemies_are_on_a_panel(panel):
    by_id = {item.id: item for item in BANK}
    used = items_of(panel)
    assert not any(used.intersection(by_id[item].enemies) for item in used)


def test_questions_that_tell_more_at_the_cut_are_preferred(panel):
    scored = [item.b for item in BANK if item.status is ItemStatus.SCORED]
    assert fmean(question.b for question in panel.questions) > fmean(scored) + 0.15


def test_every_study_area_of_a_domain_has_its_room(panel):
    areas = Counter(question.subarea for question in panel.questions)
    for domain in FULL.domains:
        for area in domain.subareas:
            assert areas[area.key] <= 1 + round(panel_size(domain, FULL) * area.items / domain.items)


def test_the_same_request_gives_the_same_panel_and_another_seed_another(panel):
    assert readiness_panel(REQUEST, BANK[::-1], FULL) == panel
    other = readiness_panel(replace(REQUEST, seed=4), BANK, FULL)
    assert len(items_of(other) & items_of(panel)) < 100


def test_what_a_candidate_has_seen_comes_last(panel):
    met = dict.fromkeys(items_of(panel), (1, 1))
    fresh = readiness_panel(replace(REQUEST, exposures=met), BANK, FULL)
    assert not items_of(fresh) & items_of(panel)
    assert fresh.repeats == 0


def test_a_bank_that_is_too_small_is_told_with_domain_and_number():
    few = [item for item in BANK if item.domain != "d4"]
    with pytest.raises(AssemblyError, match="Domain d4 lacks 21 of 21 scored items"):
        readiness_panel(REQUEST, few, FULL)
