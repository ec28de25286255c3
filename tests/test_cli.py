import io
import json

import pytest
from desks import open_here, sat
from sittings import HandClock

from cmas_desktop import __version__
from cmas_desktop.cli import run_command


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CMAS_HOME", str(tmp_path))
    return tmp_path


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    return run_command(words, out, err), out.getvalue(), err.getvalue()


def test_a_form_names_each_position_and_its_curve(home):
    code, out, _err = run("form", "build", "--seed", "5", "--questions", "205", "--json")
    form = json.loads(out)
    assert code == 0
    assert len(form["questions"]) == 205
    assert set(form["questions"][0]) == {"position", "item", "domain", "subarea", "status", "b"}
    assert sum(question["status"] == "scored" for question in form["questions"]) == 200
    curve = [point["expected"] for point in form["tcc"]]
    assert curve == sorted(curve)
    assert form["relaxed"] == []


def test_the_same_seed_gives_the_same_form(home):
    first, second, other = (run("form", "build", "--seed", seed, "--json")[1] for seed in ("5", "5", "6"))
    assert first == second
    assert first != other


def test_a_form_can_be_read_by_a_person(home):
    code, out, _err = run("form", "build", "--seed", "5")
    assert code == 0
    assert "of 210 questions, seed 5" in out.splitlines()[0]


def test_a_wrong_number_of_questions_is_one_sentence_and_no_form(home):
    code, out, err = run("form", "build", "--seed", "5", "--questions", "9")
    assert (code, out) == (1, "")
    assert "200 to 230" in err


def test_attempts_are_listed_and_shown(home):
    hand = HandClock()
    with open_here(home, hand) as desk:
        opened, _result = sat(desk, hand)
    attempt_id = opened.sitting.state.attempt_id
    code, out, _err = run("attempt", "list", "--json")
    assert (code, json.loads(out)["id"]) == (0, attempt_id)
    code, out, _err = run("attempt", "show", attempt_id, "--json")
    assert json.loads(out)["events"][0]["kind"] == "started"
    assert "option-chosen" in run("attempt", "show", attempt_id)[1]
    assert "200 of 200 answered" in run("attempt", "list")[1]


def test_an_unknown_attempt_is_one_sentence(home):
    code, out, err = run("attempt", "show", "nobody")
    assert (code, out) == (1, "")
    assert "nobody" in err


def test_a_report_is_written_from_the_command_line(home):
    hand = HandClock()
    with open_here(home, hand) as desk:
        _opened, result = sat(desk, hand)
    code, out, _err = run("report", result.attempt_id, "--out", str(home / "r.pdf"))
    assert (code, out.strip()) == (0, str(home / "r.pdf"))
    assert (home / "r.pdf").read_bytes().startswith(b"%PDF")


def test_simulated_candidates_pass_by_their_ability(home):
    code, out, _err = run("simulate", "--n", "200", "--forms", "1", "--json")
    rates = [json.loads(line)["pass_rate"] for line in out.splitlines()]
    assert code == 0
    assert rates[0] < 0.02
    assert 0.3 < rates[1] < 0.7
    assert rates[2] > 0.98


def test_simulated_scores_can_be_read_by_a_person(home):
    assert "theta  0.00: 50 candidates" in run("simulate", "--n", "50", "--forms", "1", "--theta", "0")[1]


@pytest.mark.parametrize("words", [[], ["fly"], ["form"], ["form", "build"], ["attempt", "show"]])
def test_wrong_words_end_with_two(home, words, capsys):
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2


def test_the_version_is_told(home, capsys):
    with pytest.raises(SystemExit):
        run("--version")
    assert __version__ in capsys.readouterr().out


def test_the_bank_is_checked_from_the_command_line(home):
    code, out, _err = run("bank", "check", "--only", "d2", "--json")
    report = json.loads(out)
    assert code in (0, 1)
    assert report["figures"]


def test_every_item_is_one_json_object_a_line(home):
    code, out, _err = run("bank", "items", "--json")
    items = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(items) >= 320
    assert all(len(item["options"]) == 4 and 0 <= item["key"] < 4 for item in items)
