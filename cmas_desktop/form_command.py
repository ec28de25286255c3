"""The command `form build`: one form, or several parallel ones, printed for a person or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TextIO

from cmas_desktop.engine import irt
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.engine.form import Form
from cmas_desktop.places import home_folder, resources_folder

OVERLAP = 0.2
"""The largest fraction of its questions that a form shares with another, where the words name none."""

THETAS = tuple(theta / 2 for theta in range(-6, 7))
"""Where a form's TCC is printed (logits)."""


def add_words(build: argparse.ArgumentParser) -> None:
    """The words that `form build` takes."""
    build.add_argument(
        "--seed", type=int, required=True, help="the same seed, bank and history give the same form"
    )
    build.add_argument("--questions", type=int, default=0, help="200-230 (the blueprint's usual number)")
    build.add_argument("--forms", type=int, default=1, help="so many forms that are equally hard (1)")
    build.add_argument("--disjoint", action="store_true", help="no question is on two of the forms")
    build.add_argument(
        "--overlap", type=float, help=f"the largest fraction that two of the forms share ({OVERLAP})"
    )
    build.add_argument("--json", action="store_true", help="print one JSON object")
    build.set_defaults(command=build_forms)


def build_forms(options: argparse.Namespace, out: TextIO) -> int:
    """Make the forms and print them; raises AssemblyError where there are none."""
    from cmas_desktop import shelf as shelves
    from cmas_desktop.engine.parallel import assemble_parallel

    if options.disjoint and options.overlap is not None:
        raise CmasError("--disjoint means an overlap of 0: give either --disjoint or --overlap, not both.")
    overlap = 0.0 if options.disjoint else OVERLAP if options.overlap is None else options.overlap
    shelf = shelves.open_shelf(resources_folder(), home_folder())
    request = shelves.request_of(shelf, options.seed, options.questions)
    forms = assemble_parallel(request, shelf.summaries, shelf.blueprint, options.forms, overlap)
    data = _form_data(forms[0]) if len(forms) == 1 else _set_data(forms)
    if options.json:
        out.write(json.dumps(data) + "\n")
    else:
        _print(data, out)
    return 0


def _form_data(form: Form) -> dict[str, Any]:
    difficulties = form.scored_difficulties
    return {
        "id": form.id,
        "blueprint": form.blueprint,
        "seed": form.seed,
        "bank_hash": form.bank_hash,
        "solver": form.solver,
        "relaxed": list(form.relaxed),
        "questions": [
            {
                "position": position,
                "item": question.item_id,
                "domain": question.domain,
                "subarea": question.subarea,
                "status": "scored" if question.scored else "pretest",
                "b": round(question.b, 6),
            }
            for position, question in enumerate(form.questions, start=1)
        ],
        "record": asdict(form.record) if form.record else None,
        "tcc": [
            {"theta": theta, "expected": round(irt.expected_raw(theta, difficulties), 4)} for theta in THETAS
        ],
    }


def _set_data(forms: Sequence[Form]) -> dict[str, Any]:
    from cmas_desktop.engine.parallel_check import largest_overlap, largest_tcc_gap

    return {
        "forms": [_form_data(form) for form in forms],
        "largest_tcc_gap": round(largest_tcc_gap(forms), 4),
        "largest_overlap": round(largest_overlap(forms), 4),
    }


def _print(data: dict[str, Any], out: TextIO) -> None:
    for form in data.get("forms", [data]):
        _print_form(form, out)
    if "forms" in data:
        out.write("largest difference of expected raw scores {largest_tcc_gap:.3f}, ".format(**data))
        out.write("largest share of common questions {largest_overlap:.1%}\n".format(**data))


def _print_form(data: dict[str, Any], out: TextIO) -> None:
    out.write(f"Form {data['id']} of {len(data['questions'])} questions, seed {data['seed']}\n")
    for line in data["questions"]:
        out.write("{position:4} {item:16} {domain:4} {subarea:10} {status:8} {b:7.3f}\n".format(**line))
    for point in data["tcc"]:
        out.write(f"theta {point['theta']:5.1f}   expected raw score {point['expected']:8.3f}\n")
    record = data["record"]
    out.write(
        f"information at the cut {record['information']:.2f}, "
        f"on the reference form {record['reference_information']:.2f}, "
        f"reliability {record['reliability']:.3f}, decisions right {record['accuracy']:.1%}, "
        f"alike on another form {record['consistency']:.1%}, passes with {record['passing_raw']}\n"
    )
    for word in data["relaxed"]:
        out.write(f"gave way: {word}\n")
