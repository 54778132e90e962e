"""The steps that every change of a recording is made of. Callers show the result (`views.show`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.calls import sfu
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from app.recordings.domain_events import RecordingDemanded, RecordingQueued, RecordingStopping
from app.recordings.models import Recording
from app.recordings.state import START_TIME, RecordingEnd, RecordingState, check_transition

_S = RecordingState


def lock(recording_id: int) -> tuple[Call, Recording]:
    """The call and its recording, re-read under the locks that every change needs; or NotFound."""
    call_id = db.session.scalar(select(Recording.call_id).where(Recording.id == recording_id))
    if call_id is None:
        raise NotFound()
    lock_floor()
    call = locked_call(call_id)
    recording = db.session.scalars(
        select(Recording)
        .where(Recording.id == recording_id)
        .execution_options(populate_existing=True)
    ).one()
    return call, recording


def add(call: Call, person_id: int | None, *, mandatory: bool) -> Recording:
    """A new one, in the state `asking`."""
    recording = Recording(
        call_id=call.id,
        department_id=call.department_id,
        state=_S.ASKING,
        mandatory=mandatory,
        started_by_id=person_id,
        requested_at=utcnow(),
    )
    db.session.add(recording)
    db.session.flush()
    return recording


def move(recording: Recording, following: RecordingState) -> None:
    """Raises IllegalTransition."""
    check_transition(recording.state, following)
    recording.state = following
    recording.touch()


def queue(call: Call, recording: Recording, failure: str | None = None) -> None:
    """It may be recorded from now on; the call moves to the media server for it."""
    move(recording, _S.QUEUED)
    recording.failure = failure
    recording.queued_at = utcnow()
    if recording.mandatory:
        demand_by(recording, recording.queued_at + START_TIME)
    sfu.do_want_sfu(call, "recording")
    publish(RecordingQueued(recording))


def demand_by(recording: Recording, deadline: datetime) -> None:
    """Unless it runs by then, the call is held or ends."""
    recording.start_by = deadline
    publish(RecordingDemanded(recording))


def wind_up(recording: Recording, reason: RecordingEnd) -> None:
    """Ends it, at once or, where a recorder works on it, as soon as that has finished its file."""
    if recording.state in (_S.STARTING, _S.RECORDING):
        recording.end_reason = reason
        move(recording, _S.STOPPING)
        publish(RecordingStopping(recording))
    elif recording.state != _S.STOPPING:
        end(recording, _S.STOPPED, reason)


def end(
    recording: Recording,
    state: RecordingState,
    reason: RecordingEnd,
    failure: str | None = None,
) -> None:
    move(recording, state)
    recording.end_reason = reason
    recording.failure = failure
    recording.start_by = None
    recording.ended_at = recording.ended_at or utcnow()
