"""Deadlines of consents and of mandatory recordings, and the sweep that stands behind them."""

from __future__ import annotations

from datetime import timedelta

from app.calls.locks import lock_floor, locked_call
from app.core.clock import utcnow
from app.recordings.fallback import do_enforce
from app.recordings.operations import do_silence
from app.recordings.queries import calls_that_cannot_start, calls_with_silence
from app.recordings.views import show
from workers.job import in_every_company, job
from workers.queues import QueueName

# A deadline's own job comes first; the sweep takes what is late.
LATE = timedelta(seconds=2)


@job(QueueName.REALTIME)
def expire_consents(call_id: int) -> None:
    """Takes a minute's silence for a refusal."""
    lock_floor()
    do_silence(locked_call(call_id), utcnow())


@job(QueueName.REALTIME)
def enforce_recording(call_id: int) -> None:
    """Holds or ends a call that must be recorded and still is not."""
    lock_floor()
    call = locked_call(call_id)
    recording = do_enforce(call, utcnow())
    if recording is not None:
        show(call, recording)


@job(QueueName.REALTIME, platform=True)
def sweep_consents() -> None:
    """In every company: whatever is overdue because a timer, a process or Redis was lost."""
    in_every_company(_sweep)


def _sweep() -> None:
    before = utcnow() - LATE
    silent, unstarted = calls_with_silence(before), calls_that_cannot_start(before)
    for call_id in silent:
        expire_consents(call_id=call_id)
    for call_id in unstarted:
        enforce_recording(call_id=call_id)
