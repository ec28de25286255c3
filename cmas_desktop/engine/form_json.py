"""Forms as plain data for JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cmas_desktop.engine.errors import StoreError
from cmas_desktop.engine.form import Form, FormQuestion, FormRecord, Overlap, Proof, Purpose, TccPoint
from cmas_desktop.engine.items import RATING_ERROR


def form_to_json(form: Form) -> dict[str, Any]:
    """A form as plain data, everything that scoring and review need of it."""
    return {
        "id": form.id,
        "blueprint": form.blueprint,
        "seed": form.seed,
        "bank_hash": form.bank_hash,
        "solver": form.solver,
        "relaxed": list(form.relaxed),
        "repeats": form.repeats,
        "questions": [_question_to_json(question) for question in form.questions],
        "record": asdict(form.record) if form.record else None,
        "purpose": form.purpose.value,
    }


def form_from_json(data: Mapping[str, Any]) -> Form:
    """The form that `form_to_json` wrote; raises StoreError where a field is missing or odd."""
    try:
        return Form(
            id=str(data["id"]),
            blueprint=str(data["blueprint"]),
            seed=int(data["seed"]),
            questions=tuple(_question_from_json(question) for question in data["questions"]),
            bank_hash=str(data["bank_hash"]),
            solver=str(data["solver"]),
            relaxed=tuple(str(words) for words in data["relaxed"]),
            repeats=int(data["repeats"]),
            record=_record(data["record"]) if data.get("record") else None,
            purpose=Purpose(data.get("purpose", Purpose.EXAM)),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise StoreError(f"A stored form cannot be read: {fault!r}. Your answers are safe.") from fault


def _question_to_json(question: FormQuestion) -> dict[str, Any]:
    return {
        "item": question.item_id,
        "domain": question.domain,
        "subarea": question.subarea,
        "scored": question.scored,
        "b": question.b,
        "key": question.key,
        "order": list(question.order),
        "b_error": question.b_error,
        "responses": question.responses,
    }


def _question_from_json(data: Mapping[str, Any]) -> FormQuestion:
    return FormQuestion(
        item_id=str(data["item"]),
        domain=str(data["domain"]),
        subarea=str(data["subarea"]),
        scored=bool(data["scored"]),
        b=float(data["b"]),
        key=int(data["key"]),
        order=tuple(int(option) for option in data["order"]),
        b_error=float(data.get("b_error", RATING_ERROR)),
        responses=int(data.get("responses", 0)),
    )


def _record(data: Mapping[str, Any]) -> FormRecord:
    lists = {
        "proofs": tuple(Proof(**proof) for proof in data["proofs"]),
        "tcc": tuple(TccPoint(**point) for point in data["tcc"]),
        "overlaps": tuple(Overlap(**overlap) for overlap in data["overlaps"]),
    }
    return FormRecord(**{**data, **lists})
