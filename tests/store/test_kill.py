"""A child process stores events and is killed at any moment: whatever it was told is stored is there."""

import random
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from cmas_desktop.engine.journal import verified
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.recovery import open_or_rebuild
from cmas_desktop.store.second_copy import read_journal

CHILD = """
import sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from stored import NOON_MS, begun, chosen
from cmas_desktop.engine.journal import chain
from cmas_desktop.store.journals import Journals
from cmas_desktop.store.recovery import open_or_rebuild

database, _ = open_or_rebuild(Path(sys.argv[1]), date(2026, 11, 24))
journals = Journals(database)
last = journals.last_event("a-1") or begun(database)[-1]
while True:
    last = chain(last, *chosen(last.seq % 4, last.seq % 3), last.elapsed_ms + 7, NOON_MS)
    journals.append("a-1", last)
    print(last.seq, last.hash, flush=True)
"""

KILLS = 10


def killed_after(folder, lines):
    """Let a child store until it has told this many events, kill it, and return all that it told."""
    command = [sys.executable, "-c", CHILD, str(folder), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        told = [child.stdout.readline() for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
    return {int(line.split()[0]): line.split()[1] for line in told if line.endswith("\n")}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_no_event_that_was_told_stored_is_missing_after_ten_kills(tmp_path):
    chance, told = random.Random(20261124), {}
    for _ in range(KILLS):
        told |= killed_after(tmp_path, chance.randrange(1, 90))
        database, recovery = open_or_rebuild(tmp_path, date(2026, 11, 24))
        with closing(database):
            events = verified(Journals(database).events("a-1"))
        stored = {event.seq: event.hash for event in events}
        assert told.items() <= stored.items()
        assert recovery is None
        assert read_journal(tmp_path / "journals" / "a-1.jsonl")[: len(told)] == events[: len(told)]
    assert len(told) > 100
