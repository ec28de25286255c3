"""`score` and `calibrate`, as they are run."""

import io
import json
import random

import pytest

from benchmarks.lsat import ITEMS, answers
from cmas_desktop import shelf as shelves
from cmas_desktop.cli import run_command
from cmas_desktop.engine.scale import conversion_table
from cmas_desktop.engine.simulation import simulate_responses
from cmas_desktop.places import home_folder, resources_folder


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CMAS_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def built(home):
    """The folder, with a form as `form build --json` prints it, and that form."""
    (home / "form.json").write_text(run("form", "build", "--seed", "5", "--json")[1], encoding="utf-8")
    shelf = shelves.open_shelf(resources_folder(), home_folder())
    return home, shelf, shelves.build_form(shelf, shelves.request_of(shelf, 5, 0))


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    return run_command([str(word) for word in words], out, err), out.getvalue(), err.getvalue()


def write(path, header, rows):
    path.write_text("\n".join(",".join(map(str, row)) for row in (header, *rows)) + "\n", encoding="utf-8")
    return path


def letters(form, theta, seed):
    return ["ABCD"[option] for option in simulate_responses(form, theta, seed)]


def scores(home, header, rows, *more):
    table = write(home / "r.csv", header, rows)
    return run("score", "--form", home / "form.json", "--responses", table, *more)


def test_every_person_gets_what_the_forms_table_says(built):
    home, shelf, form = built
    ids = [question.item_id for question in form.questions]
    rows = [[f"p{seed}", *letters(form, theta, seed)] for seed, theta in enumerate((-1.0, 0.0, 1.5))]
    code, out, err = scores(home, ["person", *ids], rows, "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    table = conversion_table([round(b, 6) for b in form.scored_difficulties], shelf.blueprint)
    for person, row in zip(data["persons"], rows, strict=True):
        right = sum(
            question.scored and letter == "ABCD"[question.key]
            for question, letter in zip(form.questions, row[1:], strict=True)
        )
        expected = table.rows[right]
        assert person["raw"] == right
        assert person["theta"] == pytest.approx(expected.theta)
        assert person["csem"] == pytest.approx(expected.theta_error)
        assert person["scaled"] == pytest.approx(expected.scaled)
        assert (person["shown"], person["passed"]) == (expected.shown, expected.passed)
    assert data["passing_raw"] == table.passing_raw
    assert "not the examiner's" in data["note"]


def test_figures_score_as_letters_do_and_pretest_items_may_be_missing(built):
    home, _shelf, form = built
    given = letters(form, 0.3, 9)
    asked = [(q, letter) for q, letter in zip(form.questions, given, strict=True) if q.scored]
    ids = [question.item_id for question, _ in asked]
    right = [int("ABCD"[question.key] == letter) for question, letter in asked]
    in_letters = scores(home, ["id", *ids], [["ann", *(letter for _, letter in asked)]], "--json")[1]
    order = list(range(len(ids)))
    random.Random(2).shuffle(order)
    header, row = ["id", *(ids[at] for at in order)], ["ann", *(right[at] for at in order)]
    in_figures = scores(home, header, [row], "--json")[1]
    assert json.loads(in_figures)["persons"] == json.loads(in_letters)["persons"]


def test_blanks_count_as_wrong(built):
    home, _shelf, form = built
    ids = [question.item_id for question in form.scored]
    person = json.loads(scores(home, ["id", *ids], [["ann", 1, *[""] * 199]], "--json")[1])["persons"][0]
    assert person["raw"] == 1
    assert not person["passed"]


def test_scores_can_be_read_by_a_person(built):
    home, _shelf, form = built
    ids = [question.item_id for question in form.scored]
    code, out, _err = scores(home, ["id", *ids], [["ann", *[1] * 200], ["bartholomew", *[0] * 200]])
    lines = out.splitlines()
    assert code == 0
    assert "200 scored items" in lines[0]
    assert lines[1].split()[:2] == ["person", "raw"]
    assert lines[2].split()[-3:] == ["100.000", "100", "passed"]
    assert lines[3].split()[-4:] == ["0.000", "0", "not", "passed"]
    assert lines[2].index("200") == lines[3].index("  0 ")
    assert "not the examiner's" in lines[-1]


def test_a_column_that_is_not_of_the_form_and_one_that_is_missing_are_told(built):
    home, _shelf, form = built
    ids = [question.item_id for question in form.scored]
    code, out, err = scores(home, ["id", *ids, "alien"], [["ann", *[1] * 201]])
    assert (code, out) == (1, "")
    assert "r.csv, line 1, column 202" in err
    assert "no item alien" in err
    code, out, err = scores(home, ["id", *ids[1:]], [["ann", *[1] * 199]])
    assert (code, out) == (1, "")
    assert f"no column for {ids[0]}" in err


def test_keys_from_a_bank_that_has_changed_are_told(built):
    home, _shelf, form = built
    data = json.loads((home / "form.json").read_text(encoding="utf-8")) | {"bank_hash": "another"}
    (home / "form.json").write_text(json.dumps(data), encoding="utf-8")
    ids = [question.item_id for question in form.scored]
    out = scores(home, ["id", *ids], [["ann", *["A"] * 200]], "--json")[1]
    assert "bank has changed" in json.loads(out)["note"]


def test_a_form_with_items_of_its_own_is_scored_from_figures_but_not_from_letters(home):
    questions = [{"item": f"own-{at}", "status": "scored", "b": at / 10} for at in range(5)]
    (home / "form.json").write_text(json.dumps({"id": "own", "questions": questions}), encoding="utf-8")
    header = ["id", *(question["item"] for question in questions)]
    data = json.loads(scores(home, header, [["ann", 1, 1, 0, 1, 0]], "--json")[1])
    assert data["persons"][0]["raw"] == 3
    code, out, err = scores(home, header, [["ann", 1, "A", 0, 1, 0]])
    assert (code, out) == (1, "")
    assert "line 2, column 3 (own-1)" in err
    assert "key is not known" in err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not a form"),
        ("[]", "not a form"),
        ('{"questions": [{"item": "a"}]}', "not a form"),
        ('{"questions": []}', "fewer than two scored items"),
        ('{"questions": [{"item": "a", "b": NaN, "status": "scored"}]}', "no number"),
        ('{"blueprint": "other", "questions": []}', "of the blueprint other"),
    ],
)
def test_what_is_no_form_is_refused(home, text, told):
    (home / "form.json").write_text(text, encoding="utf-8")
    code, out, err = scores(home, ["id", "a"], [["ann", 1]])
    assert (code, out) == (1, "")
    assert told in err


def test_a_form_that_is_not_there_is_told(home):
    assert "form.json cannot be read" in scores(home, ["id", "a"], [["ann", 1]])[2]


@pytest.fixture
def lsat_file(home):
    rows = {}
    for row in answers():
        rows.setdefault(row.person, [row.person, len(rows) % 2]).append(int(row.right))
    return write(home / "lsat.csv", ["person", "half", *ITEMS], rows.values())


def test_the_lsat_table_is_calibrated_without_a_bank(lsat_file, monkeypatch):
    """Published values as in tests/engine/test_rasch_em.py; nothing of the bank is needed."""
    monkeypatch.setattr(shelves, "open_shelf", None)
    code, out, err = run("calibrate", "--responses", lsat_file, "--group", "half", "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert [item["item"] for item in data["items"]] == list(ITEMS)
    assert [item["b"] for item in data["items"]] == pytest.approx([-2.73, -1.0, -0.24, -1.31, -2.1], abs=0.01)
    assert data["sd"] == pytest.approx(0.755, abs=0.005)
    assert data["mean"] == 0
    assert data["log_likelihood"] == pytest.approx(-2466.94, abs=0.01)
    assert data["kr20"] == pytest.approx(0.295, abs=0.005)
    assert {"se", "infit", "outfit", "responses", "p", "point_biserial", "flags"} <= set(data["items"][0])
    assert (data["reference"], data["focal"]) == ("0", "1")
    assert all(item["difference"]["kind"] == "A" for item in data["items"])


def test_a_calibration_can_be_read_by_a_person(lsat_file):
    code, out, _err = run("calibrate", "--responses", lsat_file, "--group", "half")
    lines = out.splitlines()
    assert code == 0
    assert "1000 persons, 5000 responses to 5 items" in lines[0]
    assert "KR-20 0.295" in lines[0]
    assert "reference" in lines[1]
    assert lines[3].startswith("Item 1")
    assert "-2.730" in lines[3]
    assert len({line.index("responses", 20) for line in lines[3:8]}) == 1


def test_ratings_of_the_bank_are_priors_where_asked_for(built):
    home, shelf, form = built
    asked = form.questions[:30]
    rows = [[f"p{seed}", *letters(form, 0.2, seed)[:30]] for seed in range(40)]
    for row in rows[25:]:
        row[1] = ""
    for row in rows:
        row[2] = ""
    table = write(home / "r.csv", ["id", *(question.item_id for question in asked)], rows)
    data = json.loads(run("calibrate", "--responses", table, "--priors", "--json")[1])
    ratings = {item.id: item.b for item in shelf.bank.summaries}
    thin, empty, *others = data["items"]
    assert (thin["basis"], thin["b"]) == ("rating", ratings[asked[0].item_id])
    assert (empty["basis"], empty["responses"]) == ("rating", 0)
    assert all(item["basis"] == "responses and rating" for item in others)
    assert [use["option"] for use in others[0]["options"]] == ["A", "B", "C", "D"]
    assert data["mean"] != 0
    plain = json.loads(run("calibrate", "--responses", table, "--json")[1])
    assert plain["mean"] == 0


def test_priors_need_items_of_the_bank(lsat_file):
    code, out, err = run("calibrate", "--responses", lsat_file, "--priors", "--group", "half")
    assert (code, out) == (1, "")
    assert "lsat.csv, line 1, column 3: the bank has no item Item 1" in err


def test_bad_tables_print_nothing(home):
    table = write(home / "r.csv", ["id", "x"], [["ann", 1], ["ann", 0]])
    for words in (("calibrate",), ("calibrate", "--json")):
        code, out, err = run(*words, "--responses", table)
        assert (code, out) == (1, "")
        assert "line 3, column 1" in err
        assert err.count("\n") == 1


def test_a_table_without_answers_is_one_sentence(home):
    table = write(home / "r.csv", ["id", "x", "y"], [["ann", "", ""], ["bob", "", ""]])
    code, out, err = run("calibrate", "--responses", table)
    assert (code, out) == (1, "")
    assert "at least two persons" in err
