"""The score report as a PDF file: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from cmas_desktop.engine.result import Result
from cmas_desktop.engine.result_words import moment
from cmas_desktop.report.figures import report_figures
from cmas_desktop.report.typesetting import typeset
from cmas_desktop.report.writing import write_whole


def write_report(result: Result, target: Path, resources: Path) -> Path:
    """Write the result's report to `target`, replacing what is there, and return `target`.

    `resources` is the folder that holds `report` and `fonts`. Raises ReportError with a sentence for a
    person; a file that was there before then stays as it was.
    """
    made = typeset(report_figures(result), moment(result.finished_at), resources)
    return write_whole(target, made, "your result is safe")
