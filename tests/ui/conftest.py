"""The application of the window's tests: whatever ran before, each test finds the usual font and colors."""

import pytest


@pytest.fixture(autouse=True)
def application(qapp):
    """The one application of this test run."""
    from exams import plain_theme

    qapp.setFont(plain_theme().font())
    qapp.setPalette(qapp.style().standardPalette())
    return qapp
