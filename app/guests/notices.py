"""Telling guests what has changed for them: noted during a transaction, told once at its end.

Guests are written last in a transaction and in the order of their ids, so that nobody waits in a circle.
"""

from __future__ import annotations

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.core.db import db
from app.guests.events import GUEST_CHANGED
from app.guests.models import Guest
from app.guests.views import guest_view
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit

_PENDING = "guests.notices"


def note_guest(guest_id: int) -> None:
    """Something that this guest's page shows is different."""
    _pending().add(guest_id)


def _pending() -> set[int]:
    pending: set[int] = db.session().info.setdefault(_PENDING, set())
    return pending


@event.listens_for(Session, "before_commit", insert=True)
def _tell(session: Session) -> None:
    if session.in_nested_transaction():
        return
    pending: set[int] = session.info.pop(_PENDING, set())
    if not pending:
        return
    session.flush()
    guests = session.scalars(
        select(Guest)
        .where(Guest.id.in_(pending))
        .order_by(Guest.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for guest in guests:
        guest.touch()
    session.flush()
    for guest in guests:
        data = {"guest": guest_view(guest.invitation, guest)}
        emit_on_commit(GUEST_CHANGED, room("guest", guest.public_id), data)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous_transaction: object) -> None:
    if not session.in_transaction():
        session.info.pop(_PENDING, None)
