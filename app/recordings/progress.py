"""What a recorder reports of a recording; the ledger calls these, under the locks of `life.lock`."""

from __future__ import annotations

from datetime import datetime

from app.calls.models import Call
from app.calls.timeline import note_event
from app.core.db import db
from app.recordings import fallback, life
from app.recordings.models import Recording
from app.recordings.state import LIVE, RecordingEnd, RecordingState
from app.recordings.views import show

_S = RecordingState


def do_take(recording: Recording) -> None:
    """A recorder works on it from now on. Raises IllegalTransition unless it is queued."""
    life.move(recording, _S.STARTING)
    recording.failure = None
    show(_call(recording), recording)


def do_start(recording: Recording, at: datetime) -> None:
    """The first bytes of a part are on disk. A call that was held for it goes on."""
    call = _call(recording)
    if recording.state == _S.STARTING:
        life.move(recording, _S.RECORDING)
    if recording.started_at is None:
        recording.started_at = at
        note_event(call, "recording_started")
    recording.start_by = None
    fallback.do_let_go(call, recording)
    show(call, recording)


def do_requeue(recording: Recording, failure: str) -> None:
    """The recorder is lost: another one goes on with the next part.

    One that was to stop is over (`do_finish`), one that has ended stays as it is.
    """
    if recording.state not in (_S.STARTING, _S.RECORDING):
        return
    call = _call(recording)
    life.queue(call, recording, failure)
    show(call, recording)


def do_finish(recording: Recording, at: datetime) -> None:
    """The recorder has let go; `at` is the last moment on disk. Its files may still be on their way."""
    if recording.state not in (_S.STARTING, _S.RECORDING, _S.STOPPING):
        return
    reason = RecordingEnd(recording.end_reason or RecordingEnd.CALL_ENDED)
    life.end(recording, _S.STOPPED, reason)
    recording.ended_at = at
    show(_call(recording), recording)


def do_fail(recording: Recording, failure: str) -> None:
    """Nothing (more) will be recorded; a call that must be recorded is held or ends."""
    if recording.state not in LIVE:
        return
    call = _call(recording)
    life.end(recording, _S.FAILED, RecordingEnd.FAILED, failure)
    note_event(call, "recording_failed", failure=failure)
    if recording.mandatory:
        fallback.do_fall_back(call, recording)
    show(call, recording)


def _call(recording: Recording) -> Call:
    return db.session.get_one(Call, recording.call_id)
