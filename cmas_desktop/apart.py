"""Heavy work in a process of its own: the solver, the typesetter and the calibration.

Each takes tens of megabytes and leaves them to the system when it ends, and none can hold up the
window's thread. The program runs itself with a command; a task goes in as JSON, and out come lines of
JSON: any number that tell of progress, and the outcome as the last.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from cmas_desktop.bank.difficulties import Difficulty
from cmas_desktop.engine.errors import (
    AssemblyError,
    CancelledError,
    CmasError,
    ReportError,
    ResponseError,
)
from cmas_desktop.engine.form import Form, Purpose
from cmas_desktop.engine.form_json import form_from_json, form_to_json
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.result_json import result_from_json, result_to_json
from cmas_desktop.places import own_command
from cmas_desktop.shelf import Shelf, build_form, build_panel, open_shelf_at, request_of

if TYPE_CHECKING:
    from cmas_desktop.engine.stored_responses import FinishedAttempt

_log = logging.getLogger(__name__)

ASSEMBLE, TYPESET, CALIBRATE = "assemble", "typeset", "calibrate-apart"
"""The commands under which the program serves itself."""

Progress = Callable[[str], object]
"""Told in a few words how far a task is."""


class Errand:
    """One task for a process of its own; `run` waits for the outcome, and another thread may `cancel`."""

    def __init__(self, command: str, task: Mapping[str, Any], error: type[CmasError]) -> None:
        """Nothing happens yet; `error` is what a failure is raised as."""
        self._command, self._task, self._error = command, task, error
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """End the process; `run` then raises CancelledError."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def run(self, progress: Progress | None = None) -> dict[str, Any]:
        """The outcome; raises the errand's error with one sentence, or CancelledError."""
        with tempfile.TemporaryFile() as said, self._started(said) as process:
            outcome = self._spoken(process, progress or _unheard)
            code = process.wait()
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
        if self._cancelled:
            raise CancelledError
        if code == 1 and words and "Traceback" not in words:
            raise self._error(words.splitlines()[-1])
        if code != 0 or not outcome:
            _log.error("The command %s ended with %s: %s", self._command, code, words)
            raise self._error("A part of the program did not answer. Nothing was lost; try again.")
        return outcome

    def _started(self, said: Any) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            own_command(self._command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
        )
        if self._cancelled:
            self._process.kill()
        return self._process

    def _spoken(self, process: subprocess.Popen[bytes], progress: Progress) -> dict[str, Any]:
        """What the task came to, after its progress was passed on; empty where it makes no sense."""
        assert process.stdin is not None and process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(self._task).encode())
        with suppress(BrokenPipeError):
            process.stdin.close()
        outcome: dict[str, Any] = {}
        for line in process.stdout:
            try:
                said = json.loads(line)
            except ValueError:
                return {}
            if "progress" in said:
                progress(str(said["progress"]))
            else:
                outcome = said
        return outcome


def assemble_errand(shelf: Shelf, request: FormRequest, purpose: Purpose = Purpose.EXAM) -> Errand:
    """The errand of a form as `shelf.build_form`, or of a panel as `shelf.build_panel` makes it."""
    task = {
        "resources": str(shelf.resources),
        "prepared": str(shelf.prepared),
        "purpose": purpose.value,
        "difficulties": {item: asdict(one) for item, one in shelf.difficulties.items()},
        "seed": request.seed,
        "questions": request.questions,
        "exposures": request.exposures,
        "uses": request.uses,
        "earlier": {form_id: sorted(items) for form_id, items in request.earlier.items()},
    }
    return Errand(ASSEMBLE, task, AssemblyError)


def calibrate_errand(shelf: Shelf, attempts: Sequence[FinishedAttempt]) -> Errand:
    """The errand of an item report over these attempts; its outcome is the report as plain data."""
    forms = {attempt.form.id: form_to_json(attempt.form) for attempt in attempts}
    sat = [[one.person, one.form.id, list(one.answers), list(one.seen)] for one in attempts]
    task = {
        "resources": str(shelf.resources),
        "prepared": str(shelf.prepared),
        "difficulties": {item: asdict(one) for item, one in shelf.difficulties.items()},
        "forms": forms,
        "attempts": sat,
    }
    return Errand(CALIBRATE, task, ResponseError)


def assemble_apart(shelf: Shelf, request: FormRequest, purpose: Purpose = Purpose.EXAM) -> Form:
    """A form or panel made in a process of its own; raises AssemblyError with its sentence."""
    return form_from_json(assemble_errand(shelf, request, purpose).run())


def typeset_apart(result: Result, target: Path, resources: Path) -> Path:
    """Write the PDF report of a result; raises ReportError with its sentence."""
    task = {"resources": str(resources), "target": str(target), "result": result_to_json(result)}
    return Path(Errand(TYPESET, task, ReportError).run()["target"])


def serve(command: str, out: TextIO) -> int:
    """The other end, in the process of its own: read the task, do it, print the outcome."""
    task = json.loads(sys.stdin.buffer.read())

    def tell(words: str) -> None:
        out.write(json.dumps({"progress": words}) + "\n")
        out.flush()

    services = {ASSEMBLE: _assemble, TYPESET: _typeset, CALIBRATE: _calibrate}
    out.write(json.dumps(services[command](task, tell)) + "\n")
    return 0


def _assemble(task: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    shelf = _shelf(task)
    request = request_of(
        shelf,
        task["seed"],
        task["questions"],
        exposures={item: (times, ago) for item, (times, ago) in task["exposures"].items()},
        uses=task["uses"],
        earlier={form_id: frozenset(items) for form_id, items in task["earlier"].items()},
    )
    if task["purpose"] == Purpose.READINESS:
        return form_to_json(build_panel(shelf, request))
    return form_to_json(build_form(shelf, request, tell))


def _calibrate(task: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    from cmas_desktop.engine.item_report import item_report, report_to_json
    from cmas_desktop.engine.stored_responses import FinishedAttempt

    forms = {form_id: form_from_json(data) for form_id, data in task["forms"].items()}
    attempts = [
        FinishedAttempt(person, forms[form_id], tuple(answers), tuple(seen))
        for person, form_id, answers, seen in task["attempts"]
    ]
    shelf = _shelf(task)
    ratings = {item.id: item.b for item in shelf.bank.summaries}
    return report_to_json(item_report(attempts, shelf.summaries, ratings, shelf.blueprint))


def _typeset(task: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    from cmas_desktop.report.pdf import write_report

    target = write_report(result_from_json(task["result"]), Path(task["target"]), Path(task["resources"]))
    return {"target": str(target)}


def _shelf(task: Mapping[str, Any]) -> Shelf:
    difficulties = {item: Difficulty(**one) for item, one in task["difficulties"].items()}
    return open_shelf_at(Path(task["resources"]), Path(task["prepared"]), difficulties)


def _unheard(words: str) -> None:
    """Progress that nobody asked for."""
