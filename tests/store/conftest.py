from contextlib import closing

import pytest

from cmas_desktop.store.database import open_database


@pytest.fixture
def database(tmp_path):
    with closing(open_database(tmp_path / "data")) as opened:
        yield opened
