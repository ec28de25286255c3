"""Every chore of the project, with nothing but Python's standard library.

python3 dev.py run            set up and open the app        (Windows: py dev.py run)
python3 dev.py test [...]     set up and run all checks; arguments go on to pytest
python3 dev.py bench NAME     measure: start, turn, durable, memory, scoring [--json]
python3 dev.py lock           resolve the dependencies anew and write the two lock files
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
DEBIAN_LIBRARIES = [
    "libegl1",
    "libgl1",
    "libxkbcommon-x11-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
]
DEBIAN_LIBRARIES += ["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"]
CHECKS = (
    ("lint", "-m ruff check ."),
    ("format", "-m ruff format --check ."),
    ("spelling", "typos"),
    ("types", "-m mypy"),
    ("walls", "-c import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"),
    ("bank", "-m cmas_desktop bank check --quiet"),
)


def main(arguments: list[str]) -> int:
    """Run the chore that the first argument names; returns its exit code."""
    chores = {"run": run, "test": test, "bench": bench, "lock": lock}
    if sys.version_info < (3, 11):
        print(f"CMAS Desktop needs Python 3.11 or newer; this is {platform.python_version()}.")
        return 2
    if not arguments or arguments[0] not in chores:
        print(__doc__)
        return 0 if arguments[:1] in ([], ["help"], ["--help"]) else 2
    return chores[arguments[0]](arguments[1:])


def run(arguments: list[str]) -> int:
    """Open the app; where there is no display, sit the demo exam instead and say where it is."""
    prepare(RUNTIME)
    if has_display():
        return call("-m", "cmas_desktop", *arguments)
    folder = ROOT / "cmas-demo"
    print(f"There is no display here, so a simulated candidate sits the demo exam instead: {folder}")
    return call("-m", "cmas_desktop", "demo", "--out", str(folder), *arguments)


def test(arguments: list[str]) -> int:
    """Run every check; all run, and the exit code is 1 when any failed."""
    prepare(RUNTIME, DEVELOPMENT)
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    for name, command in CHECKS:
        print(f"-- {name}", flush=True)
        if check(command):
            failed.append(name)
    print("-- tests", flush=True)
    if call("-m", "pytest", *arguments):
        failed.append("tests")
    if failed:
        print(f"Failed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure one of the figures that the README quotes."""
    prepare(RUNTIME, DEVELOPMENT)
    return call("-m", "benchmarks", *arguments)


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies and write both lock files: versions and hashes, no addresses."""
    uv = [sys.executable, "-m", "uv"] if not shutil.which("uv") else ["uv"]
    plain = ["export", "-q", "--no-emit-project", "--no-header", "--no-annotate"]
    for extra, target in (("--no-dev", RUNTIME), ("--only-dev", DEVELOPMENT)):
        subprocess.run(
            [*uv, *plain, extra, "-o", str(target)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
    return 0


def prepare(*locks: Path) -> None:
    """Make the environment and install what the locks name, unless that is done already."""
    if not PYTHON.exists():
        print("Setting up (once) ...", flush=True)
        make_environment()
    for lock_file in locks:
        install(lock_file)
    if sys.platform.startswith("linux"):
        provide_libraries()
    call("-m", "cmas_desktop", "bank", "prepare", "--quiet")


def make_environment() -> None:
    """Make `.venv`; on Debian and its kin the package that lets Python do so may be missing."""
    try:
        importlib.import_module("ensurepip")
    except ImportError:
        apt_install(["python3-venv"])
    venv.create(VENV, with_pip=True, clear=True)
    site = next(VENV.glob("lib/python*/site-packages"), VENV / "Lib" / "site-packages")
    (site / "cmas_desktop.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def install(lock_file: Path) -> None:
    """Install what one lock names, checked by hash; a stamp makes the second time quick."""
    stamp = VENV / f"{lock_file.name}.sha256"
    digest = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    print(f"Installing {lock_file.name} ...", flush=True)
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock_file))
    if call("-m", "pip", "install", *options):
        raise SystemExit("The dependencies could not be installed: see pip's message above.")
    stamp.write_text(digest, encoding="ascii")


def provide_libraries() -> None:
    """Install the system libraries that Qt needs, where they are missing and this is Debian or its kin."""
    on_x11 = os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")
    lacks_x11 = on_x11 and ctypes.util.find_library("xcb-cursor") is None
    if not lacks_x11 and not call("-c", "import PySide6.QtWidgets", quiet=True):
        return
    apt_install(DEBIAN_LIBRARIES)
    if call("-c", "import PySide6.QtWidgets"):
        raise SystemExit("Qt cannot start: the message above names the system library that is missing.")


def apt_install(packages: list[str]) -> None:
    """Install Debian packages where that is allowed, else print the one line to paste and stop."""
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        if not subprocess.run(command, env=environment, check=False).returncode:
            return
    line = " ".join(["sudo", *command])
    raise SystemExit(f"Some system packages are missing. Paste this line, then try again:\n  {line}")


def has_display() -> bool:
    """Whether a window can be opened here."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def check(command: str) -> int:
    """Run one check: a module (-m), a line of Python (-c), or a program of the environment."""
    first, _space, rest = command.partition(" ")
    if first == "-c":
        return call(first, rest)
    if first == "-m":
        return call(first, *rest.split())
    return subprocess.run([str(PYTHON.with_name(first)), *rest.split()], cwd=ROOT, check=False).returncode


def call(*arguments: str, quiet: bool = False) -> int:
    """Run the environment's Python in the project's folder; returns its exit code."""
    stream = subprocess.DEVNULL if quiet else None
    command = [str(PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=stream, stderr=stream, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
