"""Killing driven exams at random moments, and holding what was acknowledged against what is stored."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from cmas_desktop.desk import open_desk
from cmas_desktop.engine.attempt import Stage, replay
from cmas_desktop.engine.journal import verified
from cmas_desktop.places import resources_folder

STARTING_SHARE, SPAN_S, PATIENCE_S = 0.2, 0.9, 60
"""One kill in five falls while the program starts; each falls within this many seconds of its begin."""


@dataclass
class Tally:
    """What a number of kills showed."""

    kills: int = 0
    acknowledged: int = 0
    exams: int = 0
    lost: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def kill_exams(folder: Path, kills: int, seed: int) -> Tally:
    """Drive exams one after another in this folder, kill each again and again, and compare."""
    chance, tally, acknowledged = random.Random(seed), Tally(), {}
    resume, number = False, 0
    while tally.kills < kills:
        if not resume:
            number += 1
            tally.exams += 1
        lines, killed = _drive(folder, number, resume, chance)
        for line in lines:
            if "seq" in line:
                acknowledged[(line["attempt"], line["seq"])] = line
        tally.kills += killed
        tally.acknowledged = len(acknowledged)
        resume = _compare(folder, acknowledged, tally)
    return tally


def _drive(folder: Path, number: int, resume: bool, chance: random.Random) -> tuple[list[dict], bool]:
    """Run the demo and kill it; returns what it said and whether it had to be killed.

    One kill in five falls while the program starts, the others while answers are given.
    """
    command = [sys.executable, "-m", "cmas_desktop", "demo", "--trace", "--seed", str(number)]
    command += ["--out", str(folder / f"exam-{number}"), *(["--resume"] if resume else [])]
    environment = {**os.environ, "CMAS_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    lines: list[str] = []
    speaking = threading.Event()

    def read() -> None:
        for line in process.stdout:
            lines.append(line)
            speaking.set()

    reader = threading.Thread(target=read)
    reader.start()
    if chance.random() >= STARTING_SHARE:
        speaking.wait(PATIENCE_S)
    try:
        process.wait(chance.uniform(0.0, SPAN_S))
        killed = False
    except subprocess.TimeoutExpired:
        process.kill()
        killed = True
    process.wait()
    reader.join()
    whole = [line for line in lines if line.endswith("\n")]
    return [json.loads(line) for line in whole], killed


def _compare(folder: Path, acknowledged: dict, tally: Tally) -> bool:
    """Read the data folder as the next start would; whether an exam waits to be gone on with."""
    with open_desk(resources_folder(), folder / "home") as desk:
        waiting = desk.unfinished()
        for attempt_id in {attempt_id for attempt_id, _seq in acknowledged}:
            events = verified(desk.events(attempt_id))
            stored = {event.seq: event.body for event in events}
            for (owner, seq), line in acknowledged.items():
                if owner != attempt_id:
                    continue
                body = stored.get(seq, {})
                if (body.get("position"), body.get("option")) != (line["position"], line["option"]):
                    tally.lost.append(f"{owner} entry {seq}")
            _check_place(replay(events), acknowledged, tally)
    return waiting is not None


def _check_place(state, acknowledged: dict, tally: Tally) -> None:
    """The candidate is at the last acknowledged question, or one further on."""
    places = [line["position"] for (owner, _), line in acknowledged.items() if owner == state.attempt_id]
    if state.stage is not Stage.ENDED and not max(places) <= state.position <= max(places) + 1:
        tally.moved.append(f"{state.attempt_id}: at {state.position}, last answer at {max(places)}")


def main() -> int:
    """`python tests/e2e/kills.py FOLDER KILLS SEED`: kill, compare, and print the tally."""
    folder, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    began = time.monotonic()
    tally = kill_exams(folder, kills, seed)
    seconds = time.monotonic() - began
    print(
        f"{tally.kills} kills in {tally.exams} exams, {tally.acknowledged} acknowledged answers, "
        f"{len(tally.lost)} lost, {len(tally.moved)} at a wrong question, {seconds:.0f} s"
    )
    return 1 if tally.lost or tally.moved else 0


if __name__ == "__main__":
    raise SystemExit(main())
