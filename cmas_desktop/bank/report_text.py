"""A report as text: findings file by file, then the figures as a table with one column a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmas_desktop.bank.findings import Figure, Finding, Report, Severity


def report_lines(report: Report, quiet: bool = False) -> Iterator[str]:
    """The lines of a report; `quiet` leaves out warnings and the table of figures."""
    yield from finding_lines(report.errors if quiet else report.findings)
    if not quiet:
        yield from figure_lines(report.figures)
    errors = len(report.errors)
    warnings = len(report.findings) - errors
    yield f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}."


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings grouped by file, errors first within each."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    for file, found in sorted(by_file.items()):
        yield file or "The bank as a whole"
        for one in sorted(
            found, key=lambda each: (each.severity is not Severity.ERROR, each.item, each.field)
        ):
            place = " ".join(part for part in (one.item, one.field) if part)
            yield f"  {one.severity.value:7}  {place}: {one.sentence} [{one.rule}]"
        yield ""


def figure_lines(figures: Sequence[Figure]) -> Iterator[str]:
    """The figures, one block a group: value, 95% interval, bound and verdict."""
    width = max((len(figure.name) for figure in figures), default=0)
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            yield f"{group} ({figure.n} items)"
        verdict = "" if not figure.bound_text else "ok" if figure.met else "MISS"
        line = f"  {figure.name:{width}}  {figure.value_text:>7}  {figure.interval_text:>14}"
        yield f"{line}  {figure.bound_text:>13}  {verdict}".rstrip()
    yield ""
