"""`cmas-desktop bank check`, `bank items` and `bank prepare`: what a bank's author runs."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from cmas_desktop.bank import prepared
from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.bank.checks import check_bank
from cmas_desktop.bank.findings import Finding, Report
from cmas_desktop.bank.item_json import item_to_json
from cmas_desktop.bank.reading import Refusal, read_bank, survey_bank
from cmas_desktop.bank.report_text import report_lines
from cmas_desktop.bank.spelling import read_words

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def register(subparsers: Subparsers) -> None:
    """Add `bank` with its own commands; each parsed namespace has `bank_command`."""
    bank = subparsers.add_parser("bank", help="check, list or prepare the bank of items")
    commands = bank.add_subparsers(dest="bank_command", required=True)
    check = commands.add_parser("check", help="check every item, and the figures of each domain")
    check.add_argument("--json", action="store_true", help="print the report as one JSON object")
    check.add_argument("--only", default="", metavar="KEY", help="one domain, study area or file")
    check.add_argument("--release", action="store_true", help="an overdue fact check is an error")
    check.add_argument("--quiet", action="store_true", help="print errors only, and one line at the end")
    items = commands.add_parser("items", help="print every item")
    items.add_argument("--json", action="store_true", help="one JSON object a line")
    items.add_argument("--only", default="", metavar="KEY", help="one domain, study area or file")
    prepare = commands.add_parser("prepare", help="write the prepared bank that the app opens")
    prepare.add_argument("--quiet", action="store_true", help="print nothing when all is well")
