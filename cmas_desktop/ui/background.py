"""The one way to do a thing in the background: a job with its result or its error as a signal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from cmas_desktop.engine.errors import CmasError

_log = logging.getLogger(__name__)


class Job(QObject):
    """Work under way. Exactly one of the two signals comes, in the window's thread."""

    done = Signal(object)
    failed = Signal(str)


class _Work(QRunnable):
    def __init__(self, job: Job, task: Callable[[], Any]) -> None:
        super().__init__()
        self._job = job
        self._task = task

    @Slot()
    def run(self) -> None:
        try:
            result = self._task()
        except CmasError as fault:
            self._job.failed.emit(str(fault))
        except Exception:
            _log.exception("A task in the background failed")
            self._job.failed.emit("Something went wrong; the details are in the log. Nothing was lost.")
        else:
            self._job.done.emit(result)


class Background:
    """Runs tasks beside the window, and keeps each job alive until it has spoken."""

    def __init__(self) -> None:
        """Use the application's thread pool."""
        self._jobs: set[Job] = set()

    def start(
        self, task: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[str], object]
    ) -> Job:
        """Run `task`; then call `done` with its result or `failed` with one sentence."""
        job = Job()
        self._jobs.add(job)
        job.done.connect(done)
        job.failed.connect(failed)
        job.done.connect(lambda _result: self._jobs.discard(job))
        job.failed.connect(lambda _message: self._jobs.discard(job))
        QThreadPool.globalInstance().start(_Work(job, task))
        return job
