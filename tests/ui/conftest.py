"""The application of the window's tests: whatever ran before, each test finds the usual font and colors."""

import pytest
from exams import plain_theme


@pytest.fixture(autouse=True)
def application(qapp):
    """The one application of this test run."""
    qapp.setFont(plain_theme().font())
    qapp.setPalette(qapp.style().standardPalette())
    return qapp
