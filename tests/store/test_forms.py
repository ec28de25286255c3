import sqlite3
from contextlib import closing

import pytest
from stored import FORM, NOON_MS, form_of, items_of

from cmas_desktop.engine.errors import StoreDamagedError, StoreError
from cmas_desktop.store.database import DATABASE, open_database
from cmas_desktop.store.forms import packed, read_form, save_form, unpacked


def test_a_form_comes_back_with_its_items(database):
    save_form(database, FORM, items_of(FORM), NOON_MS)
    assert read_form(database, "f-1") == (FORM, items_of(FORM))


def test_saving_gives_what_is_stored(database):
    assert save_form(database, FORM, items_of(FORM), NOON_MS) == (FORM, items_of(FORM))


def test_a_form_that_is_stored_stays_as_it_is(database):
    first = save_form(database, FORM, items_of(FORM), NOON_MS)
    changed = {name: {**item, "stem": "Another stem"} for name, item in items_of(FORM).items()}
    assert save_form(database, FORM, changed, NOON_MS + 1) == first
    assert read_form(database, "f-1") == first


def test_only_the_items_of_the_form_are_stored(database):
    more = items_of(form_of("i-1", "i-2", "i-3", "i-4", "i-99"))
    save_form(database, FORM, more, NOON_MS)
    assert set(read_form(database, "f-1")[1]) == {"i-1", "i-2", "i-3", "i-4"}


def test_a_form_without_one_of_its_items_is_refused(database):
    items = items_of(FORM)
    del items["i-3"]
    with pytest.raises(StoreError, match="i-3"):
        save_form(database, FORM, items, NOON_MS)
    with pytest.raises(StoreError, match="lost"):
        read_form(database, "f-1")


def test_a_form_that_nobody_stored_is_missed_in_words(database):
    with pytest.raises(StoreError, match=r"form f-9 are lost\. Answers and results are safe"):
        read_form(database, "f-9")


def test_words_in_any_script_survive():
    items = {name: {"stem": "¿Qué es “Łódź” 李 ☃?"} for name in items_of(FORM)}
    assert unpacked(packed(FORM, items)) == (FORM, items)


def test_equal_forms_have_equal_bytes():
    backwards = dict(reversed(list(items_of(FORM).items())))
    assert packed(FORM, backwards) == packed(FORM, items_of(FORM))


@pytest.mark.parametrize("place", [0, 1, 20, -1])
def test_a_flipped_bit_is_damage(place):
    body = bytearray(packed(FORM, items_of(FORM)))
    body[place] ^= 0x10
    with pytest.raises(StoreDamagedError, match="second copy"):
        unpacked(bytes(body))


@pytest.mark.parametrize("body", [b"", b"x\x9c", packed(FORM, items_of(FORM))[:-5]])
def test_a_cut_body_is_damage(body):
    with pytest.raises(StoreDamagedError):
        unpacked(body)


def test_a_damaged_form_is_remembered_for_the_next_start(tmp_path):
    with closing(open_database(tmp_path)) as made:
        save_form(made, FORM, items_of(FORM), NOON_MS)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as raw:
        raw.execute("UPDATE form SET body = x'00'")
        raw.commit()
    with closing(open_database(tmp_path)) as opened, pytest.raises(StoreDamagedError):
        read_form(opened, "f-1")
    with closing(open_database(tmp_path)) as again:
        assert "damaged" in again.left
