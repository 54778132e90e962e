"""Where parts lie until they are stored, and whether there is room for more.

The tables hold paths relative to RECORDINGS_DIR, so that processes may mount it in different places.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from app.core.config import settings
from media.recording.ledger import Order

NODES = "nodes"


def root() -> Path:
    return Path(settings().recordings_dir).resolve()


def local(path: str) -> Path:
    """The file of a relative path; raises ValueError for one that leads out of the folder."""
    found = (root() / path).resolve()
    if not found.is_relative_to(root()):
        raise ValueError(f"{path} lies outside of the recordings.")
    return found


def part_path(order: Order, suffix: str = "webm") -> str:
    """No two attempts share one, also when the first left nothing but a file."""
    return f"{order.company_id}/{order.recording_id}/{order.number:04d}-{order.part_id}.{suffix}"


def prepared(path: str) -> Path:
    """The file of a relative path, with its folder made."""
    file = local(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def create(file: Path) -> FileIO:
    """A new file, unbuffered. Raises FileExistsError.

    Its folder may have been left empty, and gone, since it was made: another part of the recording is
    stored and removed while this one's recorder gets ready.
    """
    while True:
        with suppress(FileNotFoundError):
            file.parent.mkdir(parents=True, exist_ok=True)
            return file.open("xb", buffering=0)


def free_bytes() -> int:
    root().mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(root()).free


def has_room() -> bool:
    """Whether a recording may begin."""
    return free_bytes() >= settings().recordings_free_bytes


def is_running_out() -> bool:
    """Whether what runs has to end: half of the floor is left for finishing what there is."""
    return free_bytes() < settings().recordings_free_bytes // 2


def remove(*files: Path) -> None:
    """Deletes files, and the folders that they leave empty."""
    for file in files:
        file.unlink(missing_ok=True)
    for folder in {parent for file in files for parent in file.parents}:
        if folder.is_relative_to(root()) and folder != root():
            with suppress(OSError):
                folder.rmdir()


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alive(node: str) -> Iterator[None]:
    """Holds a lock that the kernel lets go when this process dies, however it dies."""
    path = _lock_path(node)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under its name it is locked from the first moment on.
    draft = path.with_suffix(".new")
    with draft.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        draft.rename(path)
        yield
        path.unlink(missing_ok=True)


def dead_nodes() -> list[str]:
    """Nodes that share this folder on this machine and ended without saying so."""
    folder = root() / NODES
    return [path.stem for path in sorted(folder.glob("*.lock")) if _is_free(path)]


def bury(node: str) -> None:
    """Forgets a dead node, once its parts were taken over."""
    _lock_path(node).unlink(missing_ok=True)


def _is_free(path: Path) -> bool:
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return False
    return True


def _lock_path(node: str) -> Path:
    return root() / NODES / f"{node}.lock"


def size(path: str) -> int:
    """0 where there is no such file."""
    file = local(path)
    return file.stat().st_size if file.exists() else 0


def sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
