from __future__ import annotations

import bank_samples as samples
import pytest

from cmas_desktop.bank.reading import bank_hash, item_files, read_bank, survey_bank
from cmas_desktop.engine.errors import BankError

SECOND = samples.item_toml(("x-file-001", "x-file-002"))
MAIL = samples.item_toml(("x-file-001", "x-mail-001"))


@pytest.fixture
def small(tmp_path):
    return samples.blueprint(tmp_path)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "bank"
    samples.write(folder / "x" / "x-file.toml", samples.item_file(SECOND, samples.ITEM))
    samples.write(folder / "x" / "x-mail.toml", samples.item_file(MAIL, subarea="x-mail"))
    return folder


def test_a_bank_is_read_sorted_by_id_with_each_items_file(folder, small):
    bank = read_bank(folder, small)
    assert [item.id for item in bank.items] == ["x-file-001", "x-file-002", "x-mail-001"]
    assert bank.files["x-mail-001"] == "x/x-mail.toml"
    assert len(bank.hash) == 64


def test_the_hash_does_not_depend_on_how_items_lie_in_files(folder, small, tmp_path):
    elsewhere = tmp_path / "other"
    samples.write(elsewhere / "one.toml", samples.item_file(samples.ITEM))
    samples.write(elsewhere / "deep" / "er" / "two.toml", samples.item_file(SECOND))
    samples.write(elsewhere / "mail.toml", "# a remark\n" + samples.item_file(MAIL, subarea="x-mail"))
    assert read_bank(elsewhere, small).hash == read_bank(folder, small).hash


@pytest.mark.parametrize(
    "change",
    [
        {"stem": "Where?"},
        {"key": 1},
        {"angoff": (0.7, 0.6, 0.79)},
        {"exhibit": samples.LEDGER},
        {"lock_order": True},
    ],
)
def test_the_hash_changes_with_any_content(change):
    assert bank_hash([samples.item()]) != bank_hash([samples.item(**change)])


def test_the_hash_does_not_depend_on_the_order_of_items():
    items = [samples.item(id=f"x-file-00{number}") for number in range(3)]
    assert bank_hash(items) == bank_hash(items[::-1])


def test_one_bad_file_refuses_the_bank(folder, small):
    samples.write(folder / "x" / "x-mail.toml", samples.item_file(subarea="x-none"))
    with pytest.raises(BankError, match=r"x/x-mail\.toml, field subarea"):
        read_bank(folder, small)


def test_a_survey_reads_what_can_be_read_and_names_the_rest(folder, small):
    samples.write(folder / "x" / "x-file.toml", "subarea = ")
    bank, refusals = survey_bank(folder, small)
    assert [item.id for item in bank.items] == ["x-mail-001"]
    assert [one.file for one in refusals] == ["x/x-file.toml"]
    assert "not valid TOML" in refusals[0].sentence


def test_an_id_used_in_two_files_is_refused_with_both_names(folder, small):
    samples.write(folder / "z.toml", samples.item_file())
    with pytest.raises(BankError, match=r"^z\.toml, item x-file-001, field id: .* used in x/x-file\.toml"):
        read_bank(folder, small)


def test_an_enemy_that_is_not_there_is_refused(folder, small):
    hostile = samples.item_toml(("reviewed =", 'enemies = ["x-file-009"]\nreviewed ='))
    samples.write(folder / "x" / "x-file.toml", samples.item_file(hostile))
    with pytest.raises(BankError, match="item x-file-001, field enemies: there is no item x-file-009"):
        read_bank(folder, small)


def test_an_enemy_in_another_file_is_found(folder, small):
    hostile = samples.item_toml(("reviewed =", 'enemies = ["x-mail-001"]\nreviewed ='))
    samples.write(folder / "x" / "x-file.toml", samples.item_file(hostile))
    assert read_bank(folder, small).items[0].enemies == ("x-mail-001",)


def test_only_toml_files_belong_to_the_bank(folder):
    samples.write(folder / "words.txt", "biller\n")
    assert [path.name for path in item_files(folder)] == ["x-file.toml", "x-mail.toml"]


def test_an_empty_folder_is_an_empty_bank(tmp_path, small):
    bank = read_bank(tmp_path / "nothing", small)
    assert bank.items == ()
