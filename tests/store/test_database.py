import hashlib
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import insert, select, text
from stored import begun

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.store import sqlite
from cmas_desktop.store.candidates import add_candidate, candidates
from cmas_desktop.store.database import DATABASE, MARK, open_database
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.schema import CANDIDATE


def digest(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_folder_is_made_where_there_is_none(tmp_path):
    with closing(open_database(tmp_path / "deep" / "down")) as opened:
        assert opened.is_new
    assert (tmp_path / "deep" / "down" / DATABASE).exists()


def test_what_was_stored_is_there_at_the_next_start(tmp_path):
    with closing(open_database(tmp_path)) as first:
        events = begun(first)
    with closing(open_database(tmp_path)) as second:
        assert not second.is_new
        assert Journals(second).events("a-1") == events


def test_a_clean_end_leaves_neither_mark_nor_log(tmp_path):
    open_database(tmp_path).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [DATABASE]
    with closing(open_database(tmp_path)) as again:
        assert again.left is None


def test_while_the_database_is_open_a_mark_stands(database):
    assert (database.folder / MARK).read_text() == ""


def test_a_mark_that_was_left_tells_of_an_unclean_end(tmp_path):
    open_database(tmp_path).close()
    (tmp_path / MARK).touch()
    with closing(open_database(tmp_path)) as again:
        assert again.left == ""


def test_damage_that_comes_to_light_stays_marked_after_closing(database):
    with pytest.raises(StoreDamagedError), database.transaction() as connection:
        connection.execute(text("SELECT * FROM a_table_that_is_gone"))
    database.close()
    assert "damaged" in (database.folder / MARK).read_text()


def test_a_transaction_that_fails_is_undone_whole(database):
    with pytest.raises(StoreError), database.transaction() as connection:
        connection.execute(insert(CANDIDATE).values(name="Ada", created=1))
        connection.execute(insert(CANDIDATE).values(name="Ada", created=2))
    assert candidates(database) == ()


def test_an_exception_of_ours_undoes_the_transaction_too(database):
    with pytest.raises(KeyError), database.transaction() as connection:
        connection.execute(insert(CANDIDATE).values(name="Ada", created=1))
        raise KeyError("Ada")
    assert candidates(database) == ()


def test_the_database_can_be_used_from_another_thread(database):
    worker = threading.Thread(target=add_candidate, args=(database, "Ada", 1))
    worker.start()
    worker.join()
    assert [one.name for one in candidates(database)] == ["Ada"]


def test_threads_take_turns(database):
    names = [f"Candidate {number}" for number in range(40)]
    workers = [
        threading.Thread(target=lambda part=part: [add_candidate(database, name, 1) for name in part])
        for part in (names[:20], names[20:])
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(one.name for one in candidates(database)) == sorted(names)


def test_a_second_program_is_refused_and_the_first_goes_on(database, monkeypatch):
    quick = tuple(
        (name, 1, 1) if name == "busy_timeout" else (name, value, back)
        for name, value, back in sqlite.SESSION_PRAGMAS
    )
    monkeypatch.setattr(sqlite, "SESSION_PRAGMAS", quick)
    with pytest.raises(StoreError, match="Another program holds the database"):
        open_database(database.folder)
    add_candidate(database, "Ada", 1)
    assert (database.folder / MARK).exists()


def test_a_database_of_a_newer_version_is_refused_and_not_changed(tmp_path):
    with closing(open_database(tmp_path)) as made:
        begun(made)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    before = digest(tmp_path)
    with pytest.raises(StoreError, match=r"newer version of CMAS Desktop.*Nothing was changed"):
        open_database(tmp_path)
    assert digest(tmp_path) == before


def test_a_file_that_is_no_database_is_damage(tmp_path):
    (tmp_path / DATABASE).write_bytes(b"This was a letter to my aunt." * 300)
    with pytest.raises(StoreDamagedError):
        open_database(tmp_path)
    assert not (tmp_path / MARK).exists()


def test_a_database_of_another_program_is_damage_and_not_changed(tmp_path):
    with closing(sqlite3.connect(tmp_path / DATABASE)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = digest(tmp_path)
    with pytest.raises(StoreDamagedError):
        open_database(tmp_path)
    assert digest(tmp_path) == before


def test_an_empty_file_becomes_a_new_database(tmp_path):
    (tmp_path / DATABASE).touch()
    with closing(open_database(tmp_path)) as opened:
        assert opened.is_new


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="could not be read or written"):
        open_database(tmp_path / "file" / "folder")


def test_every_commit_waits_for_the_disk(database):
    with database.transaction() as connection:
        mode = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        assert (mode, connection.scalar(select(1))) == (2, 1)
