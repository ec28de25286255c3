"""The app as it is started: a process of its own, without a screen, on a data folder of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from desks import open_here

from cmas_desktop.settings_file import write_settings
from cmas_desktop.store.database import DATABASE
from cmas_desktop.ui.choices import Settings

ROOT = Path(__file__).resolve().parent.parent
TELLING = """
import json, sys
from PySide6.QtCore import QTimer
from cmas_desktop import app
from cmas_desktop.ui.flow import Flow

def tell(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)

def look_at(window):
    return {
        "start": window.home.start.isEnabled(),
        "desk": window.findChild(Flow) is not None,
        "theme": window.look.theme.palette.name,
        "visible": window.isVisible(),
        "said": window.home.banner.text,
    }
"""
LOOK_ONLY = """
application, window = app.start(["cmas-desktop"], full_screen=False)
window.painted.connect(lambda: tell("painted", **look_at(window)))
window.ready.connect(lambda: tell("ready", **look_at(window)))
window.closing.connect(lambda: tell("closing"))
window.painted.connect(lambda: QTimer.singleShot(0, lambda: QTimer.singleShot(0, leave)))

def leave():
    {act}
    tell("at the end", **look_at(window))
    window.close()

print(json.dumps({{"event": "code", "code": application.exec()}}))
"""
STAY = """
start, raise_window = app.start, app._raise

def telling_start(arguments):
    application, window = start(arguments)
    window.ready.connect(lambda: QTimer.singleShot(0, lambda: (window.showMinimized(), tell("ready"))))
    return application, window

def telling_raise(window):
    before = window.isMinimized()
    raise_window(window)
    tell("raised", before=before, after=window.isMinimized())
    QTimer.singleShot(0, window.close)

app.start, app._raise = telling_start, telling_raise
sys.exit(app.run_window(["cmas-desktop"]))
"""


def surroundings(home):
    return {**os.environ, "CMAS_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def lived(home, act="pass"):
    """Open the app, do this once everything is loaded, close it; what happened, and what was complained."""
    script = TELLING + LOOK_ONLY.format(act=act)
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=surroundings(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def second_start(home):
    return subprocess.run(
        [sys.executable, "-m", "cmas_desktop"],
        env=surroundings(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """One usual start on a new folder, with the theme chosen before."""
    home = tmp_path_factory.mktemp("usual")
    write_settings(home / "settings.json", Settings(theme="dark"))
    events, complaints = lived(home)
    return home, events, complaints


def test_the_first_screen_is_painted_first_then_everything_is_loaded_then_it_can_be_closed(usual):
    _home, events, _complaints = usual
    assert [one["event"] for one in events] == ["painted", "ready", "at the end", "closing", "code"]
    assert events[-1]["code"] == 0


def test_at_the_first_paint_nothing_is_loaded_and_nothing_can_be_begun(usual):
    painted, ready = usual[1][:2]
    assert (painted["desk"], painted["start"]) == (False, False)
    assert (ready["desk"], ready["start"]) == (True, True)


def test_the_chosen_theme_is_there_at_the_first_paint(usual):
    assert usual[1][0]["theme"] == "dark"


def test_a_quiet_life_leaves_the_data_and_no_log(usual):
    home, _events, _complaints = usual
    assert (home / DATABASE).exists()
    assert not (home / "log.txt").exists()


def test_an_exception_in_a_slot_is_logged_and_the_window_stays(tmp_path):
    events, complaints = lived(tmp_path, "QTimer.singleShot(0, lambda: 1 / 0); application.processEvents()")
    end = next(one for one in events if one["event"] == "at the end")
    assert (end["visible"], end["start"]) == (True, True)
    assert events[-1] == {"event": "code", "code": 0}
    log = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert "CRITICAL cmas_desktop: An unexpected fault" in log
    assert "ZeroDivisionError" in log
    assert "ZeroDivisionError" in complaints


def test_data_of_a_newer_version_is_said_on_the_first_screen_and_left_alone(tmp_path):
    open_here(tmp_path).close()
    database = sqlite3.connect(tmp_path / DATABASE)
    with database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    events, _complaints = lived(tmp_path)
    end = events[1]
    assert end["event"] == "at the end"
    assert "newer version of CMAS Desktop" in end["said"]
    assert "install the newer version again" in end["said"]
    assert (end["start"], end["desk"]) == (False, False)
    database = sqlite3.connect(tmp_path / DATABASE)
    assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    database.close()


@pytest.fixture
def first(tmp_path):
    """The app open on a folder, its window minimized; it closes itself once it was raised."""
    child = subprocess.Popen(
        [sys.executable, "-c", TELLING + STAY],
        env=surroundings(tmp_path),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield child
    child.kill()
    child.communicate()


def test_a_second_start_raises_the_first_window_and_ends_and_then_the_folder_is_free(first, tmp_path):
    assert json.loads(first.stdout.readline()) == {"event": "ready"}
    second = second_start(tmp_path)
    assert second.stderr.splitlines()[-1] == (
        "CMAS Desktop is already open on this data: its window was raised."
    )
    assert (second.returncode, second.stdout) == (0, "")
    assert json.loads(first.stdout.readline()) == {"event": "raised", "before": True, "after": False}
    assert first.wait(20) == 0
    events, _complaints = lived(tmp_path)
    assert [one["event"] for one in events][:2] == ["painted", "ready"]


def test_a_folder_that_cannot_be_made_is_one_sentence_and_no_window(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    done = second_start(tmp_path / "file" / "data")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("CMAS Desktop cannot write to its folder")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can write")
def test_a_folder_that_takes_no_file_is_not_called_already_open():
    done = second_start(Path("/proc"))
    assert done.returncode == 1
    assert done.stderr == ("CMAS Desktop cannot write to its folder /proc: no file can be written there.\n")
