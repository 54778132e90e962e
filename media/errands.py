"""Errands to the media server that are tried again until they are done; `reconciling` stands behind."""

from __future__ import annotations

from media import livekit
from workers.job import job
from workers.queues import QueueName


@job(QueueName.REALTIME)
def close_room(room: str) -> None:
    livekit.delete_room(room)


@job(QueueName.REALTIME)
def remove_from_room(room: str, identity: str) -> None:
    livekit.remove_participant(room, identity)
