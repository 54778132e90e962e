"""What people may read about their own account, and who owns the company."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.access.actor import Actor
from app.access.models import Person
from app.access.roles import Role
from app.access.sessions import live_sessions
from app.core.db import db


def own_sessions(actor: Actor) -> list[dict[str, Any]]:
    """Where the actor is signed in, latest activity first."""
    return [
        {
            "id": session.id,
            "created_at": session.created_at,
            "last_seen_at": session.last_seen_at,
            "address": str(session.ip_address) if session.ip_address else None,
            "user_agent": session.user_agent,
            "current": session.id == actor.session_id,
        }
        for session in live_sessions(actor.id)
    ]


def active_owners() -> Sequence[Person]:
    """Who answers for the company; in its scope."""
    query = select(Person).where(Person.active, Person.role == Role.OWNER)
    return db.session.scalars(query.order_by(Person.id)).all()
