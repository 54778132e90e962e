"""Short links to a part's file. Each one is in the audit log: who, what, to watch or to keep."""

from __future__ import annotations

from app.access.actor import PersonActor
from app.access.audit import record
from app.core.errors import Conflict, NotFound
from app.recordings.models import Part, Recording
from app.recordings.queries import get_part
from app.recordings.state import PartState
from media.storage import MAX_LINK_SECONDS, signed_url

CONTENT_TYPE = "video/webm"
_ACTIONS = {"attachment": "recording.downloaded", "inline": "recording.played"}


def link_to(actor: PersonActor, recording_id: int, number: int, disposition: str) -> str:
    """A link of at most five minutes. Raises NotFound, or Conflict for a part that cannot be had."""
    recording, part = get_part(actor, recording_id, number)
    check_stored(part)
    if part.key is None:
        raise NotFound()
    record(
        _ACTIONS[disposition],
        "recording",
        recording.id,
        call_id=recording.call_id,
        part=number,
    )
    return signed_url(
        part.key,
        file_name(recording, number),
        CONTENT_TYPE,
        seconds=MAX_LINK_SECONDS,
        disposition=disposition,
    )


def check_stored(part: Part) -> None:
    if part.state == PartState.PURGED:
        raise Conflict("Its time is over, so it was deleted.", slug="recording-purged")
    if part.state != PartState.STORED:
        raise Conflict("The file is still on its way to the store.", slug="recording-not-stored")


def file_name(recording: Recording, number: int) -> str:
    at = recording.started_at or recording.requested_at
    return f"recording-{recording.call_id}-{at:%Y-%m-%d}-part-{number}.webm"
