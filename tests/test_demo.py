"""The demo: one whole run in a process of its own, looked at from all sides, and its parts."""

import argparse
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from desks import begun, open_here
from PySide6.QtGui import QImage
from results import failing, passing
from sittings import HandClock

from cmas_desktop.demo import DemoClock, fresh_folder, summary, write_outcome
from cmas_desktop.demo_run import run_demo
from cmas_desktop.engine.attempt import Stage, replay
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.journal import EventKind, event_from_mapping, verified
from cmas_desktop.engine.result import Result
from cmas_desktop.places import resources_folder

ROOT = Path(__file__).resolve().parent.parent
SCREENS = {
    *("home", "facts", "name", "confirmation", "agreement", "tutorial", "ready", "question", "navigator"),
    *("exhibit", "review", "end-second-act", "end-third-act", "result", "result-below", "answers"),
    *("history", "home-after"),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A whole demo with --trace: its folder, its lines, its exit code."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    command = [sys.executable, "-m", "cmas_desktop", "demo", "--out", str(folder), "--seed", "4"]
    command += ["--questions", "200", "--name", "Zoë Demo", "--size", "1024x768", "--trace"]
    surroundings = {name: value for name, value in os.environ.items() if name != "CMAS_HOME"}
    surroundings["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return folder, [json.loads(line) for line in done.stdout.splitlines()], done


@pytest.fixture
def journal(run):
    text = (run[0] / "journal.jsonl").read_text(encoding="utf-8")
    return verified([event_from_mapping(json.loads(line)) for line in text.splitlines()])


def options(folder, **changes):
    usual = {
        "out": str(folder),
        "resume": False,
        "seed": 1,
        "questions": 200,
        "theme": "light",
        "text_size": 1.0,
        "size": "800x600",
        "trace": False,
        "name": "Ada Ng",
        "theta": 0.6,
    }
    return argparse.Namespace(**{**usual, **changes})


@pytest.fixture
def alone(monkeypatch):
    """The data folder is the demo's own."""
    monkeypatch.delenv("CMAS_HOME", raising=False)


# The whole run


def test_the_run_ends_well_and_leaves_what_it_promised(run):
    folder, _lines, done = run
    assert done.returncode == 0, done.stderr
    left = {path.name for path in folder.iterdir()}
    assert {"score-report.pdf", "result.json", "journal.jsonl", "screens", "home"} <= left
    assert (folder / "score-report.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "home" / "cmas.db").exists()


def test_every_screen_is_in_the_pictures_in_the_order_of_the_visit(run):
    pictures = sorted((run[0] / "screens").glob("*.png"))
    names = [path.stem.split("-", 1)[1] for path in pictures]
    assert set(names) >= SCREENS
    assert (names[0], names[-1]) == ("home", "home-after")
    assert [int(path.stem.split("-")[0]) for path in pictures] == list(range(1, len(pictures) + 1))


def test_the_pictures_have_the_size_of_the_window_and_show_different_things(run):
    images = [QImage(str(path)) for path in (run[0] / "screens").glob("*.png")]
    assert {(image.width(), image.height()) for image in images} == {(1024, 768)}
    assert len({bytes(image.constBits()) for image in images}) >= len(SCREENS) - 1


def test_the_journal_is_a_whole_exam_with_an_unbroken_chain(journal):
    state = replay(journal)
    assert (journal[0].kind, journal[-1].kind) == (EventKind.STARTED, EventKind.SUBMITTED)
    assert state.stage is Stage.ENDED
    assert (state.candidate, len(state.questions), state.blank) == ("Zoë Demo", 200, 0)
    assert state.elapsed_ms < state.limit_ms


def test_every_line_of_the_trace_is_in_the_journal(run, journal):
    head, *answers = run[1]
    assert head == {"attempt": journal[0].body["attempt"], "questions": 200}
    stored = {event.seq: event for event in journal}
    for line in answers:
        event = stored[line["seq"]]
        assert event.kind is EventKind.CHOSEN
        assert event.body == {"position": line["position"], "option": line["option"]}
        assert line["attempt"] == head["attempt"]


def test_every_answer_is_in_the_trace_once_and_in_order(run):
    answers = run[1][1:]
    assert [line["position"] for line in answers] == list(range(200))
    assert [line["seq"] for line in answers] == sorted({line["seq"] for line in answers})
    assert len({line["item"] for line in answers}) == 200


def test_the_result_is_the_one_of_this_journal(run, journal):
    result = json.loads((run[0] / "result.json").read_text(encoding="utf-8"))
    assert set(result) == set(Result.__dataclass_fields__)
    assert result["attempt_id"] == journal[0].body["attempt"]
    assert result["journal_hash"] == journal[-1].hash
    assert (result["candidate"], result["questions"], result["blank"]) == ("Zoë Demo", 200, 0)
    assert sum(domain["right"] for domain in result["domains"]) == result["raw"]


def test_the_candidate_uses_what_the_screen_offers(journal):
    kinds = {event.kind for event in journal}
    assert {EventKind.SHOWN, EventKind.CHOSEN, EventKind.STRUCK, EventKind.FLAGGED} <= kinds
    assert EventKind.REVIEWING in kinds


def test_the_tutorial_leaves_nothing_in_the_journal(journal):
    chosen = [event.body["position"] for event in journal if event.kind is EventKind.CHOSEN]
    assert chosen == list(range(200))


# A run that is not begun


def test_going_on_where_nothing_waits_is_refused(tmp_path, alone, qapp):
    with pytest.raises(CmasError, match="no interrupted demo") as told:
        run_demo(options(tmp_path / "out", resume=True), resources_folder(), io.StringIO())
    assert str(tmp_path / "out") in str(told.value)
    assert not (tmp_path / "out" / "screens").exists()


def test_beginning_anew_over_an_interrupted_one_is_refused_and_loses_nothing(tmp_path, alone, qapp):
    with open_here(tmp_path / "home", HandClock()) as desk:
        attempt_id = begun(desk).sitting.state.attempt_id
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "01-home.png").write_bytes(b"picture")
    with pytest.raises(CmasError, match="--resume"):
        run_demo(options(tmp_path), resources_folder(), io.StringIO())
    assert (tmp_path / "screens" / "01-home.png").read_bytes() == b"picture"
    with open_here(tmp_path / "home", HandClock()) as desk:
        assert desk.unfinished().attempt_id == attempt_id


def test_the_data_folder_can_be_moved(tmp_path, monkeypatch, qapp):
    monkeypatch.setenv("CMAS_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(CmasError, match="no interrupted demo"):
        run_demo(options(tmp_path / "out", resume=True), resources_folder(), io.StringIO())
    assert (tmp_path / "elsewhere" / "cmas.db").exists()
    assert not (tmp_path / "out" / "home").exists()


# Its parts


def test_the_clock_of_the_demo_is_the_systems_until_somebody_thinks(tmp_path):
    hand = HandClock()
    clock = DemoClock(hand, tmp_path / "offset")
    assert clock() == hand()
    hand.run(1_500)
    assert clock() == hand()
    assert not (tmp_path / "offset").exists()


def test_thinking_moves_all_three_clocks_alike(tmp_path):
    hand = HandClock()
    clock, before = DemoClock(hand, tmp_path / "offset"), hand()
    clock.think(12_345)
    clock.think(55)
    after = clock()
    assert after.active_ns - before.active_ns == 12_400_000_000
    assert after.inclusive_ns - before.inclusive_ns == 12_400_000_000
    assert after.wall_ms - before.wall_ms == 12_400
    assert after.boot_id == before.boot_id


def test_a_resumed_demo_goes_on_by_the_same_clock(tmp_path):
    hand = HandClock()
    first = DemoClock(hand, tmp_path / "offset")
    first.think(90_000)
    hand.run(2_000)
    assert DemoClock(hand, tmp_path / "offset")() == first()


def test_a_new_demo_clears_the_pictures_of_the_last_and_a_resumed_one_keeps_them(tmp_path):
    picture = tmp_path / "screens" / "01-home.png"
    picture.parent.mkdir()
    picture.write_bytes(b"picture")
    (tmp_path / "result.json").write_text("{}", encoding="ascii")
    fresh_folder(tmp_path, resume=True)
    assert picture.exists()
    fresh_folder(tmp_path, resume=False)
    assert not picture.parent.exists()
    assert (tmp_path / "result.json").exists()


def test_the_folder_of_a_demo_is_made(tmp_path):
    fresh_folder(tmp_path / "a" / "b", resume=False)
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize(
    ("result", "verdict"), [(passing(), "passed with 73"), (failing(), "did not pass with 69")]
)
def test_the_end_is_told_in_two_lines(result, verdict, tmp_path):
    first, second = summary(result, tmp_path, 3.4).splitlines()
    assert first == (
        f"The simulated candidate {verdict}: {result.raw} of 200 right, 210 questions, in 3 seconds."
    )
    assert second.endswith(str(tmp_path))


def test_the_outcome_is_written_as_files_that_can_be_read_again(tmp_path):
    class Desk:
        def report_writer(self, result, target):
            return lambda: target.write_bytes(b"%PDF")

        def events(self, attempt_id):
            assert attempt_id == "a-20261124-1"
            return []

    write_outcome(tmp_path, Desk(), replace(passing(), candidate="Zoë"))
    text = (tmp_path / "result.json").read_text(encoding="utf-8")
    assert '"candidate": "Zoë"' in text
    assert json.loads(text)["band68"] == {"low": 69.6, "high": 76.4, "confidence": 0.68}
