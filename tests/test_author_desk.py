"""Authoring on a real data folder: the item report, its spreadsheet, and difficulties that are accepted."""

import io
import json

import pytest
from desks import ADA, begun, open_here, sat
from openpyxl import load_workbook

from cmas_desktop.cli import run_command
from cmas_desktop.engine.calibration import Basis
from cmas_desktop.engine.errors import BankError, ResponseError
from cmas_desktop.engine.item_report import Proposal, ReportLine
from cmas_desktop.gate_file import GATE, read_gate, write_gate
from cmas_desktop.ui.ports import Enrollment

BEN = Enrollment("Ben Okafor", 200)


def line(desk, item_id, b=1.25):
    """A report's line that proposes this difficulty."""
    summary = next(item for item in desk._parts.shelf.summaries if item.id == item_id)
    return ReportLine(
        item_id, "d1", "d1-term", "scored", summary.key, summary.b, 0, None, Proposal(b, 0.2, 90, False)
    )


def test_the_report_is_of_every_finished_attempt(desk, hand):
    sat(desk, hand, 150, ADA)
    sat(desk, hand, 120, BEN)
    heard = []
    report = desk.authoring.reporter()(heard.append)
    assert (report.attempts, report.persons, report.responses) == (2, 2, 400)
    assert {one.found.basis for one in report.lines} == {Basis.RATING}
    assert heard == ["Reading the finished attempts", "Calibrating from 2 attempts"]


def test_an_attempt_under_way_is_not_in_it(desk, hand):
    sat(desk, hand, 150, ADA)
    sat(desk, hand, 120, BEN)
    begun(desk)
    assert desk.authoring.reporter()().attempts == 2


def test_without_attempts_it_says_so(desk):
    with pytest.raises(ResponseError, match="no finished attempts"):
        desk.authoring.reporter()()


def test_an_accepted_difficulty_holds_for_new_forms_and_old_ones_keep_theirs(tmp_path, desk, hand):
    opened, result = sat(desk, hand, 150, ADA)
    item = opened.form.scored[0].item_id
    assert desk.authoring.accept([line(desk, item)], "Ms. Ortiz") == 1
    again = desk.resume(opened.sitting.state.attempt_id).form
    assert again == opened.form
    assert desk.result(result.attempt_id) == result
    summary = next(one for one in desk._parts.shelf.summaries if one.id == item)
    assert (summary.b, summary.b_error, summary.responses) == (1.25, 0.2, 90)
    desk.close()
    with open_here(tmp_path, hand) as later:
        held = next(one for one in later._parts.shelf.summaries if one.id == item)
        assert (held.b, held.responses) == (1.25, 90)


def test_new_forms_are_scored_by_accepted_difficulties(desk):
    first = begun(desk).form
    lines = [line(desk, slot.item_id, slot.b + 0.01) for slot in first.scored]
    desk.authoring.accept(lines, "Ms. Ortiz")
    fresh = begun(desk, BEN).form
    known = [slot for slot in fresh.scored if slot.responses]
    assert known
    assert fresh.bank_hash != first.bank_hash


def test_accepting_nothing_is_refused(desk):
    with pytest.raises(BankError, match="nothing was changed"):
        desk.authoring.accept([], "Ms. Ortiz")


def test_the_spreadsheet_is_written(desk, hand, tmp_path):
    sat(desk, hand, 150, ADA)
    sat(desk, hand, 120, BEN)
    report = desk.authoring.reporter()()
    target = desk.authoring.sheet_writer(report, tmp_path / "items.xlsx")()
    assert load_workbook(target)["Items"].max_row == 1 + len(report.lines)


def test_the_gate_that_data_opened_is_the_one_results_are_scored_with(desk, hand):
    write_gate(desk._parts.database.folder / GATE, ["d4"])
    _opened, result = sat(desk, hand, 150, ADA)
    assert [one.key for one in result.domains if one.own_score is not None] == ["d4"]
    sat(desk, hand, 120, BEN)
    desk.authoring.reporter()()
    assert read_gate(desk._parts.database.folder / GATE) == frozenset()


def run(home, monkeypatch, *words):
    monkeypatch.setenv("CMAS_HOME", str(home))
    out, err = io.StringIO(), io.StringIO()
    code = run_command(["bank", "calibrate", *words], out, err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def home(tmp_path, hand):
    """A data folder with two finished attempts."""
    folder = tmp_path / "home"
    with open_here(folder, hand) as desk:
        sat(desk, hand, 150, ADA)
        sat(desk, hand, 120, BEN)
    return folder


def test_the_command_prints_the_report_as_json_or_in_words(home, monkeypatch):
    code, out, _err = run(home, monkeypatch, "--json")
    assert (code, json.loads(out)["attempts"]) == (0, 2)
    code, out, _err = run(home, monkeypatch)
    assert "2 finished attempts of 2 persons, 400 first meetings" in out


def test_the_command_reads_another_data_folder_and_writes_a_spreadsheet(home, tmp_path, monkeypatch):
    target = tmp_path / "report.xlsx"
    code, out, _err = run(tmp_path / "empty", monkeypatch, "--data", str(home), "--out", str(target))
    assert (code, out.strip()) == (0, str(target))
    assert load_workbook(target).sheetnames == ["Items", "Options", "Domains", "About"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--accept", "d1-abbr-001"), "Say who accepts"),
        (("--accept", "d1-abbr-001", "--by", "Ms. Ortiz"), "no proposal for d1-abbr-001"),
        (("--accept", "sound", "--by", "Ms. Ortiz"), "No proposal was chosen"),
    ],
)
def test_what_cannot_be_accepted_is_one_sentence_and_changes_nothing(home, monkeypatch, words, why):
    code, _out, err = run(home, monkeypatch, *words)
    assert code == 1
    assert why in err
    assert not (home / "difficulties.json").exists()
