"""The command `bank calibrate`: the item report of a data folder's attempts, and its proposals accepted."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cmas_desktop.engine.errors import BankError
from cmas_desktop.places import home_folder, resources_folder

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from cmas_desktop.engine.item_report import ItemReport, ReportLine


def add_words(bank: _SubParsersAction[ArgumentParser]) -> None:
    """Add `calibrate` to the bank's commands."""
    calibrate = bank.add_parser(
        "calibrate", help="item report from all finished attempts of this data folder"
    )
    calibrate.add_argument("--data", type=Path, help="another data folder than the usual one")
    calibrate.add_argument("--out", type=Path, help="write it as a spreadsheet (.xlsx)")
    calibrate.add_argument("--json", action="store_true", help="print one JSON object")
    calibrate.add_argument(
        "--accept",
        nargs="+",
        default=[],
        metavar="ITEM",
        help="let these proposals hold (sound: all undoubted)",
    )
    calibrate.add_argument("--by", default="", help="who accepts them")
    calibrate.set_defaults(command=calibrate_bank)


def calibrate_bank(options: Namespace, out: TextIO) -> int:
    """Make the report, print or write it, and accept what was named; raises CmasError with one sentence."""
    from cmas_desktop.desk import open_desk
    from cmas_desktop.engine.item_report import report_to_json

    if options.accept and not options.by.strip():
        raise BankError("Say who accepts the difficulties: --by NAME. Nothing was changed.")
    with open_desk(resources_folder(), options.data or home_folder()) as desk:
        report = desk.authoring.reporter()()
        chosen = _chosen(report, options.accept)
        if options.out:
            out.write(f"{desk.authoring.sheet_writer(report, options.out)()}\n")
        elif options.json:
            out.write(json.dumps(report_to_json(report)) + "\n")
        else:
            _print(report, out)
        if options.accept:
            count = desk.authoring.accept(chosen, options.by.strip())
            out.write(f"Accepted: {count}. They hold for forms made from now on.\n")
    return 0


def _chosen(report: ItemReport, wanted: Sequence[str]) -> list[ReportLine]:
    """The lines of the proposals that were named; raises BankError where one is none."""
    proposals = {line.item: line for line in report.proposals}
    if list(wanted) == ["sound"]:
        return [line for line in proposals.values() if line.proposal and not line.proposal.doubtful]
    for item in wanted:
        if item not in proposals:
            raise BankError(f"There is no proposal for {item}; nothing was changed.")
    return [proposals[item] for item in wanted]


def _print(report: ItemReport, out: TextIO) -> None:
    from cmas_desktop.engine.item_report import told_flags

    out.write(
        f"{report.attempts} finished attempts of {report.persons} persons, {report.responses} first meetings "
        f"with {len(report.lines)} items; {len(report.flagged)} flagged, {len(report.proposals)} proposals.\n"
        f"{report.gate}\n"
    )
    for line in report.lines:
        flags, proposal = told_flags(line), line.proposal
        if flags or proposal:
            change = f"b {line.b:+.2f} -> {proposal.b:+.2f} (SE {proposal.b_error:.2f})" if proposal else ""
            out.write(f"{line.item:14} {line.found.responses:5} responses  {change}\n")
            out.writelines(f"    {flag.kind}. {flag.reason}\n" for flag in flags)
