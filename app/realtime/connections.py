"""Live sockets as rows: who is connected, since when, and last heard of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from flask import g
from marshmallow import EXCLUDE
from sqlalchemy import Select, delete, exists, func, select, update

from app.access.actor import SupportActor
from app.access.policy import Policy
from app.access.sessions import hold_session
from app.access.support import support_actor
from app.api.fields import ConnectionName
from app.api.shapes import Schema
from app.core.after_commit import after_commit
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotSignedIn
from app.realtime.emitter import disconnect
from app.realtime.handlers import current_sid
from app.realtime.models import RealtimeSocket
from app.realtime.rooms import PEOPLE
from tenants.context import current_company

# Two heartbeats may get lost; then the connection counts as gone even if its process died.
STALE_AFTER = timedelta(seconds=50)


class ConnectBody(Schema):
    """What a page says in its handshake: `connection` names the media of a call that begins on it."""

    class Meta:
        unknown = EXCLUDE

    connection = ConnectionName(load_default=None)


@dataclass(frozen=True)
class VisitConnected(Policy):
    """A connection whose handshake was bound to a visit; sets `g.visit_id`."""

    needs_csrf: bool = False

    def authorise(self) -> None:
        socket = db.session.get(RealtimeSocket, current_sid())
        if socket is None or socket.visit_id is None:
            raise NotSignedIn()
        g.visit_id = socket.visit_id

    def describe(self) -> str:
        return "the visit of this connection"


@dataclass(frozen=True)
class GuestConnected(Policy):
    """A connection whose handshake was bound to a guest; sets `g.guest_id`."""

    needs_csrf: bool = False

    def authorise(self) -> None:
        socket = db.session.get(RealtimeSocket, current_sid())
        if socket is None or socket.guest_id is None:
            raise NotSignedIn()
        g.guest_id = socket.guest_id

    def describe(self) -> str:
        return "the guest of this connection"


def do_open_connection(
    namespace: str,
    *,
    person_id: int | None = None,
    session_id: int | None = None,
    visit_id: int | None = None,
    guest_id: int | None = None,
    support_id: int | None = None,
    connection: str | None = None,
) -> None:
    if session_id is not None:
        hold_session(session_id)
    db.session.add(
        RealtimeSocket(
            sid=current_sid(),
            namespace=namespace,
            person_id=person_id,
            session_id=session_id,
            visit_id=visit_id,
            guest_id=guest_id,
            support_id=support_id,
            connection=connection,
        )
    )


def do_open_support_connection(actor: SupportActor) -> None:
    """Raises NotSignedIn when the access has ended by now.

    Under the lock that the end takes too: either it is seen here, or it finds this connection.
    """
    lock_support_connections()
    if support_actor(current_company()) is None:
        raise NotSignedIn()
    do_open_connection(PEOPLE, support_id=actor.session_id)


def drop_support_connections(access_id: int) -> None:
    """Closes the sockets of an access that has ended, after the commit."""
    lock_support_connections()
    query = select(RealtimeSocket.sid).where(RealtimeSocket.support_id == access_id)
    for sid in db.session.scalars(query):
        after_commit(partial(disconnect, sid, PEOPLE))


def lock_support_connections() -> None:
    key = f"{current_company().id}:support"
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def do_touch_connection() -> bool:
    """Notes a heartbeat; False when the connection was swept and must be made again."""
    result = db.session.execute(
        update(RealtimeSocket).where(RealtimeSocket.sid == current_sid()).values(seen_at=utcnow())
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def do_close_connection() -> RealtimeSocket | None:
    """Removes the row and returns what it said; None when it was gone already."""
    return db.session.scalar(
        delete(RealtimeSocket).where(RealtimeSocket.sid == current_sid()).returning(RealtimeSocket)
    )


def do_sweep_connections() -> list[RealtimeSocket]:
    """Removes connections that fell silent, such as those of a process that was killed."""
    stale = RealtimeSocket.seen_at < utcnow() - STALE_AFTER
    return list(db.session.scalars(delete(RealtimeSocket).where(stale).returning(RealtimeSocket)))


def drop_connections(person_id: int) -> None:
    """Closes the person's sockets after the commit; the browser comes back and asks for its rooms anew,
    so that it listens to nothing that the person may not see any more.
    """
    rows = db.session.scalars(select(RealtimeSocket).where(RealtimeSocket.person_id == person_id))
    for sid, namespace in [(row.sid, row.namespace) for row in rows]:
        after_commit(partial(disconnect, sid, namespace))


def page_of_person(person_id: int, connection: str) -> RealtimeSocket | None:
    """The live socket of the person's page that names its media so."""
    named = _pages().where(RealtimeSocket.connection == connection)
    return db.session.scalar(named.where(RealtimeSocket.person_id == person_id))


def page_of_visit(visit_id: int) -> RealtimeSocket | None:
    """The live socket of the visit's page that came last."""
    return db.session.scalar(_pages().where(RealtimeSocket.visit_id == visit_id))


def _pages() -> Select[RealtimeSocket]:
    return (
        select(RealtimeSocket)
        .where(
            RealtimeSocket.connection.is_not(None),
            RealtimeSocket.seen_at > utcnow() - STALE_AFTER,
        )
        .order_by(RealtimeSocket.connected_at.desc())
        .limit(1)
    )


def has_live_socket(person_id: int) -> bool:
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    RealtimeSocket.person_id == person_id,
                    RealtimeSocket.seen_at > utcnow() - STALE_AFTER,
                )
            )
        )
    )
