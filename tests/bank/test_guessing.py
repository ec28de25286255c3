"""The record of guesses from the options alone."""

import bank_samples as samples
import pytest

from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.bank.guessing import COLUMNS, Cue, Guess, Guessed, guessed, read_guessing
from cmas_desktop.bank.reading import read_bank
from cmas_desktop.engine.errors import BankError
from cmas_desktop.places import resources_folder

HEAD = "\t".join(COLUMNS)


def record(path, *rows):
    return samples.write(path / "guessing.tsv", "\n".join([HEAD, *rows]) + "\n")


def row(item="x-file-001", guess="A", confidence="90", cue="tone"):
    return "\t".join([item, guess, confidence, cue, "the only polite one"])


def test_a_guess_is_read_with_its_cue(tmp_path):
    assert read_guessing(record(tmp_path, row())) == (
        Guess("x-file-001", "A", 90, Cue.TONE, "the only polite one"),
    )


def test_no_record_is_an_empty_one(tmp_path):
    assert read_guessing(tmp_path / "guessing.tsv") == ()


@pytest.mark.parametrize("odd", [row(confidence="sure"), row(cue="smell"), row(guess="E"), "x-file-001\tA"])
def test_an_odd_line_is_named(tmp_path, odd):
    with pytest.raises(BankError, match=r"guessing\.tsv, line 3"):
        read_guessing(record(tmp_path, row(), odd))


@pytest.mark.parametrize(
    ("guess", "confidence", "cue", "given"),
    [
        ("A", 55, Cue.TONE, True),
        ("B", 95, Cue.TONE, False),
        ("A", 54, Cue.TONE, False),
        ("A", 95, Cue.KNOWLEDGE, False),
        ("A", 95, Cue.NONE, False),
    ],
)
def test_what_counts_as_given_away(guess, confidence, cue, given):
    assert Guess("x-file-001", guess, confidence, cue, "").gives_away("A") is given


def test_the_outcome_is_counted_per_domain_and_for_the_bank_without_items_that_are_gone(tmp_path):
    rows = [row(), row(item="x-file-002", guess="B", confidence="30"), row(item="x-file-999")]
    bank = samples.bank(samples.item(), samples.item(id="x-file-002", key=1))
    assert guessed(read_guessing(record(tmp_path, *rows)), bank) == (
        Guessed("bank", 2, 2, 1),
        Guessed("x", 2, 2, 1),
    )


@pytest.fixture(scope="module")
def shipped():
    resources = resources_folder()
    bank = read_bank(resources / "bank", read_blueprint(resources / "blueprint" / "cmas.toml"))
    return bank, read_guessing(resources / "bank" / "review" / "guessing.tsv")


def test_every_item_of_the_shipped_bank_was_guessed_at_once(shipped):
    bank, guesses = shipped
    assert sorted(one.item for one in guesses) == sorted(item.id for item in bank.items)


def test_no_domain_of_the_shipped_bank_gives_away_one_item_in_ten(shipped):
    bank, guesses = shipped
    shares = {one.group: one.given_away / one.guessed for one in guessed(guesses, bank)}
    assert len(shares) == 9
    assert max(shares.values()) < 0.10
