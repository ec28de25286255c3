"""Items as plain data for JSON, under the names that the item-writing guide uses, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cmas_desktop.engine.errors import BankError
from cmas_desktop.engine.items import Cognitive, Exhibit, Item, ItemStatus


def item_to_json(item: Item) -> dict[str, Any]:
    """An item as plain data: `key` is an index of `options`, `angoff` the mean of the judgements (0-1)."""
    return {
        "id": item.id,
        "domain": item.domain,
        "subarea": item.subarea,
        "cognitive": item.cognitive.value,
        "stem": item.stem,
        "exhibit": _exhibit_to_json(item.exhibit) if item.exhibit else None,
        "options": list(item.options),
        "key": item.key,
        "rationale": list(item.rationale),
        "reference": item.reference,
        "angoff": round(item.rating, 4),
        "angoff_judgements": list(item.angoff),
        "lock_order": item.lock_order,
        "enemies": list(item.enemies),
        "status": item.status.value,
        "reviewed": item.reviewed.isoformat(),
        "volatile": item.volatile,
        "review_by": item.review_by.isoformat() if item.review_by else None,
        "recipe": list(item.recipe),
    }


def item_from_json(data: Mapping[str, Any]) -> Item:
    """The item that `item_to_json` wrote; raises BankError where a field is missing or odd."""
    try:
        return Item(
            id=data["id"],
            domain=data["domain"],
            subarea=data["subarea"],
            cognitive=Cognitive(data["cognitive"]),
            stem=data["stem"],
            options=tuple(data["options"]),
            key=data["key"],
            rationale=tuple(data["rationale"]),
            reference=data["reference"],
            angoff=tuple(data["angoff_judgements"]),
            status=ItemStatus(data["status"]),
            reviewed=date.fromisoformat(data["reviewed"]),
            exhibit=_exhibit_from_json(data["exhibit"]) if data["exhibit"] else None,
            lock_order=data["lock_order"],
            enemies=tuple(data["enemies"]),
            volatile=data["volatile"],
            review_by=date.fromisoformat(data["review_by"]) if data["review_by"] else None,
            recipe=tuple(data["recipe"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BankError(f"A stored item cannot be read ({fault}); make the stored bank anew.") from fault


def _exhibit_to_json(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "kind": exhibit.kind,
        "title": exhibit.title,
        "alt": exhibit.alt,
        "fields": [list(pair) for pair in exhibit.fields],
        "columns": list(exhibit.columns),
        "align": exhibit.align,
        "rows": [list(row) for row in exhibit.rows],
        "note": exhibit.note,
    }


def _exhibit_from_json(data: Mapping[str, Any]) -> Exhibit:
    return Exhibit(
        kind=data["kind"],
        title=data["title"],
        alt=data["alt"],
        fields=tuple((label, value) for label, value in data["fields"]),
        columns=tuple(data["columns"]),
        align=data["align"],
        rows=tuple(tuple(row) for row in data["rows"]),
        note=data["note"],
    )
