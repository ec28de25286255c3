"""The figures of the house style, held by the test run so that nobody has to remember them."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "cmas_desktop").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc"}


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def own_lines(function):
    """Lines of a function without its docstring."""
    length = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function):
        text = function.body[0]
        length -= text.end_lineno - text.lineno + 1
    return length


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def test_files_are_short():
    lengths = [lines(path) for path in SOURCES if path.name != "__init__.py"]
    assert statistics.median(lengths) <= 120
    assert quantile(lengths, 0.9) <= 300
    assert max(lengths) <= 500


def test_functions_fit_on_a_screen():
    lengths = [own_lines(function) for path in SOURCES for function in functions(path)]
    assert statistics.median(lengths) <= 9
    assert quantile(lengths, 0.9) <= 28


def test_every_function_says_what_it_takes_and_gives():
    bare = [
        f"{path.relative_to(ROOT)}:{function.lineno}"
        for path in SOURCES
        for function in functions(path)
        if function.returns is None
    ]
    assert bare == []


def test_there_is_as_much_test_as_code_nearly():
    code, tests = (sum(lines(path) for path in paths) for paths in (SOURCES, TESTS))
    assert tests >= 0.9 * code, f"{tests} lines of tests for {code} lines of code"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_named_for_its_idea_and_begins_by_saying_it(path):
    assert path.stem not in FORBIDDEN_NAMES
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "type: " + "ignore", "# no" + "qa", "except Exception: " + "pass")
    found = [
        f"{path.relative_to(ROOT)}: {mark}"
        for path in SOURCES
        for mark in marks
        if mark in path.read_text(encoding="utf-8")
    ]
    assert found == []
