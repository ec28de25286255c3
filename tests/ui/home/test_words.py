import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pasts import many, past

from cmas_desktop.ui.home.words import attempts_words, date_words

ROOT = Path(__file__).resolve().parents[3]
GERMAN = Path("/usr/share/i18n/locales/de_DE")


@pytest.fixture
def phoenix(monkeypatch):
    """This computer stands in Arizona: seven hours behind UTC all year."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone cannot be set here")
    monkeypatch.setenv("TZ", "UTC+7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2026-11-24T14:05:09-07:00", "Nov 24, 2026, 2:05 PM"),
        ("2026-11-24T21:05:09+00:00", "Nov 24, 2026, 2:05 PM"),
        ("2026-11-24T00:00:00-07:00", "Nov 24, 2026, 12:00 AM"),
        ("2026-11-24T12:30:00-07:00", "Nov 24, 2026, 12:30 PM"),
        ("2026-11-24T23:59:59-07:00", "Nov 24, 2026, 11:59 PM"),
        ("2026-03-01T01:00:00+00:00", "Feb 28, 2026, 6:00 PM"),
        ("2028-02-29T09:07:00-07:00", "Feb 29, 2028, 9:07 AM"),
    ],
)
def test_a_moment_is_said_in_the_time_of_this_computer(phoenix, iso, said):
    assert date_words(iso) == said


def test_every_month_has_its_english_name(phoenix):
    said = [date_words(f"2026-{month:02d}-15T12:00:00-07:00")[:3] for month in range(1, 13)]
    assert " ".join(said) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


@pytest.mark.skipif(not (shutil.which("localedef") and GERMAN.exists()), reason="needs a German locale")
def test_a_computer_that_speaks_german_says_morning_and_afternoon_too(tmp_path):
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(tmp_path / "de_DE.UTF-8")], check=False)
    german = {**os.environ, "LOCPATH": str(tmp_path), "LC_ALL": "de_DE.UTF-8", "TZ": "UTC+7"}
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import locale; print(locale.setlocale(locale.LC_ALL, ''))\n"
            "from cmas_desktop.ui.home.words import date_words\n"
            "print(date_words('2026-03-24T14:05:09-07:00'))",
        ],
        env=german,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == ["de_DE.UTF-8", "Mar 24, 2026, 2:05 PM"]


def test_who_has_done_nothing_yet_is_told_why_to_begin():
    assert attempts_words(()).startswith("None yet.")


def test_one_attempt_is_said_as_one():
    assert attempts_words([past(shown=64)]) == "1 attempt, 0 passed; best score 64."
    assert attempts_words([past(shown=70)]) == "1 attempt, 1 passed; best score 70."


def test_many_attempts_are_counted_and_the_best_is_named_wherever_it_stands():
    assert attempts_words(many(25)) == "25 attempts, 6 passed; best score 75."
    assert attempts_words(many(25)[::-1]) == "25 attempts, 6 passed; best score 75."
