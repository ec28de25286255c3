"""`cmas-desktop bank check`, `items`, `stats`, `kin` and `prepare`: what a bank's author runs.

Each takes the parsed arguments, the folder of resources and a stream for its output, and returns the exit
code: 0 where all is well, 1 where something has to be mended.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.bank.checks import check_bank, matches
from cmas_desktop.bank.findings import Finding, Report
from cmas_desktop.bank.item_json import item_to_json
from cmas_desktop.bank.likeness import likely_enemies
from cmas_desktop.bank.prepared import is_current, prepare
from cmas_desktop.bank.reading import Refusal, read_bank, survey_bank
from cmas_desktop.bank.report_text import report_lines
from cmas_desktop.bank.review import read_records
from cmas_desktop.bank.spelling import read_words
from cmas_desktop.bank.stats import bank_stats, stats_lines
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.errors import BankError

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

BLUEPRINT, BANK, WORDS = Path("blueprint", "cmas.toml"), Path("bank"), Path("bank", "words.txt")
PREPARED = Path("prepared", "bank.prepared")
REVIEW = Path("bank", "review")
"""Where things lie inside the folder of resources."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> _SubParsersAction[ArgumentParser]:
    """Add `bank` and its own commands, and return them, so that the top can add those that need more rooms.

    The parsed arguments then have `bank_command`.
    """
    bank = subparsers.add_parser("bank", help="check, list or prepare the bank of items")
    commands = bank.add_subparsers(dest="bank_command", required=True)
    check = commands.add_parser("check", help="check every item, and the figures of each domain")
    check.add_argument("--json", action="store_true", help="print the report as one JSON object")
    check.add_argument("--only", default="", metavar="KEY", help="one domain, study area or file")
    check.add_argument("--release", action="store_true", help="an overdue fact check is an error")
    check.add_argument("--quiet", action="store_true", help="print errors only")
    items = commands.add_parser("items", help="print every item, one JSON object a line")
    items.add_argument("--json", action="store_true", help="the only form there is")
    items.add_argument("--only", default="", metavar="KEY", help="one domain, study area or file")
    stats = commands.add_parser("stats", help="counts, figures and the records of the review")
    stats.add_argument("--json", action="store_true", help="print one JSON object")
    kin = commands.add_parser("kin", help="list pairs that may state or cue one fact and are not enemies")
    kin.add_argument("--above", type=float, default=0.45, metavar="COSINE", help="list pairs above (0.45)")
    prepared = commands.add_parser("prepare", help="write the prepared bank that the app opens")
    prepared.add_argument("--quiet", action="store_true", help="print nothing when all is well")
    return commands


def run(arguments: Namespace, resources: Path, out: TextIO) -> int:
    """Run the command that `bank_command` names; raises BankError and BlueprintError as its parts do."""
    commands = {"check": check, "items": items, "stats": stats, "kin": kin, "prepare": prepare_bank}
    return commands[arguments.bank_command](arguments, resources, out)


def check(arguments: Namespace, resources: Path, out: TextIO) -> int:
    """Check the bank and print findings and figures; files that are refused are errors of the report."""
    blueprint = read_blueprint(resources / BLUEPRINT)
    bank, refusals = survey_bank(resources / BANK, blueprint)
    only = arguments.only
    if only and not _is_known(only, blueprint, (*bank.files.values(), *(one.file for one in refusals))):
        raise BankError(f"There is no domain, study area or file {only}; nothing was checked.")
    words = read_words(resources / WORDS)
    report = check_bank(bank, blueprint, date.today(), words, arguments.release, only)
    refused = [_refused(one) for one in refusals if _concerns(one, only)]
    report = Report((*refused, *report.findings), report.figures)
    if arguments.json:
        out.write(json.dumps(_plain(report), indent=1) + "\n")
    else:
        out.writelines(f"{line}\n" for line in report_lines(report, arguments.quiet))
    return 1 if report.errors else 0


def items(arguments: Namespace, resources: Path, out: TextIO) -> int:
    """Print every item as one JSON object a line; raises BankError where a file is refused."""
    bank = read_bank(resources / BANK, read_blueprint(resources / BLUEPRINT))
    for item in bank.items:
        if not arguments.only or matches(item, bank.files[item.id], arguments.only):
            out.write(json.dumps(item_to_json(item), ensure_ascii=False) + "\n")
    return 0


def stats(arguments: Namespace, resources: Path, out: TextIO) -> int:
    """Print the bank in numbers; raises BankError where a file is refused."""
    blueprint = read_blueprint(resources / BLUEPRINT)
    bank = read_bank(resources / BANK, blueprint)
    told = bank_stats(bank, blueprint, read_records(resources / REVIEW))
    if arguments.json:
        out.write(json.dumps(told, indent=1) + "\n")
    else:
        out.writelines(f"{line}\n" for line in stats_lines(told))
    return 0


def kin(arguments: Namespace, resources: Path, out: TextIO) -> int:
    """List the pairs that may state or cue one fact, most alike first; raises BankError as above."""
    bank = read_bank(resources / BANK, read_blueprint(resources / BLUEPRINT))
    for one, other, cosine in likely_enemies(bank.items, arguments.above):
        out.write(f"{cosine:.2f}  {one.id}  {other.id}\n")
    return 0


def prepare_bank(arguments: Namespace, resources: Path, out: TextIO) -> int:
    """Write the prepared bank unless it is current; raises BankError where a file is refused."""
    target = resources / PREPARED
    current = is_current(target, resources / BANK)
    if not current:
        prepare(resources / BANK, read_blueprint(resources / BLUEPRINT), target)
    if not arguments.quiet:
        out.write("The prepared bank is current.\n" if current else f"Wrote {target.name}.\n")
    return 0


def _is_known(only: str, blueprint: Blueprint, files: Iterable[str]) -> bool:
    areas = (area.key for domain in blueprint.domains for area in domain.subareas)
    return only in {*(domain.key for domain in blueprint.domains), *areas, *files}


def _refused(refusal: Refusal) -> Finding:
    return Finding(refusal.file, "", "", "refused", refusal.sentence)


def _concerns(refusal: Refusal, only: str) -> bool:
    path = Path(refusal.file)
    return not only or only in (refusal.file, path.stem, path.parent.name)


def _plain(report: Report) -> dict[str, object]:
    figures = [{**asdict(figure), "met": figure.met} for figure in report.figures]
    return {
        "errors": len(report.errors),
        "findings": [asdict(finding) for finding in report.findings],
        "figures": figures,
    }
