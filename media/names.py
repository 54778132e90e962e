"""Names of rooms and of those in them.

A room's name begins with its company and ends with chance: each attempt has a room of its own, so that
nobody comes into a later one with an earlier one's ticket.
"""

from __future__ import annotations

import re
import secrets

from tenants.context import current_company

_ROOM = re.compile(r"c(\d{1,18})-[\w-]+")
RANDOM_BYTES = 9


def new_room_name(*parts: object) -> str:
    """`c{company}-{parts}-{random}`, of the company whose scope is open."""
    words = "-".join(str(part) for part in parts)
    return f"c{current_company().id}-{words}-{secrets.token_urlsafe(RANDOM_BYTES)}"


def company_of(room: str) -> int | None:
    """The company's number, or None for a room that is not ours."""
    match = _ROOM.fullmatch(room)
    return int(match[1]) if match else None


def participant_identity(participant_id: int) -> str:
    return f"participant-{participant_id}"


def recorder_identity(recording_id: int, number: int) -> str:
    """A recorder that began with part `number`."""
    return f"recorder-{recording_id}-{number}"
