"""`python -m cmas_desktop`: the window without arguments, else a command."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window, or run the command that the arguments name; returns the exit code."""
    if len(sys.argv) > 1:
        from cmas_desktop.cli import run_command

        return run_command(sys.argv[1:], sys.stdout, sys.stderr)
    from cmas_desktop.app import run_window

    return run_window(sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
