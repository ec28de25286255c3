from __future__ import annotations

import json
import os

import bank_samples as samples
import pytest

from cmas_desktop.bank.prepared import is_current, open_prepared, prepare, source_signature
from cmas_desktop.bank.reading import read_bank
from cmas_desktop.engine.errors import BankError

EXHIBIT = '[item.exhibit]\nkind = "memo"\ntitle = "Memo"\nnote = "Naïve café."\nalt = "A memo."\n'


@pytest.fixture
def small(tmp_path):
    return samples.blueprint(tmp_path)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "bank"
    items = [samples.item_toml(("x-file-001", f"x-file-{number:03d}")) for number in range(1, 6)]
    hostile = samples.item_toml(
        ("x-file-001", "x-file-006"), ("reviewed =", 'enemies = ["x-file-001"]\nreviewed =')
    )
    samples.write(folder / "x" / "x-file.toml", samples.item_file(*items, hostile + EXHIBIT))
    mail = samples.item_toml(("x-file-001", "x-mail-001"), ('key = "A"', 'key = "C"\nlock_order = true'))
    samples.write(folder / "x" / "x-mail.toml", samples.item_file(mail, subarea="x-mail"))
    return folder


@pytest.fixture
def target(tmp_path, folder, small):
    target = tmp_path / "deep" / "bank.prepared"
    prepare(folder, small, target)
    return target


def test_the_prepared_bank_says_the_same_as_its_sources(target, folder, small):
    bank, prepared = read_bank(folder, small), open_prepared(target)
    assert prepared.hash == bank.hash
    assert prepared.summaries == tuple(item.summary() for item in bank.items)
    assert prepared.items(item.id for item in bank.items) == bank.items
    assert prepared.item("x-file-006").exhibit.note == "Naïve café."


def test_items_come_in_the_order_asked_for(target):
    ids = ["x-mail-001", "x-file-002", "x-mail-001"]
    assert [item.id for item in open_prepared(target).items(ids)] == ids


def test_an_item_that_is_not_there_is_refused(target):
    with pytest.raises(BankError, match="The bank has no item x-file-099"):
        open_prepared(target).item("x-file-099")


def test_a_prepared_bank_is_current_until_a_source_changes(target, folder):
    assert is_current(target, folder)
    path = folder / "x" / "x-mail.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert not is_current(target, folder)


def test_a_touched_an_added_and_a_missing_source_are_noticed(folder):
    before = source_signature(folder)
    os.utime(folder / "x" / "x-mail.toml", ns=(1, 1))
    touched = source_signature(folder)
    samples.write(folder / "y.toml", "")
    added = source_signature(folder)
    (folder / "x" / "x-mail.toml").unlink()
    assert len({before, touched, added, source_signature(folder)}) == 4


def test_a_file_that_is_no_prepared_bank_is_not_current(tmp_path, folder):
    assert not is_current(tmp_path / "none", folder)
    for text in ("", "{}", "[]", "not json"):
        assert not is_current(samples.write(tmp_path / "odd", text), folder)


@pytest.mark.parametrize("text", ["", "not json\n", "{}\n", "[1]\n", '{"format": 1, "items": [[1]]}\n'])
def test_a_damaged_file_is_refused_with_a_sentence(tmp_path, text):
    path = samples.write(tmp_path / "bank.prepared", text)
    with pytest.raises(
        BankError, match=r"^The prepared bank bank\.prepared cannot be read .*prepare it anew\.$"
    ):
        open_prepared(path)


def test_another_format_is_refused(target):
    head, rest = target.read_text(encoding="ascii").split("\n", 1)
    samples.write(target, json.dumps({**json.loads(head), "format": 99}) + "\n" + rest)
    with pytest.raises(BankError, match="prepared by another version"):
        open_prepared(target)


def test_a_file_that_changed_under_an_open_bank_is_noticed(target):
    prepared = open_prepared(target)
    lines = target.read_text(encoding="ascii").splitlines(keepends=True)
    target.write_text("".join([lines[0], lines[2], lines[1], *lines[3:]]), encoding="ascii")
    with pytest.raises(BankError, match="cannot be read"):
        prepared.item("x-file-001")
    target.write_text(lines[0], encoding="ascii")
    with pytest.raises(BankError, match="cannot be read"):
        prepared.item("x-file-001")
    target.unlink()
    with pytest.raises(BankError, match="cannot be read"):
        prepared.item("x-file-001")


def test_a_refused_source_leaves_the_old_file_whole(target, folder, small):
    before = target.read_bytes()
    samples.write(folder / "x" / "x-mail.toml", "subarea = ?")
    with pytest.raises(BankError, match="not valid TOML"):
        prepare(folder, small, target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_target_that_cannot_be_written_is_told(tmp_path, folder, small):
    samples.write(tmp_path / "taken", "a file, not a folder")
    with pytest.raises(BankError, match="could not be written"):
        prepare(folder, small, tmp_path / "taken" / "bank.prepared")


def test_preparing_twice_gives_the_same_bytes(target, folder, small):
    before = target.read_bytes()
    prepare(folder, small, target)
    assert target.read_bytes() == before
