"""`cmas-desktop score` and `cmas-desktop calibrate`: response matrices from files, without a window."""

from __future__ import annotations

import json
import math
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from cmas_desktop.engine.errors import ResponseError
from cmas_desktop.engine.items import LETTERS
from cmas_desktop.places import home_folder, resources_folder
from cmas_desktop.response_file import ResponseTable, read_responses

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from cmas_desktop.engine.calibration import Calibration, CalibrationPlan, ItemCalibration
    from cmas_desktop.engine.scale import ConversionTable
    from cmas_desktop.shelf import Shelf

PRACTICE = "Practice scores on this product's own scale, which is not the examiner's."
"""What is said wherever scores are printed."""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form as `form build --json` prints it, as far as scoring needs it: difficulties by scored item."""

    id: str
    bank_hash: str
    scored: Mapping[str, float]
    pretest: frozenset[str]


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `score` and `calibrate`."""
    scoring = subparsers.add_parser("score", help="score a table of responses to one form")
    scoring.add_argument(
        "--form", required=True, type=Path, help="the form, as `form build --json` prints it"
    )
    _add_table(scoring)
    scoring.set_defaults(command=score)
    calibration = subparsers.add_parser("calibrate", help="estimate difficulties from a table of responses")
    _add_table(calibration)
    calibration.add_argument("--priors", action="store_true", help="take the bank's ratings as priors")
    calibration.add_argument("--group", default="", metavar="COLUMN", help="a column naming two groups")
    calibration.set_defaults(command=calibrate)


def _add_table(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--responses",
        required=True,
        type=Path,
        help="CSV: the person's id, then a column per item id; A-D as authored, 0, 1 or nothing",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def score(options: Namespace, out: TextIO) -> int:
    """Score every person of the table; a blank counts as wrong. Raises ResponseError and bank errors."""
    from cmas_desktop.engine.scale import conversion_table

    shelf = _shelf()
    form = read_form(options.form, shelf.blueprint.key)
    table = read_responses(options.responses)
    _check_columns(table, form)
    raw = dict.fromkeys(table.persons, 0)
    for response in table.responses(_keys(shelf)):
        raw[response.person] += int(response.right and response.item in form.scored)
    conversion = conversion_table(list(form.scored.values()), shelf.blueprint)
    data = {
        "form": form.id,
        "scale_version": shelf.blueprint.scale_version,
        "scored_items": len(form.scored),
        "cut": conversion.cut,
        "form_cut": conversion.form_cut,
        "passing_raw": conversion.passing_raw,
        "note": _note(table, form, shelf),
        "persons": [_person(person, right, conversion) for person, right in raw.items()],
    }
    if options.json:
        out.write(json.dumps(data) + "\n")
    else:
        _print_scores(data, out)
    return 0


def calibrate(options: Namespace, out: TextIO) -> int:
    """Calibrate the items of the table; a blank is a question not put. Raises as `score` does."""
    from cmas_desktop.engine import calibration
    from cmas_desktop.engine.responses import responses_of

    table = read_responses(options.responses, options.group)
    plan = _plan(table, options.priors)
    responses = responses_of(table.responses(plan.keys))
    found = calibration.calibrate(responses, plan)
    by_id = {item.item: item for item in found.items}
    items = [by_id.get(item) or calibration.unanswered(item, plan) for item in table.items]
    if options.json:
        out.write(json.dumps(_calibration_data(found, items)) + "\n")
    else:
        _print_calibration(found, items, out)
    return 0


def read_form(path: Path, blueprint: str) -> PrintedForm:
    """The form in a file; raises ResponseError where it is none, or of another blueprint."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        questions = [(str(q["item"]), float(q["b"]), q["status"] == "scored") for q in data["questions"]]
        own, name = str(data.get("blueprint", blueprint)), str(data.get("id", path.stem))
        bank_hash = str(data.get("bank_hash", ""))
    except OSError as fault:
        raise ResponseError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise ResponseError(
            f"{path.name} is not a form as `form build --json` prints it ({fault!r}); nothing was scored."
        ) from fault
    scored = {item: b for item, b, counts in questions if counts}
    pretest = frozenset(item for item, _b, counts in questions if not counts)
    if own != blueprint:
        raise ResponseError(f"{path.name} is of the blueprint {own}, and here is {blueprint}.")
    if not all(math.isfinite(b) for _item, b, _counts in questions):
        raise ResponseError(f"{path.name} has a difficulty that is no number; nothing was scored.")
    if len(scored) < 2 or len(scored) + len(pretest) < len(questions):
        raise ResponseError(f"{path.name} names an item twice, or fewer than two scored items.")
    return PrintedForm(name, bank_hash, scored, pretest)


def _shelf() -> Shelf:
    from cmas_desktop.shelf import open_shelf

    return open_shelf(resources_folder(), home_folder())


def _keys(shelf: Shelf) -> dict[str, int]:
    return {item.id: item.key for item in shelf.bank.summaries}


def _check_columns(table: ResponseTable, form: PrintedForm) -> None:
    """Every column is of the form, and every scored item has one: else a raw score would mislead."""
    for item, column in zip(table.items, table.columns, strict=True):
        if item not in form.scored and item not in form.pretest:
            raise ResponseError(f"{table.name}, line 1, column {column}: form {form.id} has no item {item}.")
    missing = [item for item in form.scored if item not in set(table.items)]
    if missing:
        raise ResponseError(
            f"{table.name}, line 1: there is no column for {missing[0]}, a scored item of form {form.id} "
            f"({len(missing)} such in all)."
        )


def _note(table: ResponseTable, form: PrintedForm, shelf: Shelf) -> str:
    if table.has_letters and form.bank_hash != shelf.hash:
        return f"{PRACTICE} The bank has changed since this form was built; keys are those of today's bank."
    return PRACTICE


def _person(person: str, raw: int, conversion: ConversionTable) -> dict[str, Any]:
    row = conversion.rows[raw]
    return {
        "person": person,
        "raw": raw,
        "theta": row.theta,
        "csem": row.theta_error,
        "equated": row.equated,
        "scaled": row.scaled,
        "shown": row.shown,
        "passed": row.passed,
    }


def _print_scores(data: Mapping[str, Any], out: TextIO) -> None:
    out.write(
        f"Form {data['form']}, {data['scored_items']} scored items; "
        f"{data['passing_raw']} right answers pass.\n"
    )
    rows = [
        (
            one["person"],
            str(one["raw"]),
            *(f"{one[key]:.3f}" for key in ("theta", "csem", "equated", "scaled")),
            str(one["shown"]),
            "passed" if one["passed"] else "not passed",
        )
        for one in data["persons"]
    ]
    _print_table(("person", "raw", "theta", "CSEM", "equated", "scaled", "shown", ""), rows, out)
    out.write(f"{data['note']}\n")


def _plan(table: ResponseTable, priors: bool) -> CalibrationPlan:
    """What the calibration draws on. The bank is opened only where letters or priors ask for it."""
    from cmas_desktop.engine.calibration import CalibrationPlan

    if not priors and not table.has_letters:
        return CalibrationPlan(groups=table.groups)
    shelf = _shelf()
    rated = {item.id: item.b for item in shelf.bank.summaries}
    unrated = [item for item in table.items if priors and item not in rated]
    if unrated:
        column = table.columns[table.items.index(unrated[0])]
        raise ResponseError(
            f"{table.name}, line 1, column {column}: the bank has no item {unrated[0]}, so that there is no "
            "rating to take as its prior; leave --priors out."
        )
    ratings = {item: rated[item] for item in table.items} if priors else {}
    return CalibrationPlan(ratings=ratings, keys=_keys(shelf), groups=table.groups)


def _calibration_data(found: Calibration, items: Sequence[ItemCalibration]) -> dict[str, Any]:
    whole = {key: value for key, value in asdict(found).items() if key != "items"}
    return whole | {"items": [_item_data(item) for item in items]}


def _item_data(item: ItemCalibration) -> dict[str, Any]:
    data = asdict(item)
    for use in data["options"]:
        use["option"] = LETTERS[use["option"]]
    return data


def _print_calibration(found: Calibration, items: Sequence[ItemCalibration], out: TextIO) -> None:
    out.write(
        f"{found.persons} persons, {found.responses} responses to {len(items)} items. "
        f"Ability: mean {found.mean:.3f}, SD {found.sd:.3f} logits. "
        f"Log-likelihood {found.log_likelihood:.3f}, KR-20 {_figure(found.kr20)}, "
        f"marginal reliability {_figure(found.reliability)}, "
        f"{found.iterations} iterations{'' if found.converged else ' (not converged)'}.\n"
    )
    if found.reference:
        out.write(f"Groups: {found.reference} (reference) and {found.focal} (focal).\n")
    titles = ("item", "responses", "p", "b", "SE", "infit", "outfit", "r", "rests on", "flags")
    _print_table(titles, [_line(item) for item in items], out)
    for item in items:
        out.writelines(f"{item.item}: {flag.kind}. {flag.reason}\n" for flag in item.flags)


def _line(item: ItemCalibration) -> tuple[str, ...]:
    figures = (item.p, item.b, item.se, item.infit, item.outfit, item.point_biserial)
    kinds = ", ".join(dict.fromkeys(flag.kind.value for flag in item.flags))
    return (item.item, str(item.responses), *map(_figure, figures), item.basis.value, kinds)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _print_table(titles: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Columns as wide as their widest cell; figures to the right, words to the left."""
    lines = [titles, *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(titles))]
    for line in lines:
        cells = [
            text.ljust(width) if at == 0 or at >= len(titles) - 2 else text.rjust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        out.write("  ".join(cells).rstrip() + "\n")
