import sys

import pytest

from cmas_desktop.guard import clock as module
from cmas_desktop.guard.clock import system_clock


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's clocks")
def test_the_clocks_of_this_system_go_forward_together():
    read = system_clock()
    first = read()
    second = read()
    while second.active_ns == first.active_ns:
        second = read()
    assert second.inclusive_ns > first.inclusive_ns
    assert second.wall_ms >= first.wall_ms
    assert first.boot_id == second.boot_id != ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's clocks")
def test_the_inclusive_clock_is_never_behind_the_active_one():
    reading = system_clock()()
    assert reading.inclusive_ns >= reading.active_ns - 1_000_000


def test_windows_stands_in_for_a_boot_identity_with_the_time_of_boot():
    booted = 1_795_000_000_000
    early = module._windows_boot_id(booted + 60_000, 60_000)
    late = module._windows_boot_id(booted + 7_200_900, 7_200_000)
    assert early == late
    assert module._windows_boot_id(booted + 7_300_000, 30_000) != early
