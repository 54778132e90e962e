"""Waiting for a condition that another process brings about."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
POLL_SECONDS = 0.05


def eventually(check: Callable[[], T], seconds: float = 15) -> T:
    """The first truthy answer of `check`; fails when there is none in time."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not (answer := check()):
        assert time.monotonic() < end, f"Not within {seconds} s."
        pause.wait(POLL_SECONDS)
    return answer
