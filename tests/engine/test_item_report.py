"""The item report: what it says, what it proposes, and what it leaves alone."""

import json
import random
from dataclasses import replace

import pytest
from banks import bank, full_blueprint

from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.calibration import Basis
from cmas_desktop.engine.errors import ResponseError
from cmas_desktop.engine.irt import probability
from cmas_desktop.engine.item_flags import FlagKind
from cmas_desktop.engine.item_report import item_report, report_from_json, report_to_json, told_flags
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.stored_responses import FinishedAttempt

FULL = full_blueprint()
BANK = bank(FULL, 8, 4)
RATINGS = {item.id: item.b for item in BANK}
FORM = assemble(FormRequest(1, 210, "bank"), BANK, FULL)
MISKEYED, HARDER = FORM.scored[0].item_id, FORM.scored[1].item_id


def sat(person, theta, seed):
    chance, answers = random.Random(seed), []
    for q in FORM.questions:
        b = q.b + (2.5 if q.item_id == HARDER else 0.0)
        right = chance.random() < probability(theta, b)
        if q.item_id == MISKEYED:
            right = not right
        answers.append(q.key if right else (q.key + 1 + chance.randrange(3)) % 4)
    return FinishedAttempt(person, FORM, tuple(answers), (True,) * len(answers))


@pytest.fixture(scope="module")
def attempts():
    chance = random.Random(2)
    return [sat(f"p{n}", chance.gauss(0.3, 0.8), n) for n in range(120)]


@pytest.fixture(scope="module")
def report(attempts):
    return item_report(attempts, BANK, RATINGS, FULL)


def line_of(report, item):
    return next(line for line in report.lines if line.item == item)


def test_it_counts_attempts_persons_and_responses(report):
    assert (report.attempts, report.persons, report.responses) == (120, 120, 120 * 210)
    assert len(report.lines) == 210
    assert report.sd == pytest.approx(0.8, abs=0.12)
    assert report.kr20 > 0.9


def test_an_item_that_is_harder_than_rated_is_proposed_as_harder(report):
    line = line_of(report, HARDER)
    assert line.found.basis is Basis.BOTH
    assert line.proposal.b > line.b + 1.0
    assert (line.proposal.responses, line.proposal.doubtful) == (120, False)
    assert FlagKind.DRIFT in {flag.kind for flag in told_flags(line)}


def test_an_item_with_a_wrong_key_is_flagged_and_its_proposal_doubted(report):
    line = line_of(report, MISKEYED)
    assert FlagKind.KEY_SUSPECT in {flag.kind for flag in line.found.flags}
    assert line.proposal.doubtful
    assert line in report.flagged


def test_nothing_is_proposed_for_an_item_whose_accepted_difficulty_still_fits(attempts, report):
    known = line_of(report, HARDER).proposal
    held = [
        replace(item, b=known.b, b_error=known.b_error, responses=120) if item.id == HARDER else item
        for item in BANK
    ]
    again = item_report(attempts, held, RATINGS, FULL)
    assert line_of(again, HARDER).proposal is None
    assert line_of(again, HARDER).b_responses == 120


def test_with_few_responses_nothing_is_proposed_and_that_is_no_reason_to_look(attempts):
    few = item_report(attempts[:8], BANK, RATINGS, FULL)
    assert few.proposals == ()
    assert all(line.found.basis is Basis.RATING for line in few.lines)
    assert "200 are needed" in few.gate
    assert few.flagged == ()


def test_items_that_the_bank_holds_no_more_are_left_out(attempts):
    rest = [item for item in BANK if item.id != HARDER]
    report = item_report(attempts[:10], rest, RATINGS, FULL)
    assert HARDER not in {line.item for line in report.lines}


def test_without_attempts_there_is_nothing_to_report():
    with pytest.raises(ResponseError, match="no finished attempts"):
        item_report([], BANK, RATINGS, FULL)


def test_a_report_survives_the_way_through_a_file(report):
    assert report_from_json(json.loads(json.dumps(report_to_json(report)))) == report
