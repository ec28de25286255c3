"""The record of fact checks, and that the shipped bank has one for every item."""

import pytest

from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.bank.facts import COLUMNS, Reading, read_facts, readings, without_fact
from cmas_desktop.bank.reading import read_bank
from cmas_desktop.engine.errors import BankError
from cmas_desktop.places import resources_folder

HEAD = "\t".join(COLUMNS)
LINE = "d1-law-001\tA fact\t45 CFR 164.524(b)(2)\ttext\ta page\tno later than 30 days\tstands\t2026-11-25"


@pytest.fixture(scope="module")
def bank():
    resources = resources_folder()
    return read_bank(resources / "bank", read_blueprint(resources / "blueprint" / "cmas.toml"))


@pytest.fixture(scope="module")
def shipped():
    return read_facts(resources_folder() / "bank" / "review" / "facts.tsv")


def record(tmp_path, *lines):
    path = tmp_path / "facts.tsv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def test_a_row_is_read_with_how_its_source_was_read(tmp_path):
    (fact,) = read_facts(record(tmp_path, LINE))
    assert (fact.item, fact.reading, fact.verdict) == ("d1-law-001", Reading.TEXT, "stands")
    assert fact.source == "45 CFR 164.524(b)(2)"


def test_where_there_is_no_record_there_are_no_facts(tmp_path):
    assert read_facts(tmp_path / "facts.tsv") == ()


@pytest.mark.parametrize(
    ("old", "new"), [("\ttext\t", "\tguessed\t"), ("A fact", ""), ("45 CFR 164.524(b)(2)", "")]
)
def test_an_odd_row_is_refused_with_its_line(tmp_path, old, new):
    with pytest.raises(BankError, match=r"facts\.tsv, line 3"):
        read_facts(record(tmp_path, LINE, LINE.replace(old, new)))


def test_other_columns_are_refused(tmp_path):
    path = tmp_path / "facts.tsv"
    path.write_text("item\tfact\n", encoding="utf-8")
    with pytest.raises(BankError, match="line 1"):
        read_facts(path)


def test_every_item_of_the_shipped_bank_has_a_fact_and_no_row_is_of_an_unknown_item(bank, shipped):
    assert without_fact(shipped, bank) == ()
    assert {fact.item for fact in shipped} == {item.id for item in bank.items}
    assert {fact.verdict for fact in shipped} == {"stands", "mended", "locator"}


def test_readings_are_counted_by_domain(bank, shipped):
    counts = readings(shipped, bank)
    assert sorted(counts) == [f"d{number}" for number in range(1, 9)]
    assert sum(sum(one.values()) for one in counts.values()) == len(shipped)
    assert counts["d4"]["text"] > 50


def test_no_fact_is_left_unread(shipped):
    assert [fact.item for fact in shipped if fact.reading is Reading.UNREAD] == []
