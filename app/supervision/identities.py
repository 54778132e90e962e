"""Names on the media server. A room's name is new each time, so that no old ticket opens it."""

from __future__ import annotations

from app.supervision.models import Supervision
from media.names import new_room_name


def monitor_identity(supervision: Supervision) -> str:
    return f"monitor-{supervision.id}"


def coach_identity(supervision: Supervision) -> str:
    return f"coach-{supervision.id}"


def coached_identity(participant_id: int) -> str:
    return f"coached-{participant_id}"


def new_coach_room(supervision: Supervision) -> str:
    return new_room_name("coach", supervision.id)
