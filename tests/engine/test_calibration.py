"""Calibration as a whole: what rests on what, what is flagged, and that truth is found again."""

import random
from dataclasses import replace

import numpy as np
import pytest
from answer_sets import names, of_table, simulated

from benchmarks.lsat import answers, lsat
from benchmarks.sittings import recovery, simulate_sittings
from cmas_desktop.engine.calibration import Basis, CalibrationPlan, calibrate, unanswered
from cmas_desktop.engine.errors import ResponseError
from cmas_desktop.engine.item_flags import FlagKind
from cmas_desktop.engine.population import MEAN
from cmas_desktop.engine.responses import Response, responses_of

TRUTH = np.linspace(-1.5, 1.5, 16)


def kinds(item):
    return {flag.kind for flag in item.flags}


def chosen(seed, persons=300):
    """Persons' answers with options; the key of every item is B, and wrong answers go to the other three."""
    chance = random.Random(seed)
    table = simulated(TRUTH, persons, seed)
    return [
        Response(f"p{row:04d}", f"i{at:04d}", bool(cell), 1 if cell else chance.choice((0, 2, 3)))
        for row, cells in enumerate(table)
        for at, cell in enumerate(cells)
    ]


def test_the_lsat_record_has_the_published_figures():
    """Sources as in test_rasch_em.py and test_item_analysis.py."""
    found = calibrate(lsat())
    assert [item.b for item in found.items] == pytest.approx([-2.73, -1.00, -0.24, -1.31, -2.10], abs=0.01)
    assert found.sd == pytest.approx(0.755, abs=0.005)
    assert found.log_likelihood == pytest.approx(-2466.938, abs=0.01)
    assert found.kr20 == pytest.approx(0.295, abs=0.005)
    assert [item.p for item in found.items] == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])
    assert (found.persons, found.responses, found.converged) == (1000, 5000, True)
    assert all(item.basis is Basis.RESPONSES and item.flags == () for item in found.items)


def test_known_difficulties_of_two_forms_are_found_again():
    """The full simulation is `dev.py bench scoring`."""
    sittings = simulate_sittings(persons=300, forms=2, bank=90, questions=60, seed=3)
    responses = responses_of(sittings.answers)
    plain = calibrate(responses).items
    found = recovery([(item.b, item.se, sittings.truth[item.item] - MEAN) for item in plain])
    assert found.r > 0.95
    assert found.rmse < 0.25
    assert 0.85 < found.coverage <= 1
    rated = calibrate(responses, CalibrationPlan(ratings=sittings.rated)).items
    pulled = recovery([(item.b, item.se, sittings.truth[item.item]) for item in rated])
    assert pulled.rmse < 0.22
    assert all(item.basis is Basis.BOTH for item in rated)


def test_under_the_model_hardly_anything_is_flagged():
    found = calibrate(responses_of(chosen(1)), CalibrationPlan(keys=dict.fromkeys(names(16), 1)))
    assert [item.item for item in found.items if item.flags] == []


def test_a_wrong_key_is_suspected_and_misfits():
    rows = [
        replace(row, right=row.option == 0) if row.item == "i0007" else row for row in chosen(2, persons=400)
    ]
    keys = dict.fromkeys(names(16), 1) | {"i0007": 0}
    found = {item.item: item for item in calibrate(responses_of(rows), CalibrationPlan(keys=keys)).items}
    wrong = found.pop("i0007")
    assert {FlagKind.KEY_SUSPECT, FlagKind.MISFIT} <= kinds(wrong)
    assert any("option B" in flag.reason for flag in wrong.flags)
    assert all(FlagKind.KEY_SUSPECT not in kinds(item) for item in found.values())


def test_an_unused_distractor_is_flagged():
    rows = [replace(row, option=2) if row.item == "i0010" and row.option == 3 else row for row in chosen(3)]
    keys = dict.fromkeys(names(16), 1)
    found = {item.item: item for item in calibrate(responses_of(rows), CalibrationPlan(keys=keys)).items}
    (flag,) = found["i0010"].flags
    assert flag.kind is FlagKind.DISTRACTOR_UNUSED
    assert flag.reason.startswith("Option D drew 0 of 300")


def test_with_fewer_than_thirty_responses_the_rating_stands_and_the_record_says_so():
    table = simulated(TRUTH, 200, seed=4)
    for row in table[29:]:
        row[5] = None
    ratings = {item: float(b) + 0.1 for item, b in zip(names(16), TRUTH, strict=True)}
    thin = calibrate(of_table(table), CalibrationPlan(ratings=ratings)).items[5]
    assert (thin.responses, thin.b, thin.se, thin.basis) == (29, ratings["i0005"], 0.7, Basis.RATING)
    (flag,) = thin.flags
    assert flag.kind is FlagKind.FEW_RESPONSES
    assert flag.reason == "Only 29 responses, 30 are needed: the rating stands."


def test_with_thirty_responses_both_count():
    table = simulated(TRUTH, 200, seed=4)
    for row in table[30:]:
        row[5] = None
    found = calibrate(of_table(table), CalibrationPlan(ratings=dict(zip(names(16), TRUTH, strict=True))))
    assert found.items[5].basis is Basis.BOTH
    assert found.items[5].se < 0.4


def test_a_thin_item_without_a_rating_has_an_estimate_and_a_warning():
    table = simulated(TRUTH, 100, seed=5)
    for row in table[20:]:
        row[5] = None
    thin = calibrate(of_table(table)).items[5]
    assert thin.basis is Basis.RESPONSES
    assert thin.se > 0.4
    assert "say little" in thin.flags[0].reason


def test_drift_from_the_rating_is_flagged():
    ratings = dict(zip(names(16), TRUTH.tolist(), strict=True)) | {"i0008": -2.5}
    found = calibrate(of_table(simulated(TRUTH, 400, seed=6)), CalibrationPlan(ratings=ratings)).items
    assert kinds(found[8]) == {FlagKind.DRIFT}
    assert "harder than it was rated" in found[8].flags[0].reason
    assert all(FlagKind.DRIFT not in kinds(item) for item in found if item.item != "i0008")


def test_anchors_stay_and_say_so():
    anchors = dict(zip(names(16)[:10], TRUTH[:10].tolist(), strict=True))
    found = calibrate(of_table(simulated(TRUTH, 200, seed=7)), CalibrationPlan(anchors=anchors)).items
    for item in found[:10]:
        assert (item.b, item.se, item.basis) == (anchors[item.item], None, Basis.ANCHOR)
    assert all(item.basis is Basis.RESPONSES and item.se > 0 for item in found[10:])


def test_an_item_that_all_got_right_is_set_aside_and_told():
    table = [[*row, 1] for row in simulated(TRUTH, 60, seed=8)]
    found = calibrate(of_table(table))
    last = found.items[-1]
    assert (last.p, last.b, last.se, last.infit, last.basis) == (1.0, None, None, None, Basis.NOTHING)
    assert kinds(last) == {FlagKind.NO_DIFFICULTY}
    without = calibrate(of_table([row[:-1] for row in table]))
    assert [item.b for item in found.items[:-1]] == pytest.approx([item.b for item in without.items])


def test_groups_are_compared_where_they_are_given():
    harder = TRUTH.copy()
    harder[3] += 1.6
    held = of_table(simulated(TRUTH, 250, 9) + simulated(harder, 200, 10))
    groups = {person: "north" if at < 250 else "south" for at, person in enumerate(held.persons)}
    found = calibrate(held, CalibrationPlan(groups=groups))
    assert (found.reference, found.focal) == ("north", "south")
    assert found.items[3].difference.kind == "C"
    assert any("Harder for south" in flag.reason for flag in found.items[3].flags)
    assert sum(FlagKind.GROUPS_DIFFER in kinds(item) for item in found.items) == 1


def test_one_group_or_three_cannot_be_compared():
    held = lsat()
    for sort in (1, 3):
        groups = {person: "abc"[at % sort] for at, person in enumerate(held.persons)}
        with pytest.raises(ResponseError, match=f"here are {sort}"):
            calibrate(held, CalibrationPlan(groups=groups))


def test_a_fixed_spread_is_kept():
    assert calibrate(lsat(), CalibrationPlan(sd=1.0)).sd == 1.0


@pytest.mark.parametrize("table", [[[1, 0, 1]], [[1], [0], [1]], [[1, 1], [1, 1]], [[1, 0, 1], [1, 0, 0]]])
def test_too_little_to_calibrate_is_one_sentence(table):
    with pytest.raises(ResponseError) as refused:
        calibrate(of_table(table))
    assert str(refused.value).endswith(".")


def test_the_order_of_answers_changes_nothing_in_the_record():
    rows = [row for row in answers() if int(row.person[1:]) % 5 == 0]
    mixed = random.Random(1).sample(rows, len(rows))
    assert calibrate(responses_of(mixed)) == calibrate(responses_of(rows))


@pytest.mark.parametrize(
    ("plan", "b", "basis"),
    [
        (CalibrationPlan(), None, Basis.NOTHING),
        (CalibrationPlan(ratings={"x": 0.4}), 0.4, Basis.RATING),
        (CalibrationPlan(anchors={"x": 0.2}, ratings={"x": 0.4}), 0.2, Basis.ANCHOR),
    ],
)
def test_an_item_without_responses_keeps_what_was_known(plan, b, basis):
    record = unanswered("x", plan)
    assert (record.responses, record.p, record.b, record.basis) == (0, None, b, basis)
    assert kinds(record) == {FlagKind.FEW_RESPONSES}
