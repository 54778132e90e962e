"""The protocol that both engines follow: start, follow, stop, status.

An engine records a room into the file of a part. It knows nothing of tables; the recorder tells it what is
wished and writes down what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from media.recording.ledger import Order, Wish
from tenants.context import CompanyRef


class EngineFailed(RuntimeError):
    """The recording could not be begun; `failure` is the word for it."""

    def __init__(self, failure: str, detail: str = "") -> None:
        super().__init__(detail or failure)
        self.failure = failure


@dataclass(frozen=True)
class Status:
    """`size` are the bytes on disk of the present part; with `failure` nothing more will come."""

    size: int = 0
    failure: str | None = None


class Session(Protocol):
    """One recording that runs. Only its own thread calls it."""

    def follow(self, wish: Wish) -> None:
        """Lets nobody be seen or heard whom the wish does not name, and goes where the room went."""

    def status(self) -> Status: ...

    def rotate(self, path: Path) -> int:
        """Goes on in another file without a gap; the bytes of the one that is complete now."""

    def stop(self) -> int:
        """Completes the file as far as it goes and leaves the room; its bytes. Never raises."""


class Engine(Protocol):
    @property
    def suffix(self) -> str:
        """What the files of its parts end with."""

    def start(self, order: Order, company: CompanyRef, wish: Wish, path: Path) -> Session:
        """Raises EngineFailed."""

    def is_well(self) -> bool:
        """Whether it could start another one now."""

    def close(self) -> None: ...
