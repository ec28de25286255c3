import logging
import threading

import pytest
from PySide6.QtCore import QThread, QThreadPool, QTimer

from cmas_desktop.engine.errors import AssemblyError, CancelledError, StoreFullError
from cmas_desktop.ui.background import Background

PATIENCE_MS = 5_000


class Told:
    """What the window heard of its jobs, and in which thread."""

    def __init__(self):
        self.results, self.faults, self.threads = [], [], []

    def done(self, result):
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def failed(self, message):
        self.faults.append(message)
        self.threads.append(QThread.currentThread())

    @property
    def count(self):
        return len(self.results) + len(self.faults)


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def background(qapp):
    yield Background()
    QThreadPool.globalInstance().waitForDone(PATIENCE_MS)
    qapp.processEvents()


def fail(fault):
    def task():
        raise fault

    return task


def test_a_task_runs_beside_the_window_and_its_result_comes_to_the_window(background, told, qapp, qtbot):
    background.start(threading.get_ident, told.done, told.failed)
    qtbot.waitUntil(lambda: told.count == 1, timeout=PATIENCE_MS)
    assert told.results != [threading.get_ident()]
    assert told.threads == [qapp.thread()]
    assert told.faults == []


def test_nothing_is_a_result_too(background, told, qtbot):
    background.start(lambda: None, told.done, told.failed)
    qtbot.waitUntil(lambda: told.count == 1, timeout=PATIENCE_MS)
    assert told.results == [None]


@pytest.mark.parametrize("fault", [AssemblyError("Too few items in d1."), StoreFullError("No room.")])
def test_a_known_fault_comes_as_its_own_sentence(background, told, qapp, qtbot, fault, caplog):
    background.start(fail(fault), told.done, told.failed)
    qtbot.waitUntil(lambda: told.count == 1, timeout=PATIENCE_MS)
    assert told.faults == [str(fault)]
    assert told.threads == [qapp.thread()]
    assert caplog.records == []


def test_an_unexpected_fault_is_logged_whole_and_told_without_its_words(background, told, qtbot, caplog):
    with caplog.at_level(logging.ERROR):
        background.start(fail(KeyError("d9-zebra")), told.done, told.failed)
        qtbot.waitUntil(lambda: told.count == 1, timeout=PATIENCE_MS)
    assert told.faults == ["Something went wrong; the details are in the log. Nothing was lost."]
    assert "KeyError: 'd9-zebra'" in caplog.text
    assert "Traceback" in caplog.text


def test_many_jobs_at_once_each_speak_exactly_once(background, told, qapp, qtbot):
    for number in range(40):
        background.start(lambda number=number: number * number, told.done, told.failed)
    qtbot.waitUntil(lambda: told.count == 40, timeout=PATIENCE_MS)
    qapp.processEvents()
    assert sorted(told.results) == [number * number for number in range(40)]
    assert set(told.threads) == {qapp.thread()}


def test_a_fault_in_one_job_leaves_the_others_alone(background, told, qtbot):
    background.start(lambda: "first", told.done, told.failed)
    background.start(fail(AssemblyError("short")), told.done, told.failed)
    background.start(lambda: "third", told.done, told.failed)
    qtbot.waitUntil(lambda: told.count == 3, timeout=PATIENCE_MS)
    assert sorted(told.results) == ["first", "third"]
    assert told.faults == ["short"]


def test_the_window_goes_on_while_a_task_works(background, told, qtbot):
    gate, ticks = threading.Event(), []
    background.start(lambda: gate.wait(PATIENCE_MS / 1000), told.done, told.failed)
    QTimer.singleShot(0, lambda: ticks.append("the window is alive"))
    qtbot.waitUntil(lambda: bool(ticks), timeout=PATIENCE_MS)
    assert told.count == 0
    gate.set()
    qtbot.waitUntil(lambda: told.count == 1, timeout=PATIENCE_MS)
    assert told.results == [True]


def test_a_job_is_kept_until_it_has_spoken_and_then_let_go(background, told, qtbot):
    gate = threading.Event()
    for task in (gate.wait, fail(AssemblyError("short"))):
        background.start(task, told.done, told.failed)
    assert len(background._jobs) == 2
    gate.set()
    qtbot.waitUntil(lambda: told.count == 2, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not background._jobs, timeout=PATIENCE_MS)


class Long:
    """A task that tells its progress and works until it is stopped."""

    def __init__(self):
        self.stopped = threading.Event()

    def __call__(self, progress):
        progress("half way")
        self.stopped.wait(PATIENCE_MS / 1000)
        raise CancelledError

    def cancel(self):
        self.stopped.set()


def test_a_task_that_tells_its_progress_can_be_stopped_and_then_says_nothing(background, told, qapp, qtbot):
    heard, task = [], Long()
    job = background.start_stoppable(task, told.done, told.failed, heard.append)
    qtbot.waitUntil(lambda: heard == ["half way"], timeout=PATIENCE_MS)
    job.cancel()
    qtbot.waitUntil(lambda: not background._jobs, timeout=PATIENCE_MS)
    assert told.count == 0


def test_a_job_that_cannot_be_stopped_just_goes_on(background, told, qtbot):
    background.start(lambda: 7, told.done, told.failed).cancel()
    qtbot.waitUntil(lambda: told.count == 1, timeout=PATIENCE_MS)
    assert told.results == [7]


def test_a_task_that_is_done_just_as_it_is_stopped_says_nothing(background, told, qapp, qtbot):
    gate = threading.Event()

    class Quick:
        def __call__(self, progress):
            gate.wait(PATIENCE_MS / 1000)
            return "made after all"

        def cancel(self):
            gate.set()

    background.start_stoppable(Quick(), told.done, told.failed, lambda words: None).cancel()
    qtbot.waitUntil(lambda: not background._jobs, timeout=PATIENCE_MS)
    assert told.count == 0
