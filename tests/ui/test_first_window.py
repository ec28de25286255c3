"""One window per data folder, with real second processes."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool

from cmas_desktop.ui.first_window import FirstWindow

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from cmas_desktop.ui.first_window import FirstWindow

application = QCoreApplication([])
first = FirstWindow(Path(sys.argv[1]))
print(first.first, flush=True)
if sys.argv[2] == "listen":
    first.listen(lambda: print("raised", flush=True))
    print("listening", flush=True)
application.exec()
"""


@pytest.fixture
def holder(tmp_path):
    """Start another process that asks for the folder; returns it with its first word."""
    children = []

    def start(how="listen", folder=tmp_path):
        command = [sys.executable, "-c", HOLDER, str(folder), how]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        children.append(child)
        held = child.stdout.readline().strip()
        if how == "listen":
            assert child.stdout.readline().strip() == "listening"
        return child, held

    yield start
    for child in children:
        child.kill()
        child.wait()
        child.stdout.close()


@pytest.fixture
def claim():
    """Ask for a folder in this process, and let go of it in the end."""
    claimed = []

    def ask(folder):
        claimed.append(FirstWindow(folder))
        return claimed[-1]

    yield ask
    for one in claimed:
        one.release()


def test_the_first_has_the_folder_and_the_second_has_not(tmp_path, claim):
    assert claim(tmp_path).first
    assert not claim(tmp_path).first


def test_two_folders_are_two_windows(tmp_path, claim):
    assert claim(tmp_path / "a").first
    assert claim(tmp_path / "b").first


def test_a_folder_that_is_let_go_is_free(tmp_path, claim):
    claim(tmp_path).release()
    assert claim(tmp_path).first


def test_the_folder_is_made_where_there_is_none(tmp_path, claim):
    assert claim(tmp_path / "new" / "data").first
    assert (tmp_path / "new" / "data").is_dir()


def test_another_process_that_holds_the_folder_is_raised(tmp_path, holder, claim, qapp):
    child, held = holder()
    assert held == "True"
    second = claim(tmp_path)
    assert not second.first
    assert second.ask_first()
    assert child.stdout.readline() == "raised\n"


def test_every_further_start_raises_it_again(tmp_path, holder, claim, qapp):
    child, _held = holder()
    assert [claim(tmp_path).ask_first() for _ in range(3)] == [True] * 3
    assert [child.stdout.readline() for _ in range(3)] == ["raised\n"] * 3


def test_this_window_is_raised_by_another_process(tmp_path, holder, claim, qtbot):
    raised = []
    first = claim(tmp_path)
    first.listen(lambda: raised.append(True))
    _child, held = holder("hold")
    assert held == "False"
    second, heard = claim(tmp_path), []
    QThreadPool.globalInstance().start(lambda: heard.append(second.ask_first()))
    qtbot.waitUntil(lambda: heard == [True] and raised == [True], timeout=5_000)


def test_one_folder_by_two_ways_is_one_folder(tmp_path, holder, claim, qapp):
    (tmp_path / "data").mkdir()
    child, _held = holder(folder=tmp_path / "data")
    second = claim(tmp_path / "data" / ".." / "data")
    assert not second.first
    assert second.ask_first()
    assert child.stdout.readline() == "raised\n"


def test_a_window_that_does_not_listen_yet_is_told_as_not_answering(tmp_path, holder, claim, qapp):
    holder("hold")
    assert not claim(tmp_path).ask_first()


def test_the_folder_of_a_killed_process_is_taken_over_and_its_socket_too(tmp_path, holder, claim, qtbot):
    child, _held = holder()
    child.kill()
    child.wait()
    first, raised = claim(tmp_path), []
    assert first.first
    first.listen(lambda: raised.append(True))
    second, heard = claim(tmp_path), []
    QThreadPool.globalInstance().start(lambda: heard.append(second.ask_first()))
    qtbot.waitUntil(lambda: heard == [True] and raised == [True], timeout=5_000)


def test_a_file_where_the_folder_should_be_is_an_error_of_the_system(tmp_path):
    (tmp_path / "file").write_text("here", encoding="ascii")
    with pytest.raises(OSError, match="file"):
        FirstWindow(tmp_path / "file" / "data")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can write")
def test_a_folder_that_takes_no_file_is_not_taken_for_one_that_is_in_use():
    with pytest.raises(OSError, match="no file can be written"):
        FirstWindow(Path("/proc"))
