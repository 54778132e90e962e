"""Taking supervisors out of the media server's rooms: at once, and again until it has happened."""

from __future__ import annotations

from typing import Any

from app.core.outbox import add_entry, define_topic, deliver_entry
from media import livekit
from workers.job import job
from workers.queues import QueueName

REMOVE = "supervision.remove_participant"
CLOSE = "supervision.close_room"


def remove_later(room: str, identity: str) -> None:
    """Takes the identity out of the room once the current transaction has committed."""
    _soon(REMOVE, {"room": room, "identity": identity})


def close_later(room: str) -> None:
    _soon(CLOSE, {"room": room})


@job(QueueName.REALTIME)
def deliver_removal(entry_id: int) -> None:
    deliver_entry(entry_id)


def _soon(topic: str, payload: dict[str, Any]) -> None:
    deliver_removal.enqueue_on_commit(entry_id=add_entry(topic, payload).id)


define_topic(REMOVE, lambda payload: livekit.remove_participant(**payload))
define_topic(CLOSE, lambda payload: livekit.delete_room(payload["room"]))
