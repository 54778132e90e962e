"""A call that must be recorded, and is not: without consent it ends, without a recorder it is held or
ends, as the department says.
"""

from __future__ import annotations

from datetime import datetime

from app.calls.models import Call, Participant
from app.calls.operations import do_end, do_hold, do_resume
from app.calls.queries import current_leg
from app.calls.state import CallStatus, EndReason
from app.calls.timeline import note_event
from app.core.db import db
from app.core.errors import Conflict
from app.guests.models import Guest
from app.guests.operations import do_leave
from app.guests.state import Reason
from app.recordings.models import Recording
from app.recordings.queries import latest_of
from app.recordings.state import RecordingState
from app.team.models import Department

_S = RecordingState
_NOT_STARTED = (_S.QUEUED, _S.STARTING, _S.FAILED)


def do_end_without_consent(call: Call, participant: Participant) -> None:
    """The client's refusal ends the call; a guest who does not agree leaves it."""
    if participant.kind == "client":
        do_end(call, CallStatus.COMPLETED, EndReason.CONSENT_DECLINED, participant.name)
    elif participant.guest_id is not None:
        note_event(call, "left_without_consent", participant.name)
        do_leave(call, db.session.get_one(Guest, participant.guest_id), Reason.NO_CONSENT)


def do_enforce(call: Call, now: datetime) -> Recording | None:
    """Holds or ends a call whose recording should have started by now; returns what changed, if any."""
    recording = latest_of(call.id)
    if recording is None or recording.start_by is None or recording.start_by > now:
        return None
    if recording.state not in _NOT_STARTED or recording.holds_call or call.ended_at is not None:
        return None
    do_fall_back(call, recording)
    return recording


def do_fall_back(call: Call, recording: Recording) -> None:
    recording.start_by = None
    if call.ended_at is not None:
        return
    department = db.session.get_one(Department, recording.department_id)
    if department.recording_fallback == "end":
        do_end(call, CallStatus.COMPLETED, EndReason.RECORDING_UNAVAILABLE)
        return
    recording.holds_call = True
    note_event(call, "recording_awaited")
    if current_leg(call) is not None:
        do_hold(call, department.name)


def do_let_go(call: Call, recording: Recording) -> None:
    """The recording runs: a call that waited for it goes on."""
    if not recording.holds_call:
        return
    recording.holds_call = False
    if current_leg(call) is not None:
        do_resume(call, db.session.get_one(Department, recording.department_id).name)


def check_may_resume(call: Call) -> None:
    """Raises Conflict while the call waits for a recording that it must have."""
    recording = latest_of(call.id)
    if recording is not None and recording.holds_call:
        raise Conflict(
            "This department records all calls. The call goes on once it is recorded.",
            slug="recording-required",
            title="The call is not recorded yet",
        )
