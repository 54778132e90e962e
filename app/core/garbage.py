"""What a process keeps for its whole life, kept out of the garbage collector's sight."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Whatever lives at the end of the block is never looked at again by the collector.

    Loading is quicker without the collector, each collection afterwards has only the requests' own
    objects to go through, and a fork does not copy the pages of all the others.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
