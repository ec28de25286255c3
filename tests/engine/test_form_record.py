"""What a form's record says, held against counts made anew."""

from collections import Counter
from dataclasses import replace

import pytest
from banks import bank, full_blueprint, tiny_blueprint

from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.form_record import overlaps_of, record_of
from cmas_desktop.engine.irt import expected_raw
from cmas_desktop.engine.items import Cognitive
from cmas_desktop.engine.parallel import assemble_parallel
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.scale import conversion_table, scale_of
from cmas_desktop.engine.tolerance import THETA_POINTS

FULL, TINY = full_blueprint(), tiny_blueprint()
BANK, TINY_BANK = bank(FULL, 8, 4), bank(TINY, 8, 1)


@pytest.fixture(scope="module")
def form():
    return assemble(FormRequest(3, 210, "bank"), BANK, FULL)


def found(record):
    return {proof.name: proof.found for proof in record.proofs}


def test_an_assembled_form_brings_its_record(form):
    assert form.record == record_of(replace(form, record=None), BANK, FULL)


def test_domains_levels_and_areas_are_counted_from_the_form(form):
    proofs, by_id = found(form.record), {item.id: item for item in BANK}
    for domain in FULL.domains:
        assert proofs[f"Scored questions in {domain.name}"] == str(domain.items)
    levels = Counter(by_id[question.item_id].cognitive for question in form.scored)
    assert proofs["Questions of analysis"] == f"{levels[Cognitive.ANALYSIS] / 200:.1%}"
    assert proofs["Farthest of the 63 study areas from its usual number"] in ("0", "1")


def test_the_tcc_is_told_at_five_levels_of_ability(form):
    reference = scale_of(FULL).difficulties
    for point, theta in zip(form.record.tcc, THETA_POINTS, strict=True):
        assert point.theta == theta
        assert point.expected == pytest.approx(expected_raw(theta, form.scored_difficulties))
        assert abs(point.expected - point.reference) <= 0.15 + 1e-6
        assert point.reference == pytest.approx(expected_raw(theta, reference))
    assert form.record.largest_gap >= max(abs(p.expected - p.reference) for p in form.record.tcc)


def test_the_quality_of_its_decisions_is_that_of_a_form_of_200(form):
    record = form.record
    assert record.passing_raw == conversion_table(form.scored_difficulties, FULL).passing_raw
    assert record.accuracy == pytest.approx(0.94, abs=0.01)
    assert record.consistency == pytest.approx(0.917, abs=0.01)
    assert record.reliability == pytest.approx(0.955, abs=0.01)


def test_what_it_shares_with_earlier_forms_is_named(form):
    ids = [question.item_id for question in form.questions]
    shared = overlaps_of(form, {"first": frozenset(ids[:30]), "second": frozenset(["other"])})
    assert [(one.form_id, one.shared) for one in shared] == [("first", 30), ("second", 0)]
    request = FormRequest(5, 210, "bank", earlier={form.id: frozenset(ids)})
    (overlap,) = assemble(request, BANK, FULL).record.overlaps
    assert overlap.form_id == form.id
    assert 0 < overlap.shared < 210


def test_forms_of_a_set_name_one_another():
    one, two = assemble_parallel(FormRequest(2, 14, "bank"), TINY_BANK, TINY, 2, 0.0)
    assert [(o.form_id, o.shared) for o in one.record.overlaps] == [(two.id, 0)]
    assert [(o.form_id, o.shared) for o in two.record.overlaps] == [(one.id, 0)]


def test_a_run_and_a_pair_of_exhibits_would_be_told():
    form = assemble(FormRequest(3, 12, "bank"), TINY_BANK, TINY)
    first = form.questions[0]
    same = tuple(replace(first, item_id=q.item_id, domain=q.domain) for q in form.questions[:5])
    ledgers = [replace(item, exhibit_kind="ledger") for item in TINY_BANK]
    record = record_of(replace(form, questions=(*same, *form.questions[5:])), ledgers, TINY)
    assert int(found(record)["Right answers of one letter in a row"]) >= 5
    assert found(record)["Exhibits of one kind side by side"] == "11"
