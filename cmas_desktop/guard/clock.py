"""The system's clocks: one that stops while the computer sleeps, one that does not, and which start it is.

Linux: CLOCK_MONOTONIC and CLOCK_BOOTTIME. Windows: QueryUnbiasedInterruptTime and GetTickCount64.
macOS: CLOCK_UPTIME_RAW and CLOCK_MONOTONIC_RAW. Python's `time.monotonic` is not used for sleep:
what it counts differs between systems and Python versions. Windows and macOS are untested on hardware.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cmas_desktop.engine.timing import ClockReading

BOOT_GRAIN_MS = 10_000
"""Windows tells no boot identity: its time of boot, rounded to this, stands in for one."""


WINDOWS_LOADER = "WinDLL"
"""`ctypes` has this loader on Windows only."""


def system_clock(platform: str = sys.platform) -> Callable[[], ClockReading]:
    """The function that reads this system's clocks."""
    if platform == "win32":
        return _windows_clock()
    if platform == "darwin":
        return _clock_gettime_clock(_mac_boot_id(), "CLOCK_UPTIME_RAW", "CLOCK_MONOTONIC_RAW")
    return _clock_gettime_clock(_linux_boot_id(), "CLOCK_MONOTONIC", "CLOCK_BOOTTIME")


def _clock_gettime_clock(boot_id: str, active: str, inclusive: str) -> Callable[[], ClockReading]:
    active_id, inclusive_id = getattr(time, active), getattr(time, inclusive)

    def read() -> ClockReading:
        return ClockReading(
            boot_id,
            time.clock_gettime_ns(active_id),
            time.clock_gettime_ns(inclusive_id),
            time.time_ns() // 1_000_000,
        )

    return read


def _linux_boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def _mac_boot_id() -> str:
    command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _windows_clock() -> Callable[[], ClockReading]:
    kernel = getattr(ctypes, WINDOWS_LOADER)("kernel32")
    kernel.GetTickCount64.restype = ctypes.c_ulonglong
    unbiased = ctypes.c_ulonglong()
    boot_id = _windows_boot_id(time.time_ns() // 1_000_000, int(kernel.GetTickCount64()))

    def read() -> ClockReading:
        kernel.QueryUnbiasedInterruptTime(ctypes.byref(unbiased))
        ticks_ms = int(kernel.GetTickCount64())
        wall_ms = time.time_ns() // 1_000_000
        return ClockReading(boot_id, unbiased.value * 100, ticks_ms * 1_000_000, wall_ms)

    return read


def _windows_boot_id(wall_ms: int, ticks_ms: int) -> str:
    return f"boot-{round((wall_ms - ticks_ms) / BOOT_GRAIN_MS)}"
