"""Reads of ratings, through the calls that a person may see."""

from __future__ import annotations

from sqlalchemy import select

from app.access.actor import PersonActor
from app.calls.queries import get_call
from app.core.db import db
from app.ratings.models import Rating


def rating_of_call(actor: PersonActor, call_id: int) -> Rating | None:
    """None while the client has said nothing; raises NotFound for a call out of the person's sight."""
    call = get_call(actor, call_id)
    return db.session.scalar(select(Rating).where(Rating.call_id == call.id))
