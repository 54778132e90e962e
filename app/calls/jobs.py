"""Deadlines of calls."""

from __future__ import annotations

from app.calls.connections import do_expire
from app.calls.locks import lock_floor, locked_call
from app.calls.state import ENDED
from app.core.clock import utcnow
from workers.job import job
from workers.queues import QueueName


@job(QueueName.REALTIME)
def expire_drops(call_id: int) -> None:
    """Ends the call if somebody's grace time is over; otherwise nothing."""
    lock_floor()
    call = locked_call(call_id)
    if call.status not in ENDED:
        do_expire(call, utcnow())
