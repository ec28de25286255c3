import io
import json
import logging
import sys
from dataclasses import replace

import pytest
from results import passing

from cmas_desktop import apart
from cmas_desktop.apart import (
    ASSEMBLE,
    TYPESET,
    assemble_apart,
    assemble_errand,
    serve,
    typeset_apart,
)
from cmas_desktop.bank.difficulties import Difficulty
from cmas_desktop.engine.errors import AssemblyError, CancelledError, ReportError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.engine.form_json import form_from_json
from cmas_desktop.engine.result_json import result_to_json
from cmas_desktop.places import resources_folder
from cmas_desktop.shelf import build_form, build_panel, open_shelf, request_of

LOST = "A part of the program did not answer. Nothing was lost; try again."


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return open_shelf(resources_folder(), tmp_path_factory.mktemp("home"))


@pytest.fixture
def child(monkeypatch):
    """Let the process of its own be this piece of Python."""

    def become(script):
        monkeypatch.setattr(apart, "own_command", lambda command: [sys.executable, "-c", script])

    return become


def served(monkeypatch, command, task):
    """What the other end answers to a task, without a process."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(task).encode())))
    out = io.StringIO()
    assert serve(command, out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_form_made_apart_is_the_form_made_here(shelf):
    met = {item.id: (2, 30) for item in shelf.bank.summaries[::9]}
    assert assemble_apart(shelf, request_of(shelf, 3, 205, met)) == build_form(
        shelf, request_of(shelf, 3, 205, met)
    )


def test_a_form_that_cannot_be_made_comes_back_as_the_same_sentence(shelf):
    with pytest.raises(AssemblyError) as here:
        build_form(shelf, request_of(shelf, 3, 999))
    with pytest.raises(AssemblyError) as there:
        assemble_apart(shelf, request_of(shelf, 3, 999))
    assert str(there.value) == str(here.value)
    assert "200 to 230" in str(there.value)


def test_a_report_is_written_where_it_was_asked_for(tmp_path):
    target = tmp_path / "Bericht Zoë.pdf"
    result = passing(candidate="Zoë Ng")
    assert typeset_apart(result, target, resources_folder()) == target
    assert target.read_bytes().startswith(b"%PDF")


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(ReportError) as told:
        typeset_apart(passing(), tmp_path / "none" / "r.pdf", resources_folder())
    assert "\n" not in str(told.value)
    assert "none" in str(told.value)


def test_the_other_end_of_assembly_answers_with_the_form(shelf, monkeypatch):
    task = {
        "resources": str(shelf.resources),
        "prepared": str(shelf.prepared),
        "seed": 3,
        "questions": 200,
        "purpose": "exam",
        "difficulties": {},
        "exposures": {},
        "uses": {},
        "earlier": {},
    }
    *progress, outcome = served(monkeypatch, ASSEMBLE, task)
    assert form_from_json(outcome) == build_form(shelf, request_of(shelf, 3, 200))
    assert progress[0]["progress"].startswith("Choosing 200 of 1,2")


def test_the_other_end_of_typesetting_answers_with_the_place(tmp_path, monkeypatch):
    task = {
        "resources": str(resources_folder()),
        "target": str(tmp_path / "r.pdf"),
        "result": result_to_json(passing()),
    }
    assert served(monkeypatch, TYPESET, task) == [{"target": str(tmp_path / "r.pdf")}]
    assert (tmp_path / "r.pdf").exists()


def test_the_last_line_that_a_child_complains_is_the_sentence(shelf, child):
    child("import sys; sys.stderr.write('a warning\\nDomain d1 is short by 3 items.\\n'); sys.exit(1)")
    with pytest.raises(AssemblyError, match=r"^Domain d1 is short by 3 items\.$"):
        assemble_apart(shelf, request_of(shelf, 1, 200))


@pytest.mark.parametrize(
    "script",
    [
        "raise KeyError('resources')",
        "import os; os._exit(9)",
        "import os; os.abort()",
        "print('not JSON')",
        "print('{\"id\": ')",
        'print(\'{"progress": "half way"}\')',
        "pass",
    ],
)
def test_a_broken_child_is_one_sentence_for_a_person_and_its_words_go_to_the_log(
    shelf, child, script, caplog
):
    child(script)
    with caplog.at_level(logging.ERROR), pytest.raises(AssemblyError) as told:
        assemble_apart(shelf, request_of(shelf, 1, 200))
    assert str(told.value) == LOST
    assert "assemble" in caplog.text


def test_what_a_broken_child_said_is_in_the_log(shelf, child, caplog):
    child("raise KeyError('resources')")
    with pytest.raises(AssemblyError):
        assemble_apart(shelf, request_of(shelf, 1, 200))
    assert "KeyError: 'resources'" in caplog.text


def test_each_task_fails_with_its_own_kind_of_error(tmp_path, child):
    child("import os; os._exit(3)")
    with pytest.raises(ReportError, match="did not answer"):
        typeset_apart(passing(), tmp_path / "r.pdf", resources_folder())


def test_a_long_task_and_a_long_answer_go_through(tmp_path, child):
    child(
        "import json, sys; task = json.loads(sys.stdin.buffer.read()); "
        "print(json.dumps({'target': task['target'], 'more': 'x' * 300_000}))"
    )
    result = passing(candidate="Ada " * 50_000)
    assert typeset_apart(result, tmp_path / "r.pdf", resources_folder()) == tmp_path / "r.pdf"


def test_progress_is_heard_while_the_child_works(shelf):
    heard = []
    assemble_errand(shelf, request_of(shelf, 3, 205)).run(heard.append)
    assert heard[0].startswith("Choosing 205 of")
    assert heard[-1] == "Checking the form a second time"


def test_a_panel_is_made_apart_too(shelf):
    request = request_of(shelf, 3)
    panel = assemble_apart(shelf, request, Purpose.READINESS)
    assert panel == build_panel(shelf, request)
    assert panel.purpose is Purpose.READINESS


def test_accepted_difficulties_and_what_was_met_go_along(shelf):
    known = {item.id: Difficulty(item.b, 0.2, 90) for item in shelf.bank.summaries[::3]}
    other = replace(shelf, difficulties=known)
    request = request_of(other, 3, 200, uses={"d1-abbr-001": 4}, earlier={"f-1": frozenset(known)})
    form = assemble_apart(other, request)
    assert form == build_form(other, request)
    assert {q.responses for q in form.questions if q.item_id in known} == {90}
    assert form.bank_hash != shelf.bank.hash
    assert form.record.overlaps[0].shared == sum(q.item_id in known for q in form.questions)


def test_an_errand_that_is_cancelled_ends_its_process(shelf, child):
    child('import sys, time; print(\'{"progress": "begun"}\', flush=True); time.sleep(600)')
    errand = assemble_errand(shelf, request_of(shelf, 1, 200))
    with pytest.raises(CancelledError, match="Nothing was changed"):
        errand.run(lambda words: errand.cancel())


def test_an_errand_that_was_cancelled_before_it_began_does_nothing(shelf, child):
    child("import time; time.sleep(600)")
    errand = assemble_errand(shelf, request_of(shelf, 1, 200))
    errand.cancel()
    with pytest.raises(CancelledError):
        errand.run()
