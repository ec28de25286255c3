"""Twenty kills at random moments of driven exams: every acknowledged answer is there after each."""

import sys

import pytest
from kills import kill_exams


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="shown on Linux; the same code runs elsewhere"
)
def test_after_every_kill_each_acknowledged_answer_is_stored_and_the_candidate_is_where_they_were(tmp_path):
    tally = kill_exams(tmp_path, kills=20, seed=2026)
    assert tally.kills == 20
    assert tally.acknowledged > 50
    assert tally.lost == []
    assert tally.moved == []
