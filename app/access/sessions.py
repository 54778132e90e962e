"""Server-side sessions: made at sign-in, checked on every request, ended at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import Response, after_this_request, g, request
from sqlalchemy import BigInteger, Row, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Bundle

from app.access.actor import PersonActor, set_actor
from app.access.audience import PEOPLE, Audience, Member, Session, current_audience
from app.access.domain_events import SessionsEnded
from app.access.events import REASONS, SESSION_ENDED
from app.access.models import Membership, PersonSession
from app.access.roles import Role
from app.core.after_commit import after_commit
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import NotSignedIn
from app.core.ids import new_token, token_hash
from app.realtime import emitter
from app.realtime.catalogue import dump
from app.realtime.models import RealtimeSocket
from app.realtime.rooms import PEOPLE as PEOPLE_NAMESPACE
from app.realtime.rooms import session_room
from tenants.context import current_company, current_company_or_none

COOKIE = PEOPLE.cookie
LIFETIME = timedelta(days=7)
IDLE_LIMIT = timedelta(hours=24)
# The row is not rewritten by every request.
TOUCH_EVERY = timedelta(minutes=1)


def authenticate_person() -> None:
    """Sets the actor from the session cookie, or to nobody."""
    set_actor(None)
    token = presented_token(PEOPLE)
    if token:
        set_actor(person_by_token(token))


def presented_token(audience: Audience) -> str | None:
    """The cookie of this audience; from here on writes must prove that they know of it."""
    token = request.cookies.get(audience.cookie)
    if token:
        g.credential = token
    return token


def person_by_token(token: str) -> PersonActor | None:
    """The person of a live session of the company in scope."""
    found = live_session(PEOPLE, token)
    return person_actor(found[0], found[1]) if found else None


def person_actor(session: Any, person: Any) -> PersonActor:
    return PersonActor(
        id=person.id,
        name=person.name,
        role=Role(person.role),
        department_ids=frozenset(person.department_ids),
        session_id=session.id,
        must_enrol=person.totp_confirmed_at is None and _opened_since(session),
    )


def _opened_since(session: Any) -> bool:
    """Whether the company asked for a second factor before the session began.

    Nobody is thrown out of a call by it: who is in already is asked at the next sign-in.
    """
    required_at = current_company().totp_required_at
    return required_at is not None and session.created_at >= required_at


def live_session(audience: Audience, token: str) -> Row[Any, Any] | None:
    """The session of this cookie and whose it is; None when it has ended, expired or lain idle."""
    now = utcnow()
    found = db.session.execute(_by_token(audience), {"token": token_hash(token), "now": now})
    row = found.first()
    if row is not None:
        _touch(audience.session, row[0], now)
    return row


@cache
def _by_token(audience: Audience) -> Any:
    """Every request asks this, so it is built once and reads what an actor is made of, no more."""
    session, member = audience.session, audience.member
    now: Any = bindparam("now", type_=session.expires_at.type)
    departments = [_departments(member)] if audience is PEOPLE else []
    return (
        select(
            Bundle("session", session.id, session.created_at, session.last_seen_at),
            Bundle(
                "member",
                member.id,
                member.name,
                member.role,
                member.totp_confirmed_at,
                *departments,
            ),
        )
        .join(member, member.id == session.person_id)
        .where(session.token_hash == bindparam("token"), *_alive(session, now), member.active)
    )


def _departments(person: type[Member]) -> Any:
    ids = select(Membership.department_id).where(Membership.person_id == person.id)
    return func.array(ids.scalar_subquery(), type_=ARRAY(BigInteger)).label("department_ids")


def _alive(session: type[Session], now: datetime) -> tuple[Any, ...]:
    return (
        session.ended_at.is_(None),
        session.expires_at > now,
        session.last_seen_at > now - IDLE_LIMIT,
    )


def _touch(kind: type[Session], session: Any, now: datetime) -> None:
    if session.last_seen_at < now - TOUCH_EVERY:
        db.session.execute(update(kind).where(kind.id == session.id).values(last_seen_at=now))


def do_open_session(member: Member) -> tuple[Session, str]:
    """Writes a session and returns it with its cookie value, which is stored nowhere.

    The session that the browser presented ends: an identifier never outlives a sign-in.
    """
    audience = current_audience()
    _end_presented(audience)
    token = new_token()
    kind: Any = audience.session
    session: Session = kind(
        person_id=member.id,
        token_hash=token_hash(token),
        expires_at=utcnow() + LIFETIME,
        ip_address=request.remote_addr,
        user_agent=request.headers.get("User-Agent", "")[:400],
    )
    db.session.add(session)
    db.session.flush()
    g.credential = token
    return session, token


def _end_presented(audience: Audience) -> None:
    token = request.cookies.get(audience.cookie)
    found = live_session(audience, token) if token else None
    if found:
        do_end_session(found[1].id, found[0].id, reason="signed_out")


def send_session_cookie(token: str) -> None:
    """Puts the cookie of the open scope's audience on the response of this request."""
    name, flags = current_audience().cookie, _cookie_flags()
    seconds = int(LIFETIME.total_seconds())

    @after_this_request
    def send(response: Response) -> Response:
        response.set_cookie(name, token, max_age=seconds, **flags)
        return response


def drop_session_cookie() -> None:
    name, flags = current_audience().cookie, _cookie_flags()

    @after_this_request
    def drop(response: Response) -> Response:
        response.delete_cookie(name, **flags)
        return response


def _cookie_flags() -> dict[str, Any]:
    return {"httponly": True, "samesite": "Lax", "secure": settings().secure_cookies}


def live_sessions(member_id: int) -> Sequence[Session]:
    """Where someone is signed in now, latest activity first."""
    session = current_audience().session
    return db.session.scalars(
        select(session)
        .where(session.person_id == member_id, *_alive(session, utcnow()))
        .order_by(session.last_seen_at.desc(), session.id)
    ).all()


def do_end_session(person_id: int, session_id: int, *, reason: str) -> bool:
    """Ends one session of this person with its connections; False when no such one is live."""
    session = current_audience().session
    return bool(_end(reason, session.person_id == person_id, session.id == session_id))


def do_end_sessions(person_id: int, *, except_session: int | None = None, reason: str) -> int:
    """Ends this person's sessions at once, with their connections; returns how many.

    Called at deactivation, at a change of role and of the password. `reason` is one of
    `events.REASONS` and is told to the browsers.
    """
    session = current_audience().session
    others = [session.id != except_session] if except_session is not None else []
    return len(_end(reason, session.person_id == person_id, *others))


def _end(reason: str, *conditions: Any) -> Sequence[int]:
    if reason not in REASONS:
        raise ValueError(f"{reason} is no reason that a browser knows.")
    session = current_audience().session
    ended = db.session.scalars(
        update(session)
        .where(session.ended_at.is_(None), *conditions)
        .values(ended_at=utcnow())
        .returning(session.id)
    ).all()
    if ended and current_company_or_none():
        _drop_connections(ended, reason)
        publish(SessionsEnded(tuple(ended)))
    return ended


def hold_session(session_id: int) -> None:
    """Keeps a person's session from ending until this transaction does; raises NotSignedIn.

    Whoever opens a connection calls it first: an end of the session either comes before, and the
    connection is refused, or after, and finds the connection's row.
    """
    held = db.session.scalar(
        select(PersonSession.id)
        .where(PersonSession.id == session_id, PersonSession.ended_at.is_(None))
        .with_for_update(read=True)
    )
    if held is None:
        raise NotSignedIn()


def _drop_connections(session_ids: Sequence[int], reason: str) -> None:
    """Tells and closes every connection of these sessions once the transaction has committed."""
    wire_rooms = [session_room(session_id) for session_id in session_ids]
    sids = db.session.scalars(
        select(RealtimeSocket.sid).where(RealtimeSocket.session_id.in_(session_ids))
    ).all()
    message = dump(SESSION_ENDED, {"reason": reason})

    def drop() -> None:
        for wire_room in wire_rooms:
            emitter.emit(SESSION_ENDED.name, message, room=wire_room, namespace=PEOPLE_NAMESPACE)
        for sid in sids:
            emitter.disconnect(sid, PEOPLE_NAMESPACE)

    after_commit(drop)


def member_of(actor_id: int) -> Any:
    """The row of the signed-in person or member of staff."""
    return db.session.get_one(current_audience().member, actor_id)
