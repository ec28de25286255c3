import json

import pytest

from cmas_desktop.engine.errors import StoreError
from cmas_desktop.engine.form import Form, FormQuestion, FormRecord, Overlap, Proof, TccPoint
from cmas_desktop.engine.form_json import form_from_json, form_to_json

FORM = Form(
    id="7c1e90aa12bc",
    blueprint="cmas",
    seed=914_207,
    questions=(
        FormQuestion("d1-term-001", "d1", "d1-term", True, -0.8114, 2, (2, 0, 3, 1)),
        FormQuestion("d5-icd-014", "d5", "d5-icd", False, 1.0986122886681098, 0, (0, 1, 2, 3), 0.31, 85),
    ),
    bank_hash="3f" * 32,
    solver="HiGHS 1.15.1",
    relaxed=("TCC within 0.6",),
    repeats=3,
    record=FormRecord(
        proofs=(Proof("Scored questions in Law", "exactly 2", "2"),),
        tcc=(TccPoint(-1.0, 61.25, 61.3), TccPoint(0.0, 143.8, 143.7)),
        largest_gap=0.31,
        information=41.5,
        reference_information=42.0,
        passing_raw=144,
        reliability=0.95,
        accuracy=0.94,
        consistency=0.92,
        overlaps=(Overlap("0123456789ab", 17),),
    ),
)


def through_a_file(form):
    return form_from_json(json.loads(json.dumps(form_to_json(form))))


def test_a_form_survives_the_way_through_a_file():
    assert through_a_file(FORM) == FORM


def test_difficulties_come_back_to_the_last_bit():
    assert [q.b for q in through_a_file(FORM).questions] == [-0.8114, 1.0986122886681098]


def test_a_form_stored_before_forms_had_records_can_be_read():
    old = form_to_json(FORM)
    del old["record"], old["purpose"]
    for question in old["questions"]:
        del question["b_error"], question["responses"]
    read = form_from_json(old)
    assert read.record is None
    assert {(q.b_error, q.responses) for q in read.questions} == {(0.7, 0)}


def test_a_form_without_relaxed_tolerances_survives():
    form = Form("f", "cmas", 1, (), "00", "HiGHS")
    assert through_a_file(form) == form


@pytest.mark.parametrize("field", sorted(set(form_to_json(FORM)) - {"record", "purpose"}))
def test_a_form_that_lacks_a_field_is_refused(field):
    data = form_to_json(FORM)
    del data[field]
    with pytest.raises(StoreError, match="cannot be read"):
        form_from_json(data)


@pytest.mark.parametrize("field", sorted(set(form_to_json(FORM)["questions"][0]) - {"b_error", "responses"}))
def test_a_question_that_lacks_a_field_is_refused(field):
    data = form_to_json(FORM)
    del data["questions"][1][field]
    with pytest.raises(StoreError, match=field):
        form_from_json(data)


def test_an_odd_difficulty_is_refused():
    data = form_to_json(FORM)
    data["questions"][0]["b"] = "hard"
    with pytest.raises(StoreError, match="hard"):
        form_from_json(data)
