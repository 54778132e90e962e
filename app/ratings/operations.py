"""The only writer of ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.calls.locks import lock_floor, locked_call
from app.calls.operations import do_mark_rated
from app.core.db import db
from app.core.errors import Conflict
from app.ratings.models import Rating


class AlreadyRated(Conflict):
    slug = "already-rated"
    title = "This call has been rated"


class RatingClosed(Conflict):
    slug = "rating-closed"
    title = "This call cannot be rated now"


def do_rate(call_id: int, values: Mapping[str, Any]) -> Rating:
    """Keeps the client's word on a call, once, skipped or not. Raises AlreadyRated."""
    lock_floor()
    call = locked_call(call_id)
    if call.rated_at is not None:
        raise AlreadyRated()
    rating = Rating(call_id=call.id, **values)
    db.session.add(rating)
    db.session.flush()
    do_mark_rated(call)
    return rating
