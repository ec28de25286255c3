import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from results import passing
from stored import FORM, NOON_MS, SUBMIT, attempt_of, begun, chosen, items_of, shown

from cmas_desktop.engine.errors import StoreError, StoreFullError
from cmas_desktop.engine.journal import chain
from cmas_desktop.store.attempts import attempts, create_attempt, unfinished
from cmas_desktop.store.backups import daily_copy
from cmas_desktop.store.candidates import add_candidate, candidates
from cmas_desktop.store.database import DATABASE, MARK, open_database
from cmas_desktop.store.exposures import exposures
from cmas_desktop.store.forms import read_form
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.recovery import open_or_rebuild
from cmas_desktop.store.results import history, save_result, unscored

TODAY = date(2026, 11, 24)
WAL = f"{DATABASE}-wal"
STEPS = tuple(step for number in range(30) for step in (shown(number % 4), chosen(number % 4, number % 3)))


def fill(database):
    """A finished attempt with its result, one under way, and a candidate of neither; returns the journals."""
    journals = {
        "a-1": begun(database, attempt_of("a-1"), *STEPS, SUBMIT),
        "a-2": begun(database, attempt_of("a-2", "Ben Okafor", created=NOON_MS + 5), *STEPS),
    }
    save_result(database, passing(attempt_id="a-1"), NOON_MS)
    add_candidate(database, "Cleo Diaz", NOON_MS)
    return journals


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A folder as a killed program leaves it (mark and log are there), one closed properly, the journals."""
    folder = tmp_path_factory.mktemp("models")
    with closing(open_database(folder / "closed")) as database:
        journals = fill(database)
        shutil.copytree(folder / "closed", folder / "killed")
    return folder, journals


@pytest.fixture
def closed(models, tmp_path):
    """A folder of one's own whose database was closed properly, and its journals."""
    return shutil.copytree(models[0] / "closed", tmp_path / "data"), models[1]


@pytest.fixture
def killed(models, tmp_path):
    """A folder of one's own as a killed program leaves it, and its journals."""
    return shutil.copytree(models[0] / "killed", tmp_path / "data"), models[1]


def recovered(folder):
    database, recovery = open_or_rebuild(folder, TODAY)
    return closing(database), recovery


def journals_in(database):
    journals = Journals(database)
    return {attempt.id: journals.events(attempt.id) for attempt in attempts(database)}


def assert_whole(database, journals):
    assert journals_in(database) == journals
    assert read_form(database, "f-1") == (FORM, items_of(FORM))
    assert [attempt.id for attempt in unfinished(database)] == ["a-2"]
    assert set(exposures(database, "Ben Okafor")) == {"i-1", "i-2", "i-3", "i-4"}


def test_after_a_clean_end_nothing_is_done(closed):
    folder, journals = closed
    opened, recovery = recovered(folder)
    with opened as database:
        assert recovery is None
        assert_whole(database, journals)


def test_a_new_folder_is_no_recovery(tmp_path):
    opened, recovery = recovered(tmp_path / "new")
    with opened as database:
        assert recovery is None
        assert attempts(database) == ()


def test_after_a_kill_everything_is_there_and_nothing_needs_saying(killed):
    folder, journals = killed
    opened, recovery = recovered(folder)
    with opened as database:
        assert recovery is None
        assert_whole(database, journals)


def test_a_log_that_was_lost_is_made_good_from_the_journal_files(killed):
    folder, journals = killed
    (folder / WAL).unlink()
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
    assert recovery.kept_in is None
    assert (recovery.attempts, recovery.events) == (2, 123)
    assert "123 entries of 2 attempts were put back from the second copy" in recovery.sentence


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_log_that_was_cut_is_made_good_from_the_journal_files(killed, share):
    folder, journals = killed
    with (folder / WAL).open("r+b") as file:
        file.truncate(int((folder / WAL).stat().st_size * share))
    opened, _ = recovered(folder)
    with opened as database:
        assert_whole(database, journals)


def test_a_lost_database_is_made_again_from_the_journal_files(closed):
    folder, journals = closed
    (folder / DATABASE).unlink()
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
        assert unscored(database) == ("a-1",)
    assert recovery.attempts == 2


@pytest.mark.parametrize("content", [b"A letter to my aunt. " * 900, b"\0" * 9000, b"SQLite format 3\0" * 99])
def test_garbage_in_place_of_the_database_costs_nothing_but_the_title(closed, content):
    folder, journals = closed
    (folder / DATABASE).write_bytes(content)
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
        assert {attempt.exam_title for attempt in attempts(database)} == {""}
    assert (folder / "damaged-2026-11-24" / DATABASE).read_bytes() == content
    assert recovery.kept_in == folder / "damaged-2026-11-24"
    assert "built anew; 123 entries of 2 attempts are safe" in recovery.sentence
    assert "damaged-2026-11-24" in recovery.sentence
    assert "event: 1" in recovery.unreadable


@pytest.mark.parametrize("pages", [0, 1, 3, 8, 14])
def test_a_database_that_was_cut_costs_no_entry(killed, pages):
    folder, journals = killed
    checkpoint(folder)
    with (folder / DATABASE).open("r+b") as file:
        file.truncate(4096 * pages + (100 if pages else 0))
    opened, _ = recovered(folder)
    with opened as database:
        assert_whole(database, journals)


def checkpoint(folder):
    """Bring the log into the file, so that damage to the file counts; the mark stays."""
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bytes_cost_no_entry(killed, seed):
    folder, journals = killed
    checkpoint(folder)
    chance = random.Random(seed)
    content = bytearray((folder / DATABASE).read_bytes())
    for _ in range(chance.choice((1, 4, 40))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    (folder / DATABASE).write_bytes(content)
    opened, _ = recovered(folder)
    with opened as database:
        assert readable(database, folder)["a-2"] == journals["a-2"]


def readable(database, folder):
    """The journals; where damage comes to light only in use, as the next start gives them."""
    try:
        return journals_in(database)
    except StoreError:
        database.close()
        again, recovery = open_or_rebuild(folder, TODAY)
        assert recovery.kept_in is not None
        with closing(again):
            return journals_in(again)


@pytest.mark.parametrize("place", [0, 15, 16, 18, 19, 20, 21, 24, 31, 33, 47, 59])
def test_no_flipped_byte_of_the_header_keeps_the_app_from_opening(killed, place):
    folder, journals = killed
    checkpoint(folder)
    content = bytearray((folder / DATABASE).read_bytes())
    content[place] ^= 0xFF
    (folder / DATABASE).write_bytes(content)
    opened, _ = recovered(folder)
    with opened as database:
        assert journals_in(database) == journals


def test_a_damaged_database_still_gives_results_and_candidates(closed):
    folder, journals = closed
    spoil_rows_of_events(folder)
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
        assert [row.attempt_id for row in history(database)] == ["a-1"]
        assert [one.name for one in candidates(database)] == ["Ada Ng", "Ben Okafor", "Cleo Diaz"]
        assert {attempt.exam_title for attempt in attempts(database)} == {"CMAS Practice Examination"}
    assert recovery.unreadable == ("event: 2",)


def spoil_rows_of_events(folder):
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute("UPDATE event SET body = '{}' WHERE seq = 50")
        raw.execute("UPDATE event SET seq = 0 WHERE seq = 60 AND attempt = 'a-1'")
        raw.commit()
    (folder / MARK).write_text("The journal of a-1 is damaged.")


def test_without_journal_files_the_damaged_database_gives_what_it_can(closed):
    folder, journals = closed
    spoil_rows_of_events(folder)
    shutil.rmtree(folder / "journals")
    opened, recovery = recovered(folder)
    with opened as database:
        assert journals_in(database) == {name: events[:49] for name, events in journals.items()}
    assert recovery.events == 98


def test_a_backup_gives_results_where_the_database_gives_nothing(tmp_path):
    with closing(open_database(tmp_path)) as database:
        journals = fill(database)
        daily_copy(database, TODAY)
    (tmp_path / DATABASE).write_bytes(b"garbage" * 2000)
    opened, _ = recovered(tmp_path)
    with opened as database:
        assert_whole(database, journals)
        assert [row.attempt_id for row in history(database)] == ["a-1"]
        assert [one.name for one in candidates(database)] == ["Ada Ng", "Ben Okafor", "Cleo Diaz"]


def test_a_journal_whose_form_is_lost_is_kept(closed):
    folder, journals = closed
    (folder / DATABASE).write_bytes(b"garbage" * 2000)
    shutil.rmtree(folder / "forms")
    opened, _ = recovered(folder)
    with opened as database:
        assert journals_in(database) == journals
        assert unfinished(database) == ()


def test_a_result_whose_journal_is_lost_stays_in_the_history(closed):
    folder, _ = closed
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute("DELETE FROM event WHERE attempt = 'a-1'")
        raw.commit()
    (folder / "journals" / "a-1.jsonl").unlink()
    (folder / MARK).write_text("damaged")
    opened, _ = recovered(folder)
    with opened as database:
        assert [row.attempt_id for row in history(database)] == ["a-1"]
        assert unscored(database) == ()


def test_damage_that_a_session_noticed_is_mended_at_the_next_start(closed):
    folder, journals = closed
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute("UPDATE event SET elapsed_ms = 1 WHERE attempt = 'a-1' AND seq = 7")
        raw.commit()
    opened, recovery = recovered(folder)
    with opened as database, pytest.raises(StoreError, match="start it again"):
        Journals(database).events("a-1")
    assert recovery is None
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
    assert recovery.kept_in is not None


def test_a_broken_journal_of_an_open_attempt_is_found_after_a_kill(killed):
    folder, journals = killed
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute("UPDATE event SET elapsed_ms = 1 WHERE attempt = 'a-2' AND seq = 7")
        raw.commit()
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
    assert recovery.kept_in is not None


def test_a_second_rebuild_on_one_day_keeps_both_damaged_files(closed):
    folder, journals = closed
    for number in (1, 2):
        (folder / DATABASE).write_bytes(b"garbage %d" % number * 1000)
        opened, _ = recovered(folder)
        with opened as database:
            assert_whole(database, journals)
    kept = sorted(path.name for path in folder.glob("damaged-*"))
    assert kept == ["damaged-2026-11-24", "damaged-2026-11-24-2"]


def test_after_a_rebuild_the_exam_goes_on(killed):
    folder, journals = killed
    (folder / DATABASE).write_bytes(b"garbage" * 2000)
    following = chain(journals["a-2"][-1], *chosen(2), 999_000, NOON_MS)
    opened, _ = recovered(folder)
    with opened as database:
        Journals(database).append("a-2", following)
    opened, recovery = recovered(folder)
    with opened as database:
        assert Journals(database).last_event("a-2") == following
        assert recovery is None


def test_a_journal_file_that_does_not_go_on_from_the_database_is_not_mixed_in(killed):
    folder, journals = killed
    path = folder / "journals" / "a-2.jsonl"
    other = chain(journals["a-2"][-2], *chosen(3, 0), 1, NOON_MS)
    further = chain(other, *chosen(3, 1), 2, NOON_MS)
    lines = [event.to_line() for event in (*journals["a-2"][:-1], other, further)]
    path.write_text("\n".join(lines))
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
        assert recovery is None


def test_an_attempt_under_way_that_lost_its_end_is_made_whole_even_after_a_clean_end(closed):
    folder, journals = closed
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute("DELETE FROM event WHERE attempt = 'a-2' AND seq > 40")
        raw.commit()
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
    assert recovery.kept_in is not None


def test_a_database_whose_index_contradicts_its_table_is_built_anew(killed, monkeypatch):
    folder, journals = killed
    (folder / WAL).unlink()
    with closing(open_database(folder)) as database:
        begun(database, attempt_of("a-0"))
        with database.transaction() as connection:
            connection.exec_driver_sql("CREATE UNIQUE INDEX odd ON event (hash) WHERE attempt = 'a-2'")
            connection.exec_driver_sql("CREATE UNIQUE INDEX odder ON event (kind) WHERE attempt = 'a-2'")
    (folder / MARK).touch()
    opened, recovery = recovered(folder)
    with opened as database:
        assert journals_in(database).items() >= journals.items()
    assert recovery.kept_in is not None


def test_a_full_disk_while_mending_leaves_the_work_for_the_next_start(killed, monkeypatch):
    folder, journals = killed
    (folder / WAL).unlink()
    with monkeypatch.context() as patched, pytest.raises(StoreFullError):
        patched.setattr("cmas_desktop.store.recovery.put_back", no_room)
        open_or_rebuild(folder, TODAY)
    opened, recovery = recovered(folder)
    with opened as database:
        assert_whole(database, journals)
    assert recovery.kept_in is None


def test_a_full_disk_while_rebuilding_leaves_the_work_for_the_next_start(killed, monkeypatch):
    folder, journals = killed
    (folder / DATABASE).write_bytes(b"garbage" * 2000)
    with monkeypatch.context() as patched, pytest.raises(StoreFullError):
        patched.setattr("cmas_desktop.store.recovery.put_back", no_room)
        open_or_rebuild(folder, TODAY)
    opened, _ = recovered(folder)
    with opened as database:
        assert_whole(database, journals)


def no_room(database, finds):
    raise StoreFullError("There is no room on the disk.")


def test_an_attempt_that_never_began_is_no_loss(tmp_path):
    with closing(open_database(tmp_path)) as database:
        begun(database)
        create_attempt(database, attempt_of("a-7"))
    (tmp_path / DATABASE).write_bytes(b"garbage" * 2000)
    opened, recovery = recovered(tmp_path)
    with opened as database:
        assert [attempt.id for attempt in attempts(database)] == ["a-1"]
        assert recovery.attempts == 1


def test_a_newer_database_is_no_damage(closed):
    folder, _ = closed
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    with pytest.raises(StoreError, match="newer version"):
        open_or_rebuild(folder, TODAY)
    assert not list(folder.glob("damaged-*"))


def test_what_the_check_costs_is_spared_after_a_clean_end(closed, monkeypatch):
    folder, _ = closed
    monkeypatch.setattr("cmas_desktop.store.recovery.damage", fails)
    opened, _ = recovered(folder)
    with opened:
        assert (folder / MARK).exists()


def fails(database):
    raise AssertionError("the file was checked")
