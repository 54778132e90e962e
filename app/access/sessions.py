"""Server-side sessions of people: made at sign-in, checked on every request, ended at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response, g, request
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from app.access.actor import PersonActor, set_actor
from app.access.models import Person, PersonSession
from app.access.roles import Role
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.ids import new_token, token_hash

COOKIE = "voki_session"
LIFETIME = timedelta(days=7)
IDLE_LIMIT = timedelta(hours=24)
# The row is not rewritten by every request.
TOUCH_EVERY = timedelta(minutes=1)


def authenticate_person() -> None:
    """Sets the actor from the session cookie, or to nobody."""
    set_actor(None)
    token = request.cookies.get(COOKIE)
    if token:
        g.credential = token
        set_actor(person_by_token(token))


def person_by_token(token: str) -> PersonActor | None:
    """The person of a live session of the company in scope."""
    now = utcnow()
    row = db.session.execute(
        select(PersonSession, Person)
        .join(Person, Person.id == PersonSession.person_id)
        .where(
            PersonSession.token_hash == token_hash(token),
            PersonSession.ended_at.is_(None),
            PersonSession.expires_at > now,
            PersonSession.last_seen_at > now - IDLE_LIMIT,
            Person.active,
        )
        .options(joinedload(Person.memberships))
    ).unique().first()
    if row is None:
        return None
    session, person = row
    _touch(session, now)
    return PersonActor(person.id, person.name, Role(person.role), person.department_ids, session.id)


def _touch(session: PersonSession, now: datetime) -> None:
    if session.last_seen_at < now - TOUCH_EVERY:
        db.session.execute(
            update(PersonSession).where(PersonSession.id == session.id).values(last_seen_at=now)
        )


def do_open_session(person: Person) -> str:
    """Writes a session and returns its cookie value, which is stored nowhere."""
    token = new_token()
    db.session.add(
        PersonSession(
            person_id=person.id,
            token_hash=token_hash(token),
            expires_at=utcnow() + LIFETIME,
            ip_address=request.remote_addr,
            user_agent=request.headers.get("User-Agent", "")[:400],
        )
    )
    return token


def set_session_cookie(response: Response, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings().secure_cookies,
    )
