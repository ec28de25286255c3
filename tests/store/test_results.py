import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from results import failing, passing
from stored import SUBMIT, attempt_of, begun, shown

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.store.database import DATABASE, open_database
from cmas_desktop.store.results import HistoryRow, history, read_result, save_result, unscored


def finished(database, attempt_id="a-1", candidate="Ada Ng"):
    begun(database, attempt_of(attempt_id, candidate), shown(0), SUBMIT)


def test_a_result_comes_back_as_it_was_saved(database):
    finished(database)
    result = passing(attempt_id="a-1")
    save_result(database, result, 5)
    assert read_result(database, "a-1") == result


def test_the_same_result_twice_changes_nothing(database):
    finished(database)
    for made in (5, 6):
        save_result(database, passing(attempt_id="a-1"), made)
    assert len(history(database)) == 1


def test_another_result_of_the_same_attempt_is_refused(database):
    finished(database)
    save_result(database, passing(attempt_id="a-1"), 5)
    with pytest.raises(StoreError, match="stays as it is"):
        save_result(database, failing(attempt_id="a-1"), 6)
    assert read_result(database, "a-1").passed


def test_a_result_needs_its_attempt(database):
    with pytest.raises(StoreError):
        save_result(database, passing(attempt_id="a-9"), 5)


def test_a_missing_result_is_said_in_words(database):
    with pytest.raises(StoreError, match="a-9 has no result yet"):
        read_result(database, "a-9")


def test_the_history_shows_each_result_in_a_line(database):
    finished(database)
    result = passing(attempt_id="a-1")
    save_result(database, result, 5)
    (row,) = history(database)
    assert row == HistoryRow("a-1", "Ada Ng", "2026-11-24T14:05:09-07:00", 73, True, row.fractions)
    assert row.fractions["d1"] == pytest.approx(21 / 26)
    assert list(row.fractions) == [domain.key for domain in result.domains]


def test_the_history_is_newest_first(database):
    for number, made in ((1, 30), (2, 10), (3, 20)):
        finished(database, f"a-{number}")
        save_result(database, passing(attempt_id=f"a-{number}"), made)
    assert [row.attempt_id for row in history(database)] == ["a-1", "a-3", "a-2"]


def test_the_history_of_one_candidate_leaves_others_out(database):
    finished(database, "a-1", "Ada Ng")
    finished(database, "a-2", "Ben Okafor")
    save_result(database, passing(attempt_id="a-1"), 1)
    save_result(database, failing(attempt_id="a-2"), 2)
    assert [(row.candidate, row.passed) for row in history(database, "Ben Okafor")] == [("Ben Okafor", False)]


def test_what_was_handed_in_and_not_scored_is_named(database):
    finished(database, "a-1")
    finished(database, "a-2")
    begun(database, attempt_of("a-3"), shown(0))
    save_result(database, passing(attempt_id="a-1"), 1)
    assert unscored(database) == ("a-2",)


@pytest.mark.parametrize("body", ["nonsense", "{}", "[1]"])
def test_a_damaged_result_is_remembered_for_the_next_start(tmp_path, body):
    with closing(open_database(tmp_path)) as made:
        finished(made)
        save_result(made, replace(passing(), attempt_id="a-1"), 1)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as raw:
        raw.execute("UPDATE result SET body = ?", (body,))
        raw.commit()
    with closing(open_database(tmp_path)) as opened, pytest.raises(StoreDamagedError, match="scored anew"):
        history(opened)
    with closing(open_database(tmp_path)) as again:
        assert again.left
