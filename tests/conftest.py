"""What every test run needs: a screenless Qt, and the bank prepared once."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def prepared_bank():
    """Prepare the bank as set-up does, so that no test pays for it."""
    from cmas_desktop.bank.blueprint_file import read_blueprint
    from cmas_desktop.bank.prepared import is_current, prepare
    from cmas_desktop.places import resources_folder

    resources = resources_folder()
    target = resources / "prepared" / "bank.prepared"
    if not is_current(target, resources / "bank"):
        target.parent.mkdir(exist_ok=True)
        prepare(resources / "bank", read_blueprint(resources / "blueprint" / "cmas.toml"), target)
    return target


@pytest.fixture
def hand():
    """A clock in the test's hand."""
    from sittings import HandClock

    return HandClock()


@pytest.fixture
def desk(tmp_path, hand):
    """The desk of a fresh data folder, by that clock."""
    from desks import open_here

    with open_here(tmp_path, hand) as desk:
        yield desk
