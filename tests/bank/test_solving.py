import bank_samples as samples
import pytest

from cmas_desktop.bank.solving import COLUMNS, Agreement, agreements, read_solving, unsolved
from cmas_desktop.engine.errors import BankError

HEAD = "\t".join(COLUMNS)


def record(path, *rows):
    return samples.write(path / "solving.tsv", "\n".join([HEAD, *rows]) + "\n")


def row(item="x-file-001", solver="s1", answer="A", holds="no", confidence="90", rating="0.7"):
    return "\t".join([item, solver, answer, confidence, rating, "B", holds, "kept", "a “note”, with a comma"])


def two_items():
    return samples.bank(samples.item(), samples.item(id="x-file-002", key=1))


def test_a_record_is_read_with_its_notes(tmp_path):
    found = read_solving(record(tmp_path, row(holds="yes")))[0]
    assert (found.item, found.answer, found.confidence, found.rating, found.holds) == (
        "x-file-001",
        "A",
        90,
        0.7,
        True,
    )
    assert found.note == "a “note”, with a comma"


def test_no_record_is_an_empty_one(tmp_path):
    assert read_solving(tmp_path / "solving.tsv") == ()


def test_other_columns_are_refused(tmp_path):
    path = samples.write(tmp_path / "solving.tsv", "item\tanswer\n")
    with pytest.raises(BankError, match="line 1: the columns are not"):
        read_solving(path)


@pytest.mark.parametrize(
    "odd", [row(confidence="sure"), row(rating=""), row(holds="maybe"), row(answer="E"), "x-file-001\ts1"]
)
def test_an_odd_line_is_named(tmp_path, odd):
    with pytest.raises(BankError, match=r"line 3: "):
        read_solving(record(tmp_path, row(), odd))


def test_agreement_is_counted_per_domain_and_for_the_bank(tmp_path):
    rows = [
        row(),
        row(item="x-file-002", answer="A"),
        row(solver="s2"),
        row(item="x-file-002", solver="s2", answer="B"),
    ]
    found = agreements(read_solving(record(tmp_path, *rows)), two_items())
    assert found == (
        Agreement("bank", "s1", 2, 1),
        Agreement("bank", "s2", 2, 2),
        Agreement("x", "s1", 2, 1),
        Agreement("x", "s2", 2, 2),
    )
    assert [one.share for one in found] == [0.5, 1.0, 0.5, 1.0]


def test_answers_to_items_that_are_gone_do_not_count(tmp_path):
    found = agreements(read_solving(record(tmp_path, row(item="x-file-999"))), two_items())
    assert found == ()


def test_an_item_that_one_solver_alone_has_answered_is_told(tmp_path):
    rows = [row(), row(solver="s2"), row(item="x-file-002"), row(item="x-file-002")]
    assert unsolved(read_solving(record(tmp_path, *rows)), two_items()) == ("x-file-002",)


def test_nobody_answered_nothing():
    assert Agreement("x", "s1", 0, 0).share == 0.0
