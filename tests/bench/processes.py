"""Processes looked at from outside: CPU time, resident memory."""

from __future__ import annotations

import contextlib
from typing import Final

import psutil

MIB: Final = 1024 * 1024


def cpu_seconds(pid: int) -> float:
    """CPU seconds, user and system, of a process and of all that it has started and that live."""
    process = psutil.Process(pid)
    return sum(map(_own_seconds, (process, *process.children(recursive=True))))


def resident_mib(pid: int) -> float:
    """Resident memory of one process in MiB."""
    return float(psutil.Process(pid).memory_info().rss) / MIB


def _own_seconds(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
