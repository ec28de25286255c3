import re

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from cmas_desktop.store import attempts, journals
from cmas_desktop.store.migration import SCRIPTS
from cmas_desktop.store.schema import HEAD, METADATA

POSTGRES = postgresql.dialect()


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_a_table_can_be_made_in_postgresql(table):
    assert str(CreateTable(table).compile(dialect=POSTGRES)).strip().startswith(f"CREATE TABLE {table.name}")


def test_times_have_room_for_milliseconds_in_postgresql():
    words = [str(CreateTable(table).compile(dialect=POSTGRES)) for table in METADATA.sorted_tables]
    assert sum(text.count("_ms BIGINT") for text in words) == 3


@pytest.mark.parametrize("name", ["_ALL", "_LAST", "_END", "_SAME", "_ADD", "_SEEN", "_STATE"])
def test_the_journal_speaks_postgresql_too(name):
    words = str(getattr(journals, name).compile(dialect=POSTGRES))
    assert words.split()[0] in ("SELECT", "INSERT", "UPDATE")


def test_the_list_of_attempts_speaks_postgresql_too():
    assert "JOIN candidate" in str(attempts._query("Ada").compile(dialect=POSTGRES))


def test_every_key_has_a_name_that_a_migration_can_call_it_by():
    constraints = [one for table in METADATA.sorted_tables for one in table.constraints]
    assert all(one.name for one in constraints)


def test_the_head_is_the_last_of_the_scripts():
    found = [re.match(r"(\d{4})_", path.name) for path in (SCRIPTS.folder / "versions").glob("*.py")]
    assert max(match[1] for match in found if match) == HEAD
