"""What a call's life means for its recording."""

from __future__ import annotations

from app.calls.domain_events import (
    CallAnswered,
    CallEnded,
    CallMoved,
    CallMoveFailed,
    ParticipantLeft,
    ParticipantSeated,
)
from app.calls.hooks import guard_resume
from app.core.bus import subscribe
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.recordings import operations
from app.recordings.consents import must_be_asked
from app.recordings.domain_events import ConsentAsked, RecordingDemanded
from app.recordings.fallback import check_may_resume
from app.recordings.jobs import enforce_recording, expire_consents
from app.recordings.life import demand_by
from app.recordings.queries import (
    department_has_recordings,
    latest_of,
    live_of,
    recorder_seats,
)
from app.recordings.state import RecordingState
from app.recordings.views import show
from app.team.hooks import guard_deletion
from app.team.models import Department
from billing.limits import company_has
from billing.plans import Feature
from media.occupancy import keep_seats


def demand(event: CallAnswered) -> None:
    """A department that records always asks at the start, also of a call that was transferred to it."""
    department = db.session.get_one(Department, event.call.department_id)
    if department.recording_policy == "full" and company_has(Feature.RECORDING):
        db.session.flush()
        operations.do_demand(event.call)


def ask_newcomer(event: ParticipantSeated) -> None:
    if not must_be_asked(event.participant):
        return
    db.session.flush()
    recording = live_of(event.call.id)
    if recording is not None and recording.state != RecordingState.STOPPING:
        operations.do_ask_newcomer(event.call, recording, event.participant)


def let_go(event: ParticipantLeft) -> None:
    operations.do_leave(event.call, event.participant)


def end(event: CallEnded) -> None:
    operations.do_end_with_call(event.call)


def follow_move(event: CallMoved | CallMoveFailed) -> None:
    """The media server has the call, or cannot be reached: the screens say so."""
    recording = latest_of(event.call.id)
    if recording is None or recording.state != RecordingState.QUEUED:
        return
    if isinstance(event, CallMoveFailed) and recording.mandatory and not recording.holds_call:
        demand_by(recording, utcnow())
    show(event.call, recording)


def time_answer(event: ConsentAsked) -> None:
    expire_consents.enqueue_on_commit(at=event.consent.answer_until, call_id=event.consent.call_id)


def time_start(event: RecordingDemanded) -> None:
    recording = event.recording
    enforce_recording.enqueue_on_commit(at=recording.start_by, call_id=recording.call_id)


def keep_department(department_id: int) -> None:
    if department_has_recordings(department_id):
        raise Conflict(
            "The history of its recordings must stay. Deactivate it instead.",
            slug="department-has-recordings",
            title="This department has recordings",
        )


guard_resume(check_may_resume)
guard_deletion(keep_department)
subscribe(CallAnswered, demand)
subscribe(ParticipantSeated, ask_newcomer)
subscribe(ParticipantLeft, let_go)
subscribe(CallEnded, end)
subscribe(CallMoved, follow_move)
subscribe(CallMoveFailed, follow_move)
subscribe(ConsentAsked, time_answer)
subscribe(RecordingDemanded, time_start)
keep_seats("recorder", recorder_seats)
