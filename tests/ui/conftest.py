"""What every test of the window needs: the application, without which Qt ends the process."""

import pytest


@pytest.fixture(autouse=True)
def application(qapp):
    """The one application of this test run."""
    return qapp
