"""Results as plain data for JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cmas_desktop.engine.errors import StoreError
from cmas_desktop.engine.result import Band, DomainResult, Level, Result, StudyAdvice


def result_to_json(result: Result) -> dict[str, Any]:
    """A result as plain data under the names of its fields."""
    return asdict(result)


def result_from_json(data: Mapping[str, Any]) -> Result:
    """The result that `result_to_json` wrote; raises StoreError where a field is missing or odd."""
    try:
        nested = {
            "band68": Band(**data["band68"]),
            "band95": Band(**data["band95"]),
            "domains": tuple(_domain(domain) for domain in data["domains"]),
            "study_first": tuple(StudyAdvice(**advice) for advice in data["study_first"]),
            "relaxed": tuple(data["relaxed"]),
            "assumptions": tuple(data["assumptions"]),
        }
        return Result(**{**data, **nested})
    except (KeyError, TypeError, ValueError) as fault:
        raise StoreError(f"A stored result cannot be read: {fault!r}. The answers are safe.") from fault


def _domain(data: Mapping[str, Any]) -> DomainResult:
    return DomainResult(**{**data, "level": Level(data["level"])})
