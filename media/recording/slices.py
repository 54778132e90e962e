"""A file that grows by numbered slices: in order, each one once, each one on the disk before it counts."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

from media.recording.files import create, sync_folder
from media.recording.ledger import DISK_FULL


class SliceMissing(ValueError):
    """A slice came before the one that it follows."""


class SliceFile:
    """`failure` says why it takes no more; what was written until then is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self.failure: str | None = None
        self._next = 0
        self._lock = threading.Lock()
        self._file = create(path)
        sync_folder(path.parent)

    def append(self, number: int, content: bytes) -> None:
        """A slice that was sent again is passed over. Raises SliceMissing, or OSError at a full disk."""
        with self._lock:
            if number < self._next:
                return
            if number > self._next:
                raise SliceMissing(f"Slice {number} came instead of {self._next}.")
            try:
                self._write(content)
            except OSError as error:
                self.failure = DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else "disk"
                self._file.truncate(self.size)
                raise
            self.size += len(content)
            self._next += 1

    def _write(self, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]
        os.fsync(self._file.fileno())

    def close(self) -> None:
        with self._lock:
            self._file.close()
