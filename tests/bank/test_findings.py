from __future__ import annotations

import pytest

from cmas_desktop.bank.findings import Figure, Finding, Report, Severity, Unit


def figure(value, least=None, most=None, unit=Unit.SHARE, low=None, high=None):
    return Figure("x", "a figure", 50, value, least, most, unit, low, high)


@pytest.mark.parametrize(
    ("value", "least", "most", "met"),
    [
        (0.25, 0.20, 0.30, True),
        (0.20, 0.20, 0.30, True),
        (0.30, 0.20, 0.30, True),
        (0.199, 0.20, 0.30, False),
        (0.301, 0.20, 0.30, False),
        (0.9, None, None, True),
        (0.44, 0.45, None, False),
        (0.41, None, 0.40, False),
        (3 * 0.1, None, 0.3, True),
    ],
)
def test_a_bound_holds_up_to_itself(value, least, most, met):
    assert figure(value, least, most).met is met


def test_a_share_is_shown_in_percent_with_its_interval_and_bound():
    shown = figure(0.2345, 0.20, 0.30, low=0.151, high=0.3333)
    assert (shown.value_text, shown.interval_text, shown.bound_text) == (
        "23.4%",
        "(15.1-33.3%)",
        "20% to 30%",
    )


def test_words_are_shown_whole_and_numbers_with_two_decimals():
    assert figure(42.0, None, 55, Unit.WORDS).value_text == "42"
    assert figure(42.0, None, 55, Unit.WORDS).bound_text == "at most 55"
    assert figure(1.004, 0.93, None, Unit.NUMBER).value_text == "1.00"
    assert figure(1.004, 0.93, None, Unit.NUMBER).bound_text == "at least 0.93"
    assert figure(1.0).bound_text == figure(1.0).interval_text == ""


def test_only_errors_stop_a_build():
    error = Finding("f", "i", "stem", "rule", "Wrong.")
    warning = Finding("f", "i", "stem", "rule", "Odd.", Severity.WARNING)
    assert Report((warning, error), ()).errors == (error,)
