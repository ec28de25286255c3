import json
from dataclasses import replace

import pytest
from results import passing
from stored import FORM, NOON_MS, STEPS, attempt_of, form_of, items_of, journal_of

from cmas_desktop.engine.journal import EventKind, canonical, chain
from cmas_desktop.engine.result_json import result_to_json
from cmas_desktop.store.finds import Finds
from cmas_desktop.store.forms import packed
from cmas_desktop.store.salvage import TABLES, Salvage

EVENTS = journal_of(attempt_of(), *STEPS)
BODY = packed(FORM, items_of(FORM))


def event_rows(events):
    return tuple(
        {**event.to_mapping(), "attempt": "a-1", "body": canonical(dict(event.body))} for event in events
    )


def salvage_of(**rows):
    usual = {
        "candidate": ({"id": 1, "name": "Ada Ng", "created": 5},),
        "form": ({"id": "f-1", "body": BODY},),
        "attempt": (attempt_row(),),
        "event": event_rows(EVENTS),
        "result": ({"attempt": "a-1", "body": result_text(), "made": 7},),
    }
    return Salvage({**dict.fromkeys(TABLES, ()), **usual, **rows}, ())


def attempt_row(**changes):
    row = {
        "id": "a-1",
        "candidate": 1,
        "form": "f-1",
        "exam_title": "CMAS Practice Examination",
        "created": NOON_MS,
        "limit_ms": 7_200_000,
        "time_factor": 1.5,
        "state": "open",
    }
    return {**row, **changes}


def result_text():
    return json.dumps(result_to_json(passing(attempt_id="a-1")))


def found(*salvages):
    finds = Finds()
    for one in salvages:
        finds.add_salvage(one)
    return finds


def test_sound_rows_are_all_taken():
    finds = found(salvage_of())
    assert finds.journals == {"a-1": EVENTS}
    assert finds.forms == {"f-1": BODY}
    assert finds.candidates == {"Ada Ng": 5}
    assert finds.results == {"a-1": (passing(attempt_id="a-1"), 7)}
    assert finds.unreadable == {}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("candidate", {"id": 1, "name": "Ada", "created": "yesterday"}),
        ("form", {"id": "f-1", "body": BODY[:-9]}),
        ("form", {"id": "f-1", "body": None}),
        ("form", {"id": "f-2", "body": BODY}),
        ("attempt", attempt_row(candidate=77)),
        ("attempt", attempt_row(limit_ms=None)),
        ("result", {"attempt": "a-1", "body": "{", "made": 7}),
        ("result", {"attempt": "a-1", "body": None, "made": 7}),
        ("event", {**event_rows(EVENTS)[0], "body": "\ufffd"}),
        ("event", {**event_rows(EVENTS)[0], "seq": b"\x00"}),
    ],
)
def test_a_row_that_proves_wrong_is_counted_and_left(table, row):
    finds = found(salvage_of(**{table: (row,)}))
    assert finds.unreadable[table] == 1


def test_a_journal_is_taken_as_far_as_its_chain_holds():
    broken = (*EVENTS[:3], replace(EVENTS[3], body={"position": 1, "option": 0}), *EVENTS[4:])
    finds = found(salvage_of(event=event_rows(broken)))
    assert finds.journals["a-1"] == EVENTS[:3]
    assert finds.unreadable == {"event": 1}


def test_the_longer_of_two_journals_is_kept_whichever_comes_first():
    short, whole = salvage_of(event=event_rows(EVENTS[:2])), salvage_of()
    assert found(short, whole).journals == found(whole, short).journals == {"a-1": EVENTS}


def test_what_was_found_first_is_kept_otherwise():
    later = salvage_of(
        candidate=({"id": 1, "name": "Ada Ng", "created": 6},),
        result=({"attempt": "a-1", "body": result_text(), "made": 8},),
    )
    finds = found(salvage_of(), later)
    assert finds.candidates == {"Ada Ng": 5}
    assert finds.results == {"a-1": (passing(attempt_id="a-1"), 7)}


def test_a_journal_under_another_attempts_name_is_not_taken():
    rows = tuple({**row, "attempt": "a-2"} for row in event_rows(EVENTS))
    assert found(salvage_of(event=rows)).journals == {}


def test_a_journal_tells_its_attempt_and_the_row_adds_the_title():
    assert found(salvage_of()).attempt_of("a-1") == attempt_of()


def test_a_journal_alone_tells_its_attempt():
    finds = found(salvage_of(attempt=()))
    assert finds.attempt_of("a-1") == replace(attempt_of(), exam_title="")


def test_a_row_does_not_overrule_what_the_chain_proves():
    finds = found(salvage_of(attempt=(attempt_row(limit_ms=1, time_factor=9.0, form="f-9"),)))
    assert finds.attempt_of("a-1") == attempt_of()


def test_a_journal_whose_start_lacks_something_tells_no_attempt():
    lacking = chain(None, EventKind.STARTED, {"attempt": "a-1", "candidate": "Ada"}, 0, NOON_MS)
    finds = found(salvage_of(event=event_rows([lacking])))
    assert finds.attempt_of("a-1") is None


def test_second_copies_are_read_from_their_folders(tmp_path):
    (tmp_path / "journals").mkdir()
    (tmp_path / "forms").mkdir()
    (tmp_path / "journals" / "a-1.jsonl").write_text("\n".join(event.to_line() for event in EVENTS))
    (tmp_path / "forms" / "f-1.json.z").write_bytes(BODY)
    (tmp_path / "forms" / "f-2.json.z").write_bytes(b"nonsense")
    finds = Finds()
    finds.add_second_copies(tmp_path)
    assert (finds.journals, finds.forms, finds.unreadable) == ({"a-1": EVENTS}, {"f-1": BODY}, {"form": 1})


def test_second_copies_of_what_is_settled_are_not_read(tmp_path):
    (tmp_path / "journals").mkdir()
    (tmp_path / "journals" / "a-1.jsonl").write_text("\n".join(event.to_line() for event in EVENTS))
    finds = Finds()
    finds.add_second_copies(tmp_path, {"a-1"})
    assert finds.journals == {}


def test_only_forms_that_a_journal_names_are_in_use():
    other = form_of("i-7", form_id="f-7")
    rows = ({"id": "f-1", "body": BODY}, {"id": "f-7", "body": packed(other, items_of(other))})
    assert list(found(salvage_of(form=rows)).forms_in_use()) == [(NOON_MS, BODY)]
