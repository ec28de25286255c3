import pytest

from cmas_desktop.store.settings import keep_setting, read_setting


def test_a_setting_that_nobody_kept_has_its_default(database):
    assert read_setting(database, "lab", "none") == "none"
    assert read_setting(database, "lab") is None


@pytest.mark.parametrize("value", ["Room 4", 1.5, True, None, [1, 2], {"seats": 12, "name": "Łódź"}])
def test_a_setting_comes_back_as_it_was_kept(database, value):
    keep_setting(database, "lab", value)
    assert read_setting(database, "lab", "another") == value


def test_a_setting_takes_the_place_of_the_one_before(database):
    keep_setting(database, "lab", "Room 4")
    keep_setting(database, "lab", "Room 5")
    assert read_setting(database, "lab") == "Room 5"


def test_keeping_one_setting_leaves_the_others(database):
    keep_setting(database, "lab", "Room 4")
    keep_setting(database, "host", "10.0.0.4")
    assert read_setting(database, "lab") == "Room 4"
