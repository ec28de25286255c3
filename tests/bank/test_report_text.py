from __future__ import annotations

from cmas_desktop.bank.findings import Figure, Finding, Report, Severity, Unit
from cmas_desktop.bank.report_text import report_lines

REPORT = Report(
    (
        Finding("x/b.toml", "b-002", "stem", "words", "Too long.", Severity.WARNING),
        Finding("x/b.toml", "b-003", "why.A", "letter", "Names a letter."),
        Finding("x/a.toml", "a-001", "stem", "words", "Too long."),
        Finding("", "", "recall", "figure", "x has 50% where at most 40% is the bound."),
    ),
    (
        Figure("x", "recall", 10, 0.5, None, 0.4, Unit.SHARE, 0.2366, 0.7634),
        Figure("x", "words, median", 10, 42, None, 55, Unit.WORDS),
        Figure("y", "pretest", 4, 0.25),
    ),
)


def test_findings_stand_by_file_with_errors_first():
    lines = list(report_lines(REPORT))
    assert lines[:2] == [
        "The bank as a whole",
        "  error    recall: x has 50% where at most 40% is the bound. [figure]",
    ]
    place = lines.index("x/b.toml")
    assert lines.index("x/a.toml") < place
    assert lines[place + 1] == "  error    b-003 why.A: Names a letter. [letter]"
    assert lines[place + 2] == "  warning  b-002 stem: Too long. [words]"


def test_figures_stand_in_columns_with_bound_and_verdict():
    lines = list(report_lines(REPORT))
    table = lines[lines.index("x (10 items)") :]
    assert table[1].split() == ["recall", "50%", "(23.7-76.3%)", "at", "most", "40%", "MISS"]
    assert table[2].split() == ["words,", "median", "42", "at", "most", "55", "ok"]
    assert table[3:5] == ["y (4 items)", "  pretest            25%"]
    assert table[1].index("MISS") == table[2].index("ok")


def test_the_last_line_counts():
    assert list(report_lines(REPORT))[-1] == "3 errors, 1 warning."
    assert list(report_lines(Report((), ())))[-1] == "0 errors, 0 warnings."


def test_quiet_leaves_errors_and_the_count():
    lines = list(report_lines(REPORT, quiet=True))
    assert not any("warning  " in line or "MISS" in line for line in lines)
    assert sum("error  " in line for line in lines) == 3
    assert list(report_lines(Report((), REPORT.figures), quiet=True)) == ["0 errors, 0 warnings."]
