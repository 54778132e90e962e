"""What people may read about their own account."""

from __future__ import annotations

from typing import Any

from app.access.actor import Actor
from app.access.sessions import live_sessions


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
