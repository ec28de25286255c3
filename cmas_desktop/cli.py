"""The commands: the same abilities without a window. Each loads only what it needs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from cmas_desktop import __version__
from cmas_desktop.engine.errors import CmasError
from cmas_desktop.places import home_folder, resources_folder

Command = Callable[[argparse.Namespace, TextIO], int]


def run_command(arguments: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Run one command. The exit code is 0 when all is well, 1 for a fault that is told, 2 for wrong words."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options, out))
    except CmasError as fault:
        err.write(f"{fault}\n")
        return 1
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    from cmas_desktop import analysis_commands, author_commands
    from cmas_desktop.bank import commands as bank_commands

    parser = argparse.ArgumentParser(
        prog="cmas-desktop",
        description="An offline practice simulator for the CMAS examination. Alone it opens its window.",
        epilog="The data folder is the user's own, or the one that the environment variable CMAS_HOME names.",
    )
    parser.add_argument("--version", action="version", version=f"CMAS Desktop {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    author_commands.add_words(bank_commands.register(commands))
    commands.choices["bank"].set_defaults(command=_bank)
    _add_form(commands)
    _add_attempt(commands)
    _add_demo(commands)
    _add_simulate(commands)
    _add_report(commands)
    analysis_commands.register(commands)
    for service in ("assemble", "typeset", "calibrate-apart"):
        _add_service(commands, service)
    return parser


def _bank(options: argparse.Namespace, out: TextIO) -> int:
    from cmas_desktop.bank import commands as bank_commands

    return bank_commands.run(options, resources_folder(), out)


def _add_form(commands: Any) -> None:
    from cmas_desktop.form_command import add_words

    form = commands.add_parser("form", help="put a form together")
    kinds = form.add_subparsers(required=True, metavar="WHAT")
    build = kinds.add_parser("build", help="print one form, or several parallel ones")
    add_words(build)


def _add_attempt(commands: Any) -> None:
    attempt = commands.add_parser("attempt", help="list attempts, or show one with its events")
    kinds = attempt.add_subparsers(required=True, metavar="WHAT")
    listed = kinds.add_parser("list", help="every attempt")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    listed.set_defaults(command=_attempt_list)
    shown = kinds.add_parser("show", help="one attempt with its events")
    shown.add_argument("id", help="as `attempt list` prints it")
    shown.add_argument("--json", action="store_true", help="print one JSON object")
    shown.set_defaults(command=_attempt_show)


def _attempt_list(options: argparse.Namespace, out: TextIO) -> int:
    from cmas_desktop.desk import open_desk

    with open_desk(resources_folder(), home_folder()) as desk:
        for attempt in desk.attempts():
            if options.json:
                out.write(json.dumps(attempt) + "\n")
            else:
                out.write(
                    "{id}  {state:10}  {answered:3} of {questions} answered  {candidate}\n".format(**attempt)
                )
    return 0


def _attempt_show(options: argparse.Namespace, out: TextIO) -> int:
    from cmas_desktop.desk import open_desk

    with open_desk(resources_folder(), home_folder()) as desk:
        data = desk.attempt(options.id)
    if options.json:
        out.write(json.dumps(data) + "\n")
        return 0
    out.write("{id}  {state}  {candidate}\n".format(**data))
    for event in data["events"]:
        out.write(
            f"{event['seq']:5} {event['elapsed_ms'] / 1000:9.1f} s  {event['kind']:16} {event['body']}\n"
        )
    return 0


def _add_demo(commands: Any) -> None:
    demo = commands.add_parser("demo", help="a simulated candidate sits the exam through the real window")
    demo.add_argument("--out", required=True, help="folder for report, result, journal and pictures")
    demo.add_argument("--seed", type=int, default=1, help="of the form and of the candidate")
    demo.add_argument("--theta", type=float, default=0.6, help="ability in logits; 0 is just qualified")
    demo.add_argument("--questions", type=int, default=0, help="200-230 (the blueprint's usual number)")
    demo.add_argument("--name", default="Maria Delgado", help="the candidate's name")
    demo.add_argument("--size", default="1366x768", help="of the window, in pixels")
    demo.add_argument("--theme", default="light", help="light, dark or contrast")
    demo.add_argument("--text-size", type=float, default=1.0, help="a factor of the usual text size")
    demo.add_argument("--trace", action="store_true", help="print each answer once it is durable")
    demo.add_argument("--resume", action="store_true", help="go on with the interrupted demo")
    demo.set_defaults(command=_demo)


def _demo(options: argparse.Namespace, out: TextIO) -> int:
    from cmas_desktop.demo_run import run_demo

    return run_demo(options, resources_folder(), out)


def _add_simulate(commands: Any) -> None:
    simulate = commands.add_parser("simulate", help="score simulated candidates, without a window")
    simulate.add_argument(
        "--theta", type=float, nargs="+", default=[-1.0, 0.0, 1.0], help="abilities in logits"
    )
    simulate.add_argument("--n", type=int, default=500, help="candidates at each ability")
    simulate.add_argument("--seed", type=int, default=7)
    simulate.add_argument("--forms", type=int, default=5, help="forms that they are dealt over")
    simulate.add_argument("--json", action="store_true", help="one JSON object a line")
    simulate.set_defaults(command=_simulate)


def _simulate(options: argparse.Namespace, out: TextIO) -> int:
    from cmas_desktop import shelf as shelves
    from cmas_desktop.engine.simulation import simulate_scores

    shelf = shelves.open_shelf(resources_folder(), home_folder())
    requests = [shelves.request_of(shelf, options.seed + number) for number in range(options.forms)]
    forms = [shelves.build_form(shelf, request) for request in requests]
    for theta in options.theta:
        scores = simulate_scores(forms, shelf.blueprint, theta, options.n, options.seed)
        if options.json:
            out.write(json.dumps(asdict(scores)) + "\n")
        else:
            out.write(
                f"theta {theta:5.2f}: {options.n} candidates, mean scaled score {scores.mean:6.2f}, "
                f"SD {scores.deviation:5.2f}, pass rate {scores.pass_rate:6.1%}\n"
            )
    return 0


def _add_report(commands: Any) -> None:
    report = commands.add_parser("report", help="write the PDF report of a finished attempt")
    report.add_argument("id", help="as `attempt list` prints it")
    report.add_argument("--out", required=True, type=Path, help="the PDF file")
    report.set_defaults(command=_report)


def _report(options: argparse.Namespace, out: TextIO) -> int:
    from cmas_desktop.desk import open_desk

    with open_desk(resources_folder(), home_folder()) as desk:
        path = desk.report_writer(desk.result(options.id), options.out)()
    out.write(f"{path}\n")
    return 0


def _add_service(commands: Any, name: str) -> None:
    service = commands.add_parser(name)
    service.set_defaults(command=lambda options, out: _serve(name, out))


def _serve(name: str, out: TextIO) -> int:
    from cmas_desktop.apart import serve

    return serve(name, out)
