"""Live connections: who is at the other end, since when, and the word when they are gone.

A connection is one row, written at `connect` and touched by heartbeats, so that every process knows
of every connection and a process that dies leaves rows which go stale and are swept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import g
from sqlalchemy import delete, select, update

from app.access.policy import Policy
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotSignedIn
from app.realtime.handlers import current_sid
from app.realtime.models import RealtimeSocket


@dataclass(frozen=True)
class ConnectionClosed:
    """Domain event: this connection is gone; its row is removed in the same transaction."""

    connection: RealtimeSocket


def do_open_connection(
    namespace: str,
    *,
    person_id: int | None = None,
    session_id: int | None = None,
    visit_id: int | None = None,
) -> RealtimeSocket:
    """Notes the connection that this message came by, as a person's or a visit's."""
    connection = RealtimeSocket(
        sid=current_sid(),
        namespace=namespace,
        person_id=person_id,
        session_id=session_id,
        visit_id=visit_id,
    )
    db.session.add(connection)
    db.session.flush()
    return connection


def do_touch_connection(sid: str) -> None:
    db.session.execute(
        update(RealtimeSocket).where(RealtimeSocket.sid == sid).values(seen_at=utcnow())
    )


def do_close_connection(sid: str) -> RealtimeSocket | None:
    """Removes the row and publishes ConnectionClosed; None when someone else did so before."""
    closed = db.session.scalar(
        delete(RealtimeSocket).where(RealtimeSocket.sid == sid).returning(RealtimeSocket)
    )
    if closed is not None:
        publish(ConnectionClosed(closed))
    return closed


def do_close_stale_connections(silent_for: timedelta) -> int:
    """Closes what has not been heard of for so long, as when a process died; returns how many."""
    stale = db.session.scalars(
        select(RealtimeSocket.sid).where(RealtimeSocket.seen_at < utcnow() - silent_for)
    ).all()
    return sum(do_close_connection(sid) is not None for sid in stale)


def is_connected(*, person_id: int | None = None, visit_id: int | None = None) -> bool:
    """Whether the person, or the visit, has any live connection."""
    mine = (
        RealtimeSocket.visit_id == visit_id
        if visit_id is not None
        else RealtimeSocket.person_id == person_id
    )
    return db.session.scalar(select(RealtimeSocket.sid).where(mine).limit(1)) is not None


def current_connection() -> RealtimeSocket:
    """The connection that this message came by; raises NotSignedIn where it is not known."""
    connection: RealtimeSocket | None = g.get("connection")
    if connection is None:
        connection = g.connection = db.session.get(RealtimeSocket, current_sid())
    if connection is None:
        raise NotSignedIn("Connect again.")
    return connection


@dataclass(frozen=True)
class ConnectedVisit:
    """The visit at the other end, as far as its connection knows it."""

    id: int


class VisitConnected(Policy):
    """The connection of an end client's visit, known since its handshake; sets `g.visit`."""

    def authorise(self) -> None:
        visit_id = current_connection().visit_id
        if visit_id is None:
            raise NotSignedIn("Connect again.")
        g.visit = ConnectedVisit(visit_id)

    def describe(self) -> str:
        return "a visit's connection"
