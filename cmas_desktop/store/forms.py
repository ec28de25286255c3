"""Forms with the whole items they use: attempts can be read again whatever becomes of the bank."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.form_json import form_from_json, form_to_json
from cmas_desktop.engine.journal import canonical
from cmas_desktop.store.database import Database
from cmas_desktop.store.schema import FORM

FormAndItems = tuple[Form, dict[str, dict[str, Any]]]
"""A form and its items as plain data, by item id."""


def save_form(
    database: Database, form: Form, items: Mapping[str, Mapping[str, Any]], made: int
) -> FormAndItems:
    """Store a form with its items (plain data by item id); `made` in Unix milliseconds.

    Returns what is stored under the form's id, and this is to be shown: a form that was stored before
    stays as it is. Raises StoreError where an item of the form is missing or nothing could be stored.
    """
    body = packed(form, items)
    row = {
        "id": form.id,
        "blueprint": form.blueprint,
        "seed": form.seed,
        "bank_hash": form.bank_hash,
        "made": made,
        "body": body,
    }
    with database.transaction() as connection:
        stored = connection.scalar(select(FORM.c.body).where(FORM.c.id == form.id))
        if stored is None:
            connection.execute(insert(FORM).values(row))
    database.copies.add_form(form.id, stored or body)
    return unpacked(stored or body)


def read_form(database: Database, form_id: str) -> FormAndItems:
    """A stored form with its items; raises StoreError where there is none or it is damaged."""
    with database.transaction() as connection:
        body = connection.scalar(select(FORM.c.body).where(FORM.c.id == form_id))
    if body is None:
        raise StoreError(f"The questions of form {form_id} are lost. Answers and results are safe.")
    with database.noticing_damage():
        return unpacked(body)


def packed(form: Form, items: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A form and its items as compressed JSON; raises StoreError where an item is missing."""
    missing = [q.item_id for q in form.questions if q.item_id not in items]
    if missing:
        raise StoreError(f"The form names {missing[0]}, which is not among its items. Nothing was stored.")
    used = {question.item_id: dict(items[question.item_id]) for question in form.questions}
    return zlib.compress(canonical({"form": form_to_json(form), "items": used}).encode("ascii"))


def unpacked(body: bytes) -> FormAndItems:
    """What `packed` made a body of; raises StoreDamagedError where it is damaged."""
    try:
        data = json.loads(zlib.decompress(body))
        return form_from_json(data["form"]), dict(data["items"])
    except (zlib.error, ValueError, KeyError, TypeError, StoreError) as fault:
        raise StoreDamagedError(
            "The questions of an attempt are damaged. Close the app and start it again: "
            "they are mended from the second copy."
        ) from fault
