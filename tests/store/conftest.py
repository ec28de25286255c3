import shutil
from contextlib import closing

import pytest

from cmas_desktop.store.database import open_database


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A data folder without rows, made once: copying it is quicker than making another."""
    folder = tmp_path_factory.mktemp("blank")
    open_database(folder).close()
    return folder


@pytest.fixture
def database(blank, tmp_path):
    """An open database of one's own, without rows."""
    with closing(open_database(shutil.copytree(blank, tmp_path / "data"))) as opened:
        yield opened
