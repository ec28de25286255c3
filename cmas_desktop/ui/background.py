"""The one way to do a thing in the background: a job with its result or its error as a signal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from cmas_desktop.engine.errors import CmasError

_log = logging.getLogger(__name__)


class Stoppable(Protocol):
    """A task that tells how far it is, and that can be stopped from another thread."""

    def __call__(self, progress: Callable[[str], object]) -> Any:
        """Do it; raises CancelledError once it was cancelled."""

    def cancel(self) -> None:
        """Stop it."""


class Job(QObject):
    """Work under way. `done` or `failed` comes once, in the window's thread; nothing after `cancel`."""

    done = Signal(object)
    failed = Signal(str)
    progress = Signal(str)

    def __init__(self, stop: Callable[[], object] | None = None) -> None:
        """A job; `stop` is what ends it early, where that can be done."""
        super().__init__()
        self._stop = stop
        self.cancelled = False

    def cancel(self) -> None:
        """Stop the work where that can be done; whatever it still says is not passed on."""
        if self._stop is not None:
            self.cancelled = True
            self._stop()


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
        return self._run(Job(), task, done, failed)

    def start_stoppable(
        self,
        task: Stoppable,
        done: Callable[[Any], object],
        failed: Callable[[str], object],
        progress: Callable[[str], object],
    ) -> Job:
        """Run a task that tells its progress; the job's `cancel` stops it, and then it ends in silence."""
        job = Job(task.cancel)
        job.progress.connect(lambda words: job.cancelled or progress(words))
        return self._run(job, lambda: task(job.progress.emit), done, failed)

    def _run(
        self,
        job: Job,
        task: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[str], object],
    ) -> Job:
        self._jobs.add(job)
        job.done.connect(lambda result: job.cancelled or done(result))
        job.failed.connect(lambda message: job.cancelled or failed(message))
        job.done.connect(lambda _result: self._jobs.discard(job))
        job.failed.connect(lambda _message: self._jobs.discard(job))
        QThreadPool.globalInstance().start(_Work(job, task))
        return job
