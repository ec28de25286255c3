"""`form build` with one form and with several, on a bank made for the test."""

import io
import json
from itertools import combinations

import pytest
from banks import bank, tiny_blueprint

from cmas_desktop import shelf as shelves
from cmas_desktop.cli import run_command

TINY = tiny_blueprint()


class Bank:
    """A prepared bank of summaries alone."""

    hash = "bank"
    summaries = tuple(bank(TINY, 12, 1, pretest_per_domain=6))


class SmallShelf:
    blueprint, bank = TINY, Bank
    summaries, hash = Bank.summaries, Bank.hash


@pytest.fixture(autouse=True)
def small_shelf(monkeypatch):
    monkeypatch.setattr(shelves, "open_shelf", lambda resources, home: SmallShelf)


def build(*words):
    out, err = io.StringIO(), io.StringIO()
    code = run_command(("form", "build", "--seed", "5", *words), out, err)
    return code, out.getvalue(), err.getvalue()


def items_of(form):
    return {question["item"] for question in form["questions"]}


def test_one_form_is_printed_as_one_object():
    code, out, _err = build("--json")
    assert code == 0
    assert set(json.loads(out)) == {
        "id", "blueprint", "seed", "bank_hash", "solver", "relaxed", "questions", "record", "tcc",
    }  # fmt: skip
    assert build("--json", "--forms", "1", "--disjoint")[1] == out


def test_disjoint_forms_share_nothing():
    code, out, _err = build("--forms", "3", "--disjoint", "--json")
    data = json.loads(out)
    assert code == 0
    assert set(data) == {"forms", "largest_tcc_gap", "largest_overlap"}
    assert data["largest_overlap"] == 0
    assert all(items_of(a).isdisjoint(items_of(b)) for a, b in combinations(data["forms"], 2))
    assert {key for form in data["forms"] for key in form} == set(json.loads(build("--json")[1]))


def test_the_largest_gap_is_that_of_the_printed_curves_or_more():
    data = json.loads(build("--forms", "3", "--json")[1])
    curves = [[point["expected"] for point in form["tcc"]] for form in data["forms"]]
    printed = max(max(values) - min(values) for values in zip(*curves, strict=True))
    assert printed - 1e-3 <= data["largest_tcc_gap"] < 0.5


@pytest.mark.parametrize(("words", "most"), [((), 0.2), (("--overlap", "0.4"), 0.4)])
def test_forms_share_at_most_the_fraction_asked_for(words, most):
    data = json.loads(build("--forms", "4", "--json", *words)[1])
    shared = [len(items_of(a) & items_of(b)) / 15 for a, b in combinations(data["forms"], 2)]
    assert data["largest_overlap"] == pytest.approx(max(shared), abs=1e-4)
    assert max(shared) <= most


def test_several_forms_can_be_read_by_a_person():
    code, out, _err = build("--forms", "2", "--disjoint")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()].count("Form") == 2
    assert "largest share of common questions 0.0%" in out.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--disjoint", "--overlap", "0"), "give either --disjoint or --overlap, not both."),
        (("--forms", "0"), "at least 1 form, not 0."),
        (("--forms", "2", "--overlap", "1.5"), "from 0 to 1, not 1.5."),
        (("--forms", "9", "--disjoint"), "it lacks"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_no_form(words, sentence):
    code, out, err = build(*words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1
