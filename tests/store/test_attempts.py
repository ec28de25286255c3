import pytest
from sqlalchemy import delete
from stored import FORM, NOON_MS, SUBMIT, attempt_of, begun, items_of, shown

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.store import schema
from cmas_desktop.store.attempts import Standing, attempts, create_attempt, read_attempt, unfinished
from cmas_desktop.store.forms import save_form


def ids(found):
    return [attempt.id for attempt in found]


def test_an_attempt_comes_back_as_it_was_created(database):
    save_form(database, FORM, items_of(FORM), NOON_MS)
    create_attempt(database, attempt_of())
    assert read_attempt(database, "a-1") == attempt_of()


def test_an_attempt_needs_its_form(database):
    with pytest.raises(StoreError, match="form f-1 is not stored"):
        create_attempt(database, attempt_of())
    assert attempts(database) == ()


def test_an_id_that_is_taken_is_refused(database):
    begun(database)
    with pytest.raises(StoreError):
        create_attempt(database, attempt_of(candidate="Ben Okafor"))
    assert [attempt.candidate for attempt in attempts(database)] == ["Ada Ng"]


@pytest.mark.parametrize("name", ["", "../evil", "a/b", "a b", ".hidden", "a" * 81, "é"])
def test_an_id_that_cannot_name_a_file_is_refused(database, name):
    save_form(database, FORM, items_of(FORM), NOON_MS)
    with pytest.raises(StoreError, match="cannot be named"):
        create_attempt(database, attempt_of(name))


def test_an_attempt_that_nobody_made_is_missed_in_words(database):
    with pytest.raises(StoreError, match="no attempt a-9"):
        read_attempt(database, "a-9")


def test_attempts_are_listed_newest_first(database):
    for number, created in ((1, 30), (2, 10), (3, 20)):
        begun(database, attempt_of(f"a-{number}", created=created))
    assert ids(attempts(database)) == ["a-1", "a-3", "a-2"]


def test_attempts_of_one_candidate_are_listed_alone(database):
    begun(database, attempt_of("a-1", "Ada Ng"))
    begun(database, attempt_of("a-2", "Ben Okafor"))
    assert ids(attempts(database, "Ben  Okafor ")) == ["a-2"]


def test_what_was_begun_and_not_handed_in_waits(database):
    begun(database, attempt_of("a-1"))
    begun(database, attempt_of("a-2"), shown(0), SUBMIT)
    begun(database, attempt_of("a-3", created=NOON_MS + 1), shown(0), (EventKind.LEFT, {}))
    assert ids(unfinished(database)) == ["a-3", "a-1"]
    assert unfinished(database)[0].standing is Standing.LEFT


def test_what_another_candidate_began_does_not_wait_for_this_one(database):
    begun(database, attempt_of("a-1", "Ada Ng"))
    assert unfinished(database, "Ben Okafor") == ()


def test_an_attempt_without_its_first_event_does_not_wait(database):
    save_form(database, FORM, items_of(FORM), NOON_MS)
    create_attempt(database, attempt_of())
    assert unfinished(database) == ()


@pytest.mark.parametrize("change", ["state = 'opxn'", "limit_ms = 'long'", "created = x'00'"])
def test_a_damaged_row_is_told_and_not_believed(database, change):
    begun(database)
    with database.transaction() as connection:
        connection.exec_driver_sql(f"UPDATE attempt SET {change}")
    with pytest.raises(StoreDamagedError):
        attempts(database)


def test_an_attempt_whose_form_was_lost_does_not_wait(database):
    begun(database)
    with database.transaction() as connection:
        connection.execute(delete(schema.FORM))
    assert unfinished(database) == ()
    assert ids(attempts(database)) == ["a-1"]
