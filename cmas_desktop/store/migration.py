"""Bringing an older database to the present revision. Alembic is loaded only when that is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.store import sqlite
from cmas_desktop.store.schema import HEAD, METADATA, REVISION


@dataclass(frozen=True, slots=True)
class Scripts:
    """Where the migration scripts are and what the last of them makes of a database."""

    folder: Path = Path(__file__).parent / "migrations"
    head: str = HEAD


SCRIPTS = Scripts()


def revision_of(connection: Connection) -> str:
    """The revision of a database, or nothing for one without tables; raises StoreDamagedError."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return ""
    revision = connection.scalar(select(REVISION.c.version_num)) if REVISION.name in tables else None
    if revision is None:
        raise StoreDamagedError(sqlite.DAMAGED)
    return str(revision)


def create_tables(connection: Connection) -> None:
    """Make all tables at the present revision; a test holds that the scripts make the same."""
    METADATA.create_all(connection)
    connection.execute(insert(REVISION).values(version_num=HEAD))


def refuse_newer(revision: str, scripts: Scripts) -> None:
    """Raise StoreError where a newer version of the program made the database."""
    if revision > scripts.head:
        raise StoreError(
            f"This data was made by a newer version of CMAS Desktop (revision {revision}, this version "
            f"knows {scripts.head}). Nothing was changed: install the newer version again."
        )


def upgrade(connection: Connection, scripts: Scripts) -> None:
    """Run the scripts that this database lacks, all or none; raises StoreError where one fails."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts.folder).replace("%", "%%"))
    with sqlite.foreign_keys_off(connection):
        try:
            with connection.begin():
                command.upgrade(config, scripts.head)
                if sqlite.orphans(connection):
                    raise StoreError(_failed("rows without their owners"))
        except (CommandError, SQLAlchemyError) as fault:
            raise StoreError(_failed(str(fault))) from fault


def _failed(why: str) -> str:
    return f"The data could not be brought to this version ({why}). It is as it was; a copy is in backups."
