import os
import shutil
from pathlib import Path

import pytest
from bank_samples import BLUEPRINT, item_file, item_toml, write

from cmas_desktop.bank.prepared import is_current, prepare
from cmas_desktop.engine.errors import AssemblyError, BankError, BlueprintError
from cmas_desktop.places import resources_folder
from cmas_desktop.shelf import PREPARED, build_form, open_shelf, open_shelf_at, request_of


@pytest.fixture
def resources(tmp_path):
    """A resources folder with the small examination and one item."""
    folder = tmp_path / "resources"
    write(folder / "blueprint" / "cmas.toml", BLUEPRINT)
    write(folder / "bank" / "x" / "x-file.toml", item_file())
    return folder


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The shelf of the real bank."""
    return open_shelf(resources_folder(), tmp_path_factory.mktemp("home"))


def edit(resources, old, new):
    """Change the item file, as an author does; its time of change moves on too."""
    path = resources / "bank" / "x" / "x-file.toml"
    before = path.stat().st_mtime
    write(path, item_file(item_toml((old, new))))
    os.utime(path, (before + 2, before + 2))


def stem(shelf):
    return shelf.bank.item("x-file-001").stem


def test_a_bank_that_was_never_prepared_is_prepared_in_the_persons_folder(resources, home):
    shelf = open_shelf(resources, home)
    assert shelf.prepared == home / PREPARED
    assert [one.id for one in shelf.bank.summaries] == ["x-file-001"]
    assert (shelf.blueprint.key, shelf.resources) == ("small", resources)
    assert not (resources / "prepared").exists()


def test_what_is_prepared_is_used_again_as_it_is(resources, home):
    open_shelf(resources, home)
    before = (home / PREPARED).stat()
    open_shelf(resources, home)
    after = (home / PREPARED).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_when_the_sources_have_changed_the_bank_is_prepared_anew(resources, home):
    old = open_shelf(resources, home)
    edit(resources, "on the wrong shelf", "in the wrong room")
    new = open_shelf(resources, home)
    assert "in the wrong room" in stem(new)
    assert new.bank.hash != old.bank.hash


def test_a_new_file_in_the_bank_is_noticed(resources, home):
    open_shelf(resources, home)
    second = item_toml(("x-file-001", "x-mail-001"))
    write(resources / "bank" / "x" / "x-mail.toml", item_file(second, subarea="x-mail"))
    assert len(open_shelf(resources, home).bank.summaries) == 2


def test_the_prepared_bank_beside_the_sources_is_used_and_nothing_written(resources, home):
    beside = resources / "prepared" / PREPARED
    beside.parent.mkdir()
    prepare(resources / "bank", open_shelf(resources, home).blueprint, beside)
    shutil.rmtree(home)
    shelf = open_shelf(resources, home)
    assert shelf.prepared == beside
    assert not home.exists()


def test_one_beside_the_sources_that_is_out_of_date_is_passed_over_and_left_alone(resources, home):
    beside = resources / "prepared" / PREPARED
    beside.parent.mkdir()
    prepare(resources / "bank", open_shelf(resources, home).blueprint, beside)
    written = beside.read_bytes()
    edit(resources, "on the wrong shelf", "in the wrong room")
    shelf = open_shelf(resources, home)
    assert shelf.prepared == home / PREPARED
    assert "in the wrong room" in stem(shelf)
    assert beside.read_bytes() == written


def test_a_prepared_bank_that_was_torn_is_made_anew(resources, home):
    open_shelf(resources, home)
    whole = (home / PREPARED).read_bytes()
    (home / PREPARED).write_bytes(whole[:40])
    assert not is_current(home / PREPARED, resources / "bank")
    assert open_shelf(resources, home).bank.summaries
    assert (home / PREPARED).read_bytes() == whole


def test_a_refused_bank_is_one_sentence_that_names_the_item_and_leaves_nothing(resources, home):
    edit(resources, 'key = "A"', 'key = "E"')
    with pytest.raises(BankError, match="x-file") as told:
        open_shelf(resources, home)
    assert "\n" not in str(told.value)
    assert list(home.iterdir()) == []


def test_a_refused_bank_leaves_what_was_prepared_before(resources, home):
    open_shelf(resources, home)
    before = (home / PREPARED).read_bytes()
    edit(resources, 'key = "A"', 'key = "E"')
    with pytest.raises(BankError):
        open_shelf(resources, home)
    assert (home / PREPARED).read_bytes() == before


def test_a_blueprint_that_contradicts_itself_is_one_sentence(resources, home):
    write(resources / "blueprint" / "cmas.toml", BLUEPRINT.replace("scored = 6", "scored = 7"))
    with pytest.raises(BlueprintError):
        open_shelf(resources, home)


def test_a_prepared_bank_is_opened_wherever_it_lies(resources, home, tmp_path):
    first = open_shelf(resources, home)
    (home / PREPARED).rename(tmp_path / "elsewhere")
    again = open_shelf_at(resources, tmp_path / "elsewhere", {})
    assert (again.bank.hash, again.blueprint) == (first.bank.hash, first.blueprint)
    with pytest.raises(BankError):
        open_shelf_at(resources, Path(home / PREPARED), {})


def test_no_number_means_the_usual_number_of_questions(whole):
    form = build_form(whole, request_of(whole, 5, 0))
    assert len(form.questions) == whole.blueprint.questions_default
    assert (form.seed, form.bank_hash) == (5, whole.bank.hash)


def test_the_same_seed_and_history_make_the_same_form_and_another_history_another(whole):
    first = build_form(whole, request_of(whole, 5, 200))
    met = {slot.item_id: (1, 1) for slot in first.questions}
    assert build_form(whole, request_of(whole, 5, 200)) == first
    assert {slot.item_id for slot in build_form(whole, request_of(whole, 5, 200, met)).questions} != set(met)


def test_a_bank_that_is_too_small_says_so(resources, home):
    with pytest.raises(AssemblyError) as told:
        build_form(open_shelf(resources, home), request_of(open_shelf(resources, home), 1, 0))
    assert str(told.value).endswith(".")
