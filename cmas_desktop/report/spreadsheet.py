"""The item report as a spreadsheet: items, what each option drew, domain scores, and how to read it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmas_desktop.engine.item_report import ItemReport, ReportLine, told_flags
from cmas_desktop.engine.items import LETTERS
from cmas_desktop.report.writing import write_whole

if TYPE_CHECKING:
    from openpyxl import Workbook

ITEM_HEADS = (
    "Item", "Domain", "Study area", "Status", "Responses", "Share right", "b in force (logits)",
    "in force rests on", "Proposed b (logits)", "SE (logits)", "Infit", "Outfit", "Point-biserial", "Flags",
    "Reasons",
)  # fmt: skip
OPTION_HEADS = (
    "Item", "Option", "Key", "Chosen", "Lower third", "Middle third", "Upper third", "Point-biserial",
)  # fmt: skip
DOMAIN_HEADS = ("Domain", "Sittings", "Reliability", "PRMSE own", "PRMSE whole", "PRMSE both", "Adds value")
ABOUT = (
    "Calibration under the Rasch model of first meetings only, with the bank's ratings as priors.",
    "b is the difficulty in logits; the just-qualified candidate stands at 0. Infit and outfit are mean "
    "squares around 1.",
    "Flags give a reason to look at an item; nothing is changed by them. A proposed b holds only once it is "
    "accepted.",
    "The difficulties are this program's own and have nothing to do with American Medical Technologists or "
    "Pearson VUE.",
)


def write_item_report(report: ItemReport, target: Path) -> Path:
    """Write the report as an .xlsx file, whole or not at all; raises ReportError with one sentence."""
    book = item_workbook(report)
    data = io.BytesIO()
    book.save(data)
    return write_whole(target, data.getvalue(), "the responses are safe")


def item_workbook(report: ItemReport) -> Workbook:
    """The workbook of a report: sheets Items, Options, Domains and About."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    _sheet(book, "Items", ITEM_HEADS, (_item_row(line) for line in report.lines))
    _sheet(book, "Options", OPTION_HEADS, (row for line in report.lines for row in _option_rows(line)))
    _sheet(book, "Domains", DOMAIN_HEADS, _domain_rows(report))
    about = [
        f"{report.attempts} finished attempts of {report.persons} persons, {report.responses} responses.",
        f"Ability: mean {report.mean:.3f}, SD {report.sd:.3f} logits.",
        f"KR-20 {_figure(report.kr20)}, marginal reliability {report.reliability:.3f}.",
        report.gate,
        *ABOUT,
    ]
    _sheet(book, "About", ("How to read it",), ((line,) for line in about))
    return book


def _sheet(book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.append(list(heads))
    for row in rows:
        sheet.append([_cell(value) for value in row])
    for at, head in enumerate(heads, start=1):
        cell = sheet.cell(1, at)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        wide = {"Reasons": 80, "How to read it": 110, "Item": 16, "Domain": 12}.get(head, max(9, len(head)))
        sheet.column_dimensions[get_column_letter(at)].width = wide
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _cell(value: Any) -> Any:
    """A value as a cell takes it; text that a spreadsheet would run as a formula stays text."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        return f"'{value}"
    return value


def _item_row(line: ReportLine) -> tuple[Any, ...]:
    found, proposal, flags = line.found, line.proposal, told_flags(line)
    return (
        line.item,
        line.domain,
        line.subarea,
        line.status,
        found.responses,
        found.p,
        line.b,
        f"{line.b_responses} responses and rating" if line.b_responses else "rating",
        proposal.b if proposal else None,
        proposal.b_error if proposal else None,
        found.infit,
        found.outfit,
        found.point_biserial,
        ", ".join(dict.fromkeys(flag.kind.value for flag in flags)),
        " ".join(flag.reason for flag in flags),
    )


def _option_rows(line: ReportLine) -> Iterable[tuple[Any, ...]]:
    for use in line.found.options:
        key = "key" if use.option == line.key else ""
        yield line.item, LETTERS[use.option], key, use.chosen, *use.by_group, use.correlation


def _domain_rows(report: ItemReport) -> Iterable[tuple[Any, ...]]:
    for one in report.subscores:
        figures = (one.reliability, one.from_own, one.from_total, one.from_both)
        yield one.domain, one.sittings, *figures, "yes" if one.adds_value else "no"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
