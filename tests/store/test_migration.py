import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from stored import attempt_of, begun

from cmas_desktop.engine.errors import StoreError
from cmas_desktop.engine.form import Purpose
from cmas_desktop.store import sqlite
from cmas_desktop.store.attempts import attempts
from cmas_desktop.store.candidates import candidates
from cmas_desktop.store.database import BACKUPS, DATABASE, open_database, release
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.migration import SCRIPTS, Scripts, upgrade

THIRD = '''
"""A column and a table, as a later version might add them."""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    with op.batch_alter_table("attempt") as batch:
        batch.add_column(sa.Column("note", sa.Text, nullable=False, server_default=""))
        batch.alter_column("exam_title", new_column_name="title")
    op.create_table("cohort", sa.Column("name", sa.Text, primary_key=True))
'''


def scripts_with(tmp_path, script):
    """The present scripts and one more."""
    folder = tmp_path / "scripts"
    shutil.copytree(SCRIPTS.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0003_third.py").write_text(script)
    return Scripts(folder, "0003")


def schema(path):
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {
            (name, kind): sorted(row[1:] for row in connection.execute(f"PRAGMA {kind}({name})"))
            for name in tables
            for kind in ("table_info", "foreign_key_list", "index_list")
        }


def rows(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(f"SELECT * FROM {table}"))


def test_the_scripts_make_the_tables_that_a_new_database_has(tmp_path):
    open_database(tmp_path / "made").close()
    scripted = sqlite.connect(tmp_path / "scripted.db")
    upgrade(scripted, SCRIPTS)
    release(scripted)
    assert schema(tmp_path / "scripted.db") == schema(tmp_path / "made" / DATABASE)


def test_an_upgrade_keeps_every_row(tmp_path):
    with closing(open_database(tmp_path / "data")) as old:
        events = begun(old)
        begun(old, attempt_of("a-2", "Ben Okafor"))
    path = tmp_path / "data" / DATABASE
    before = {table: rows(path, table) for table in ("candidate", "form", "event", "exposure")}
    with closing(open_database(tmp_path / "data", scripts_with(tmp_path, THIRD))) as new:
        assert Journals(new).events("a-1") == events
        assert [one.name for one in candidates(new)] == ["Ada Ng", "Ben Okafor"]
    assert {table: rows(path, table) for table in before} == before
    assert rows(path, "alembic_version") == [("0003",)]
    assert [row[-1] for row in rows(path, "attempt")] == ["", ""]


def test_attempts_made_before_there_were_purposes_are_exams(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    first = sqlite.connect(folder / DATABASE)
    upgrade(first, Scripts(SCRIPTS.folder, "0001"))
    release(first)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO candidate VALUES (1, 'Ada Ng', 5)")
        connection.execute("INSERT INTO attempt VALUES ('a-1', 1, 'f-1', 'Exam', 5, 9, 1.0, 'created')")
        connection.commit()
    with closing(open_database(folder)) as database:
        assert [(one.id, one.purpose) for one in attempts(database)] == [("a-1", Purpose.EXAM)]
    assert not [name for name, _ in schema(folder / DATABASE) if name == "setting"]


def test_before_an_upgrade_a_copy_is_laid_aside(tmp_path):
    with closing(open_database(tmp_path / "data")) as old:
        begun(old)
    open_database(tmp_path / "data", scripts_with(tmp_path, THIRD)).close()
    copy = tmp_path / "data" / BACKUPS / "before-0003.db"
    assert rows(copy, "alembic_version") == [("0002",)]
    assert len(rows(copy, "event")) == 6


def test_foreign_keys_hold_again_after_an_upgrade(tmp_path):
    open_database(tmp_path / "data").close()
    with closing(open_database(tmp_path / "data", scripts_with(tmp_path, THIRD))) as new:
        assert sqlite.raw(new.connection).execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    "fault",
    [
        'op.execute("INSERT INTO nowhere VALUES (1)")',
        'op.execute("UPDATE event SET attempt = 7")',
    ],
    ids=["a statement fails", "rows lose their owners"],
)
def test_an_upgrade_that_fails_changes_nothing(tmp_path, fault):
    with closing(open_database(tmp_path / "data")) as old:
        events = begun(old)
    path = tmp_path / "data" / DATABASE
    before = schema(path)
    with pytest.raises(StoreError, match="as it was; a copy is in backups"):
        open_database(tmp_path / "data", scripts_with(tmp_path, f"{THIRD}    {fault}\n"))
    assert schema(path) == before
    with closing(open_database(tmp_path / "data")) as again:
        assert Journals(again).events("a-1") == events


def test_an_ordinary_start_loads_neither_alembic_nor_the_orm(tmp_path):
    program = (
        "import sys; from pathlib import Path; from cmas_desktop.store.database import open_database\n"
        "open_database(Path(sys.argv[1])).close(); open_database(Path(sys.argv[1])).close()\n"
        "print([name for name in ('alembic', 'sqlalchemy.orm') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"
