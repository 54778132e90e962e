"""The whisper's own room: nobody but the supervisor and the attendant ever gets a ticket for it.

Callers hold the floor and the call's row.
"""

from __future__ import annotations

from app.calls.models import Call
from app.calls.operations import do_show
from app.supervision.identities import coached_identity, new_coach_room
from app.supervision.models import Supervision
from app.supervision.queries import whisper_of_call
from app.supervision.removals import close_later, remove_later
from app.supervision.telling import tell


def do_prepare(supervision: Supervision) -> None:
    """Names the room; a job makes it after the commit."""
    supervision.coach_room = new_coach_room(supervision)
    supervision.coach_ready = False


def do_open(supervision: Supervision, call: Call) -> None:
    """The room stands: the attendant is told, and both can have their tickets."""
    supervision.coach_ready = True
    supervision.problem = None
    state = {
        "supervision_id": supervision.id,
        "person_name": supervision.person.name,
        "since": supervision.modes[-1].began_at,
    }
    do_show(call, "coaching", state)
    tell(supervision)


def do_close(supervision: Supervision, call: Call) -> None:
    if supervision.coach_room is not None:
        close_later(supervision.coach_room)
    supervision.coach_room = None
    supervision.coach_ready = False
    if call.coaching is not None:
        do_show(call, "coaching", None)


def do_release(call: Call, participant_id: int) -> None:
    """An attendant who left the call leaves the whisper's room too; it goes on with the next one."""
    whisper = whisper_of_call(call.id)
    if whisper is not None and whisper.coach_room is not None:
        remove_later(whisper.coach_room, coached_identity(participant_id))
