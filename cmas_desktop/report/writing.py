"""Writing a file that leaves the app: to a temporary name first, then renamed; whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from cmas_desktop.engine.errors import ReportError


def write_whole(target: Path, data: bytes, safe: str) -> Path:
    """Write `data` to `target`, replacing what is there, and return `target`.

    Raises ReportError with a sentence for a person that ends in what is `safe` all the same; a file that
    was there before then stays as it was.
    """
    part = target.with_name(f".{uuid4().hex}.part")
    try:
        _write_durably(part, data)
        part.replace(target)
    except OSError as fault:
        with suppress(OSError):
            part.unlink()
        raise ReportError(f"The report was not saved: {_refusal(fault, target)}; {safe}.") from fault
    return target


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refusal(fault: OSError, target: Path) -> str:
    """What hindered the writing and what to do, for the person at the screen."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"there is no room left for it in {target.parent}. Free some space or choose another place"
    if not target.parent.is_dir():
        return f"the folder {target.parent} is not there. Choose another place"
    if target.is_dir():
        return f"{target} is a folder. Choose another name"
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return (
            f"{target} may not be written, or another program has it open. Close it there or choose another "
            "place"
        )
    return f"{target} cannot be written ({fault.strerror}). Choose another place"
