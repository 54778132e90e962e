"""Telling visits what has changed for them: noted during a transaction, told once at its end.

A single accepted call touches a visit several times over; its page hears of the result only. Visits
are written last in a transaction and in the order of their ids, so that nobody waits in a circle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.core.db import db
from app.links.events import VISIT_CHANGED
from app.links.models import Visit
from app.links.situation import situation_of
from app.links.visit_view import queue_view, visit_view
from app.queueing.queries import line_of
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit

_PENDING = "links.notices"


@dataclass
class Pending:
    visit_ids: set[int] = field(default_factory=set)
    department_ids: set[int] = field(default_factory=set)


def note_visit(visit_id: int) -> None:
    """Something that this visit's page shows is different."""
    _pending().visit_ids.add(visit_id)


def note_queue(department_id: int) -> None:
    """Places in this department's queue may have moved."""
    _pending().department_ids.add(department_id)


def _pending() -> Pending:
    pending: Pending = db.session().info.setdefault(_PENDING, Pending())
    return pending


@event.listens_for(Session, "before_commit", insert=True)
def _tell(session: Session) -> None:
    if session.in_nested_transaction():
        return
    pending: Pending | None = session.info.pop(_PENDING, None)
    if pending is None:
        return
    session.flush()
    moved = {visit_id for place in pending.department_ids for visit_id in _moved_in(place)}
    for visit_id in sorted(pending.visit_ids | moved):
        _tell_visit(visit_id)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous_transaction: object) -> None:
    if not session.in_transaction():
        session.info.pop(_PENDING, None)


def _moved_in(department_id: int) -> list[int]:
    """The waiting visits whose page shows another place or wait than the present one."""
    line = {place.entry.visit_id: place for place in line_of(department_id)}
    visits = db.session.execute(
        select(Visit.id, Visit.shown_position, Visit.shown_wait_seconds).where(Visit.id.in_(line))
    )
    return [
        visit_id
        for visit_id, position, seconds in visits
        if (position, seconds) != (line[visit_id].position, line[visit_id].estimated_wait_seconds)
    ]


def _tell_visit(visit_id: int) -> None:
    visit = db.session.scalar(
        select(Visit)
        .where(Visit.id == visit_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if visit is None:
        return
    now_at = situation_of(visit.link, visit)
    place: dict[str, Any] = queue_view(now_at) or {}
    visit.shown_position = place.get("position")
    visit.shown_wait_seconds = place.get("estimated_wait_seconds")
    visit.touch()
    db.session.flush()
    emit_on_commit(VISIT_CHANGED, room("visit", visit.public_id), {"visit": visit_view(now_at)})
