"""One demo at a time works on its data."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from tests.demo import places


class AlreadyRunning(Exception):
    """Another process uses the demo's data."""


@contextmanager
def alone() -> Iterator[None]:
    """Hold the demo's lock. Raises AlreadyRunning."""
    places.HOME.mkdir(parents=True, exist_ok=True)
    with (places.HOME / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning("The demo is already running; end it with Ctrl-C first.") from None
        yield
