import pytest
from hypothesis import given
from hypothesis import strategies as st
from sittings import HOUR_MS, MS, POLICY, HandClock

from cmas_desktop.engine.timing import (
    ClockCheckpoint,
    GracePolicy,
    NoteKind,
    clock_body,
    resume_clock,
    start_clock,
    warning_due,
)


@pytest.fixture
def hand():
    return HandClock()


@pytest.fixture
def running(hand):
    return start_clock(2 * HOUR_MS, POLICY, hand())


def test_time_passes_by_the_active_clock(hand, running):
    clock, notes = running.advanced(hand.run(61_000))
    assert (clock.consumed_ms, clock.remaining_ms, notes) == (61_000, 2 * HOUR_MS - 61_000, ())


def test_many_small_steps_lose_nothing(hand, running):
    clock = running
    for _ in range(1000):
        clock, _notes = clock.advanced(hand.run(3))
    assert clock.consumed_ms == 3000


def test_setting_the_wall_clock_changes_no_time_and_is_noted(hand, running):
    hand.run(1000)
    clock, notes = running.advanced(hand.set_wall(3 * HOUR_MS))
    assert clock.consumed_ms == 1000
    assert [(note.kind, note.size_ms, note.counted_ms) for note in notes] == [
        (NoteKind.WALL_JUMP, 3 * HOUR_MS, 0)
    ]


def test_setting_the_wall_clock_back_is_noted_too(hand, running):
    _clock, notes = running.advanced(hand.set_wall(-HOUR_MS))
    assert notes[0].size_ms == -HOUR_MS


def test_a_short_sleep_is_free(hand, running):
    clock, notes = running.advanced(hand.sleep(90_000))
    assert clock.consumed_ms == 0
    assert [(note.kind, note.size_ms, note.counted_ms) for note in notes] == [(NoteKind.SLEEP, 90_000, 0)]


def test_a_long_sleep_counts_beyond_its_grace(hand, running):
    clock, notes = running.advanced(hand.sleep(10 * 60_000))
    assert clock.consumed_ms == 8 * 60_000
    assert notes[0].counted_ms == 8 * 60_000


def test_the_free_time_of_all_absences_is_limited(hand, running):
    clock = running
    for _ in range(6):
        clock, _notes = clock.advanced(hand.sleep(120_000))
    assert clock.free_used_ms == 600_000
    assert clock.consumed_ms == 120_000


def test_clocks_that_run_backwards_give_no_time_back(hand, running):
    early = hand()
    clock, _notes = running.advanced(hand.run(5_000))
    again, _notes = clock.advanced(early)
    assert again.consumed_ms == 5_000


def test_time_left_never_falls_below_zero(hand, running):
    clock, _notes = running.advanced(hand.run(3 * HOUR_MS))
    assert clock.remaining_ms == 0
    assert clock.expired


def checkpoint(hand, consumed_ms=50_000, free_ms=0):
    now = hand()
    return ClockCheckpoint(now.boot_id, now.inclusive_ns // MS, now.wall_ms, consumed_ms, free_ms)


def test_a_crash_costs_nothing_when_the_return_is_quick(hand):
    before = checkpoint(hand)
    clock, note = resume_clock(2 * HOUR_MS, POLICY, before, hand.run(20_000))
    assert clock.consumed_ms == 50_000
    assert (note.kind, note.size_ms, note.counted_ms) == (NoteKind.GAP, 20_000, 0)


def test_a_long_absence_runs_on_the_clock(hand):
    before = checkpoint(hand)
    clock, note = resume_clock(2 * HOUR_MS, POLICY, before, hand.run(20 * 60_000))
    assert clock.consumed_ms == 50_000 + 18 * 60_000
    assert note.counted_ms == 18 * 60_000


def test_a_gap_in_the_same_run_of_the_computer_ignores_the_wall_clock(hand):
    before = checkpoint(hand)
    hand.run(10_000)
    _clock, note = resume_clock(2 * HOUR_MS, POLICY, before, hand.set_wall(-5 * HOUR_MS))
    assert note.size_ms == 10_000


def test_after_a_restart_the_wall_clock_bridges_the_gap(hand):
    before = checkpoint(hand)
    clock, note = resume_clock(2 * HOUR_MS, POLICY, before, hand.reboot(5 * 60_000))
    assert note.size_ms == 5 * 60_000
    assert clock.consumed_ms == 50_000 + 3 * 60_000


@pytest.mark.parametrize("away_ms", [-HOUR_MS, 30 * HOUR_MS])
def test_a_gap_that_cannot_be_believed_costs_nothing_and_is_noted(hand, away_ms):
    before = checkpoint(hand)
    clock, note = resume_clock(2 * HOUR_MS, POLICY, before, hand.reboot(away_ms))
    assert note.kind is NoteKind.GAP_UNKNOWN
    assert clock.consumed_ms == 50_000


def test_a_note_and_a_reading_can_be_kept_in_a_journal(hand):
    note = resume_clock(HOUR_MS, POLICY, checkpoint(hand), hand.run(1000))[1]
    assert note.to_body() == {"note": "gap", "size_ms": 1000, "counted_ms": 0}
    assert clock_body(hand()) == {"boot": "boot-1", "inclusive_ms": 6000}


@pytest.mark.parametrize(
    ("before", "now", "warning"),
    [
        (30 * 60_000 + 1, 30 * 60_000, 30),
        (30 * 60_000, 29 * 60_000, None),
        (16 * 60_000, 14 * 60_000, 15),
        (20 * 60_000, 30_000, 1),
        (2 * HOUR_MS, 31 * 60_000, None),
    ],
)
def test_a_warning_comes_once_and_the_most_urgent_wins(before, now, warning):
    assert warning_due((30, 15, 5, 1), before, now) == warning


@given(
    absence=st.integers(0, 10**8),
    used=st.integers(0, 10**7),
    each=st.integers(0, 10**6),
    total=st.integers(0, 10**7),
)
def test_what_counts_is_never_negative_and_never_more_than_the_absence(absence, used, each, total):
    counted = GracePolicy(each, total).counted(absence, used)
    assert 0 <= counted <= absence
    assert absence - counted <= each
