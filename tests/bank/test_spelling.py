from __future__ import annotations

import bank_samples as samples
import pytest

from cmas_desktop.bank.spelling import Dictionary, item_texts, read_words, spelling_findings


@pytest.fixture(scope="module")
def dictionary():
    return Dictionary(["superbill"])


@pytest.mark.parametrize("word", ["rec" + "ieve", "sep" + "erate", "priv" + "iledge", "occ" + "ured"])
def test_a_misspelled_word_is_found(dictionary, word):
    assert dictionary.misspelled(f"The clerk will {word} it today.") == [word]


@pytest.mark.parametrize(
    "word",
    [
        "authorisation",
        "colour",
        "cheque",
        "centre",
        "ageing",
        "programme",
        "labelled",
        "practise",
        "organised",
    ],
)
def test_british_spelling_is_found(dictionary, word):
    assert dictionary.misspelled(f"the {word}") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "authorization, color, check, center, aging, program, labeled, practice, organized",
        "the patient's chart, the patients' charts, can't",
        "hour, four, your, course, exercise, advise, premise, promise, revise, supervise, otherwise",
        "Okafor and Nwosu met Dr. Lindqvist at NPPES",
        "write to info@mailx.example or see www.qqzz.example/zzq",
        "she'll file the superbill",
    ],
)
def test_right_words_names_and_addresses_are_left_alone(dictionary, text):
    assert dictionary.misspelled(text) == []


def test_the_allow_list_adds_words():
    assert Dictionary([]).misspelled("a superbill") == ["superbill"]


def test_each_word_is_told_once_a_text(dictionary):
    assert dictionary.misspelled("zzqf and zzqf, then qxv") == ["zzqf", "qxv"]


def test_every_text_of_an_item_is_read():
    fields = dict(item_texts(samples.item(exhibit=samples.LEDGER)))
    assert {"stem", "reference", "exhibit.title", "exhibit.alt", "exhibit.note", "exhibit.rows"} <= set(
        fields
    )
    assert {f"{kind}.{letter}" for kind in ("option", "why") for letter in "ABCD"} <= set(fields)
    assert "Okafor, Ngozi" in fields["exhibit.fields"]


def test_a_finding_names_the_word_and_its_field(dictionary):
    bank = samples.bank(samples.item(reference="Office practice: zzqf ledgers"))
    (one,) = spelling_findings(bank, dictionary)
    assert (one.file, one.item, one.field) == ("x/x-file.toml", "x-file-001", "reference")
    assert "“zzqf”" in one.sentence


def test_an_allow_list_has_remarks_and_may_be_missing(tmp_path):
    path = samples.write(tmp_path / "words.txt", "# the field\nbiller\n\n superbill \n")
    assert read_words(path) == {"biller", "superbill"}
    assert read_words(tmp_path / "none.txt") == frozenset()
