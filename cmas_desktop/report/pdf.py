"""The score report as a PDF file: written whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from cmas_desktop.engine.errors import ReportError
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.result_words import moment
from cmas_desktop.report.figures import report_figures
from cmas_desktop.report.typesetting import typeset


def write_report(result: Result, target: Path, resources: Path) -> Path:
    """Write the result's report to `target`, replacing what is there, and return `target`.

    `resources` is the folder that holds `report` and `fonts`. Raises ReportError with a sentence for a
    person; a file that was there before then stays as it was.
    """
    made = typeset(report_figures(result), moment(result.finished_at), resources)
    part = target.with_name(f".{uuid4().hex}.part")
    try:
        _write_durably(part, made)
        part.replace(target)
    except OSError as fault:
        with suppress(OSError):
            part.unlink()
        raise ReportError(_refusal(fault, target)) from fault
    return target


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refusal(fault: OSError, target: Path) -> str:
    """What hindered the writing and what to do, for the person at the screen."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = f"there is no room left for it in {target.parent}. Free some space or choose another place"
    elif not target.parent.is_dir():
        reason = f"the folder {target.parent} is not there. Choose another place"
    elif target.is_dir():
        reason = f"{target} is a folder. Choose another name"
    elif isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        reason = (
            f"{target} may not be written, or another program has it open. Close it there or choose another "
            "place"
        )
    else:
        reason = f"{target} cannot be written ({fault.strerror}). Choose another place"
    return f"The report was not saved: {reason}; your result is safe."
