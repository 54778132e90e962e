"""The only writer of schedules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, Invalid
from app.links.hooks import CALLBACK_OFFERED, Stage, Visit, do_note_callback
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit
from app.schedules.events import SCHEDULE_CHANGED
from app.schedules.models import Schedule
from app.schedules.state import ScheduleSource, ScheduleStatus, check_transition

_SOURCES = {
    Stage.REJECTED: ScheduleSource.QUEUE_FULL,
    Stage.TIMED_OUT: ScheduleSource.TIMED_OUT,
    Stage.OUT_OF_HOURS: ScheduleSource.OUT_OF_HOURS,
}


def check_callback(stage: Stage, wanted: Mapping[str, Any]) -> ScheduleSource:
    """Raises Conflict where no callback is offered, Invalid for a time that is over."""
    if stage not in CALLBACK_OFFERED:
        raise Conflict("Join the queue instead.", slug="callback-not-offered")
    if wanted["preferred_at"] is not None and wanted["preferred_at"] <= utcnow():
        raise Invalid({"preferred_at": ["Choose a time that is still to come."]})
    return _SOURCES[stage]


def do_request_callback(
    visit: Visit, source: ScheduleSource, wanted: Mapping[str, Any]
) -> Schedule:
    """Once a visit; raises Conflict the second time."""
    do_note_callback(visit)
    schedule = Schedule(
        department_id=visit.link.department_id,
        client_id=visit.client_id,
        visit_id=visit.id,
        status=ScheduleStatus.PENDING,
        source=source,
        starts_at=wanted["preferred_at"],
        phone=wanted["phone"],
        notes=wanted["note"],
    )
    db.session.add(schedule)
    _tell(schedule)
    return schedule


def do_change_status(schedule: Schedule, status: str) -> None:
    """Raises IllegalChange."""
    check_transition(schedule.status, status)
    schedule.status = status
    _tell(schedule)


def _tell(schedule: Schedule) -> None:
    schedule.touch()
    db.session.flush()
    emit_on_commit(
        SCHEDULE_CHANGED, room("department", schedule.department_id), {"schedule": schedule}
    )
