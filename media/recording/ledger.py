"""What recording has to ask and to note about calls. The slice of recordings keeps it.

This package knows files and engines, not calls and consents. `use` registers the keeper. Every method runs
in the scope of a company, begins without an open transaction, and commits what it writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

# Failures, as the tables and the screens know them.
DISK_FULL = "disk-full"
NO_MEDIA_SERVER = "media-server-unreachable"
RECORDER_LOST = "recorder-lost"
BROWSER_FAILED = "browser-failed"
EGRESS_FAILED = "egress-failed"
NOT_EVERYBODY = "not-everybody-agreed"
DAMAGED = "damaged"
NOT_READY = "not-ready"
FILE_MISSING = "local-file-missing"
STORE_UNREACHABLE = "store-unreachable"


@dataclass(frozen=True)
class Order:
    """A recording that this node has taken; `part_id` is its part number `number`."""

    company_id: int
    recording_id: int
    part_id: int
    number: int
    protocol: str
    language: str


@dataclass(frozen=True)
class Wish:
    """What is to happen with a recording now.

    `people` may be seen and heard: identity on the media server → name, in the order of their pictures.
    `everybody` says that nobody else is in the room. `room` is None while the call has none.
    """

    stop: bool = False
    room: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    everybody: bool = True


@dataclass(frozen=True)
class PartFile:
    """A part on its way to the store. `path` is relative to RECORDINGS_DIR, as all that are kept."""

    part_id: int
    recording_id: int
    number: int
    path: str
    key: str
    upload_id: str | None


@dataclass(frozen=True)
class Stored:
    """What is known of a part once its object was verified: seconds, bytes, SHA-256 as hex."""

    seconds: float
    size: int
    sha256: str


@dataclass(frozen=True)
class Doomed:
    """A part whose retention time is over."""

    part_id: int
    key: str | None
    path: str | None


@dataclass(frozen=True)
class OpenPart:
    """A part that `node` has not finished; `path` is None while nothing is on disk."""

    part_id: int
    node: str | None
    path: str | None
    heartbeat_at: datetime | None = None


class Ledger(Protocol):
    # What recorders do.

    def claim(self, node: str) -> Order | None:
        """Takes the recording that has waited longest, for one node alone."""

    def note_waiting(self, failure: str | None) -> None:
        """Says of those that wait why they still do; None: until a recorder is free."""

    def wish(self, part_id: int, node: str, size: int) -> Wish | None:
        """The node's heartbeat; None when the part is not its own any more."""

    def began(self, part_id: int, node: str, path: str) -> bool:
        """The first bytes are on disk at `path`; False when the part is not the node's any more."""

    def next_part(self, part_id: int, node: str) -> Order | None:
        """The part that follows, begun by the same node while the former one still runs."""

    def finished(self, part_id: int, node: str, size: int) -> None:
        """The file is complete and goes to the store, while the recording goes on in the next part."""

    def let_go(self, part_id: int, node: str, size: int, failure: str | None) -> None:
        """The node is done with the recording: it is over if it was to stop, else it waits again.

        The part goes to the store, or disappears if nothing was written.
        """

    # What the watchdog does.

    def open_parts(self, before: datetime | None = None, node: str | None = None) -> list[OpenPart]:
        """Unfinished parts of which nothing was heard since `before`, or that `node` has."""

    def take_over(self, part: OpenPart, size: int) -> None:
        """Does for a lost node what it would have done in `let_go`, unless it was heard of since."""

    # What the way to the store needs.

    def to_store(self, before: datetime) -> list[int]:
        """Parts that are not stored, and that nobody has touched since `before`."""

    def lease(self, part_id: int, before: datetime) -> PartFile | None:
        """Takes a finished part to store it, or one whose keeper is silent since `before`."""

    def still_storing(self, part_id: int) -> None:
        """The keeper's heartbeat."""

    def storing(self, part_id: int, upload_id: str | None, percent: int) -> None:
        """How far the keeper has come."""

    def stored(self, part_id: int, facts: Stored) -> None:
        """The object was verified; the local copy is about to go."""

    def not_stored(self, part_id: int, failure: str, *, final: bool) -> int:
        """Notes why; `final` gives up. How many times it was tried."""

    def uploads(self) -> set[str]:
        """The multipart uploads that parts are still working on."""

    # What retention needs.

    def move_deadlines(self, grace_until: datetime) -> None:
        """Follows the plan: a longer retention at once, a shorter one not before `grace_until`."""

    def doom(self, now: datetime) -> list[Doomed]:
        """Parts past their time, legal holds spared; from now on nobody can play them."""

    def purged(self, part_id: int) -> None:
        """Nothing is left of it but the row."""


_keepers: list[Ledger] = []


def use(keeper: Ledger) -> None:
    _keepers[:] = [keeper]


def ledger() -> Ledger:
    """Raises RuntimeError where no slice keeps recordings."""
    if not _keepers:
        raise RuntimeError("Nobody keeps the recordings.")
    return _keepers[0]
