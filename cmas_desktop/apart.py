"""Heavy work in a process of its own: the solver and the typesetter.

Each takes tens of megabytes and leaves them to the system when it ends, and neither can hold up the
window's thread. The program runs itself with a command; a task goes in and comes out as JSON.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from cmas_desktop.engine.errors import AssemblyError, CmasError, ReportError
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.form_json import form_from_json, form_to_json
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.result_json import result_from_json, result_to_json
from cmas_desktop.places import own_command
from cmas_desktop.shelf import Shelf, build_form, open_shelf_at

_log = logging.getLogger(__name__)

ASSEMBLE, TYPESET = "assemble", "typeset"
"""The commands under which the program serves itself."""


def assemble_apart(shelf: Shelf, seed: int, questions: int, exposures: Mapping[str, tuple[int, int]]) -> Form:
    """A form as `shelf.build_form` makes it; raises AssemblyError with its sentence."""
    task = {
        "resources": str(shelf.resources),
        "prepared": str(shelf.prepared),
        "seed": seed,
        "questions": questions,
        "exposures": exposures,
    }
    return form_from_json(_ask(ASSEMBLE, task, AssemblyError))


def typeset_apart(result: Result, target: Path, resources: Path) -> Path:
    """Write the PDF report of a result; raises ReportError with its sentence."""
    task = {"resources": str(resources), "target": str(target), "result": result_to_json(result)}
    return Path(_ask(TYPESET, task, ReportError)["target"])


def serve(command: str, out: TextIO) -> int:
    """The other end, in the process of its own: read the task, do it, print the outcome."""
    task = json.loads(sys.stdin.buffer.read())
    outcome = _assemble(task) if command == ASSEMBLE else _typeset(task)
    out.write(json.dumps(outcome))
    return 0


def _assemble(task: Mapping[str, Any]) -> dict[str, Any]:
    shelf = open_shelf_at(Path(task["resources"]), Path(task["prepared"]))
    exposures = {item: (times, ago) for item, (times, ago) in task["exposures"].items()}
    return form_to_json(build_form(shelf, task["seed"], task["questions"], exposures))


def _typeset(task: Mapping[str, Any]) -> dict[str, Any]:
    from cmas_desktop.report.pdf import write_report

    target = write_report(result_from_json(task["result"]), Path(task["target"]), Path(task["resources"]))
    return {"target": str(target)}


def _ask(command: str, task: Mapping[str, Any], error: type[CmasError]) -> dict[str, Any]:
    done = subprocess.run(own_command(command), input=json.dumps(task).encode(), capture_output=True)
    words = done.stderr.decode(errors="replace").strip()
    if done.returncode == 1 and words and "Traceback" not in words:
        raise error(words.splitlines()[-1])
    try:
        outcome: dict[str, Any] = json.loads(done.stdout)
    except ValueError as fault:
        _log.error("The command %s ended with %s: %s", command, done.returncode, words)
        raise error("A part of the program did not answer. Nothing was lost; try again.") from fault
    return outcome
