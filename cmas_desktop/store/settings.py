"""Settings that belong to the data rather than to one computer's window: a key and a JSON value."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import insert, select, update

from cmas_desktop.engine.journal import canonical
from cmas_desktop.store.database import Database
from cmas_desktop.store.schema import SETTING


def read_setting(database: Database, key: str, default: Any = None) -> Any:
    """The value kept under a key, or the default; raises StoreError."""
    with database.transaction() as connection:
        value = connection.scalar(select(SETTING.c.value).where(SETTING.c.key == key))
    return default if value is None else json.loads(value)


def keep_setting(database: Database, key: str, value: Any) -> None:
    """Keep a JSON value under a key in place of what was there; raises StoreError."""
    text = canonical(value)
    with database.transaction() as connection:
        changed = connection.execute(update(SETTING).where(SETTING.c.key == key).values(value=text))
        if not changed.rowcount:
            connection.execute(insert(SETTING).values(key=key, value=text))
