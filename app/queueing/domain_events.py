"""What other slices can react to."""

from __future__ import annotations

from dataclasses import dataclass

from app.calls.models import Call
from app.queueing.models import Offer, QueueEntry


@dataclass(frozen=True)
class EntryAnswered:
    entry: QueueEntry
    call: Call


@dataclass(frozen=True)
class EntryEnded:
    """The client's wait ended without an attendant; `entry.state` says how."""

    entry: QueueEntry


@dataclass(frozen=True)
class QueueChanged:
    """Somebody joined or left this department's queue: positions may have moved."""

    department_id: int


@dataclass(frozen=True)
class EntryQueued:
    entry: QueueEntry


@dataclass(frozen=True)
class OfferMade:
    offer: Offer
