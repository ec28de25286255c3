"""Typesetting: the report's figures and the template become the bytes of an accessible PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmas_desktop.engine.errors import ReportError
from cmas_desktop.report.lettering import LETTERING_NOTE, legible, spelled_out

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
"""Archivable (PDF/A-2a, ISO 19005-2) and accessible (PDF/UA-1, ISO 14289-1); typst refuses what is not."""

TEMPLATE = "score-report.typ"
"""The template's name in the resources' folder `report`."""

FAMILY = "Inter"
"""The family of bundled fonts that the template sets in."""


def typeset(figures: Mapping[str, Any], told: datetime, resources: Path) -> bytes:
    """The report as PDF, dated `told`; the same figures give the same bytes.

    Letters that the bundled fonts lack are taken from this computer's fonts; where these lack them too,
    each stands as its Unicode number, with a note. Raises ReportError where template or fonts fail.
    """
    failures: list[ReportError] = []
    for words, fonts in _attempts(legible(figures), resources / "fonts"):
        try:
            return _compiled(words, told, resources / "report", fonts)
        except ReportError as failure:
            failures.append(failure)
    raise failures[0]


def _attempts(figures: Any, folder: Path) -> Iterator[tuple[Any, Fonts]]:
    from typst import Fonts

    bundled = Fonts(include_system_fonts=False, font_paths=[folder])
    if FAMILY not in bundled.families():
        raise _failure(f"its font {FAMILY} is missing")
    yield figures, bundled
    yield figures, Fonts(include_system_fonts=True, font_paths=[folder])
    yield {**spelled_out(figures), "note": LETTERING_NOTE}, bundled


def _compiled(figures: Any, told: datetime, folder: Path, fonts: Fonts) -> bytes:
    from typst import Compiler

    inputs = {"report": json.dumps(figures)}
    try:
        compiler = Compiler(folder / TEMPLATE, root=folder, font_paths=fonts, sys_inputs=inputs)
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=told)
    except (RuntimeError, OSError) as fault:
        raise _failure(str(fault)) from fault
    if warnings or not isinstance(made, bytes):
        raise _failure("; ".join(warning.message for warning in warnings))
    return made


def _failure(reason: str) -> ReportError:
    return ReportError(
        f"The report could not be set ({reason}). Your result is safe; install the program again if this "
        "comes back."
    )
