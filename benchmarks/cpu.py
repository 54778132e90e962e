"""What a process and its children spend."""

from __future__ import annotations

import threading

import psutil


def cpu_seconds(pid: int) -> float:
    """Of a process and all that it has started."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(sum(each.cpu_times()[:2]) for each in family)


def spent(pid: int, seconds: int) -> float:
    """CPU seconds a minute."""
    before = cpu_seconds(pid)
    threading.Event().wait(seconds)
    return (cpu_seconds(pid) - before) * 60 / seconds
