"""What a supervision rests upon, asked again and again while it lasts."""

from __future__ import annotations

from datetime import timedelta

from app.access.models import Person, PersonSession
from app.access.permissions import MATRIX, Permission
from app.access.roles import SCOPED_ROLES, Role
from app.calls.models import Call
from app.calls.queries import has_live_call
from app.calls.state import ENDED
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.realtime.connections import STALE_AFTER
from app.realtime.models import RealtimeSocket
from app.supervision.models import Supervision
from app.supervision.state import SupervisionEnd
from billing.limits import company_has
from billing.plans import Feature


def reason_to_end(supervision: Supervision, call: Call) -> SupervisionEnd | None:
    """Why it cannot go on; None while it can."""
    if call.status in ENDED:
        return SupervisionEnd.CALL_ENDED
    person = supervision.person
    if not person.active:
        return SupervisionEnd.DEACTIVATED
    if Permission.CALLS_SUPERVISE not in MATRIX[Role(person.role)]:
        return SupervisionEnd.ROLE
    if not is_in_scope(person, call):
        return SupervisionEnd.OUT_OF_SCOPE
    if not company_has(Feature.SUPERVISION):
        return SupervisionEnd.PLAN
    if has_live_call(person.id):
        return SupervisionEnd.TOOK_CALL
    return _reason_in_browser(supervision)


def is_in_scope(person: Person, call: Call) -> bool:
    return person.role not in SCOPED_ROLES or call.department_id in person.department_ids


def is_reachable(supervision: Supervision) -> bool:
    """Whether the socket that keeps it alive is there."""
    socket = db.session.get(RealtimeSocket, supervision.sid) if supervision.sid else None
    return socket is not None and socket.seen_at > utcnow() - STALE_AFTER


def _reason_in_browser(supervision: Supervision) -> SupervisionEnd | None:
    session = db.session.get(PersonSession, supervision.session_id)
    if session is None or session.ended_at is not None or session.expires_at <= utcnow():
        return SupervisionEnd.SESSION
    grace = timedelta(seconds=settings().reconnect_grace_seconds)
    lost_at = supervision.lost_at
    if lost_at is not None and lost_at + grace <= utcnow():
        return SupervisionEnd.CONNECTION_LOST
    return None
