"""Rating a call as its client, reading the rating as one of the company's people."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.permissions import Permission
from app.access.support import SEES
from app.api.routes import get, post, routes
from app.links.hooks import Stage, VisitPolicy, VisitSchema, current_situation, visit_answer
from app.ratings.operations import AlreadyRated, RatingClosed, do_rate
from app.ratings.queries import rating_of_call
from app.ratings.schemas import CallRatingSchema, NewRatingSchema


def rate_call(body: dict[str, Any], token: str) -> dict[str, Any]:
    """While the link's page asks for it: up to 24 h after the call."""
    now_at = current_situation()
    if now_at.facts.rated_at is not None:
        raise AlreadyRated()
    if now_at.stage is not Stage.RATING or now_at.call is None:
        raise RatingClosed("A call can be rated within 24 hours of its end.")
    do_rate(now_at.call.id, body)
    return visit_answer()


def show_call_rating(call_id: int) -> dict[str, Any]:
    return {"rating": rating_of_call(current_person(), call_id)}


blueprint = routes(
    "ratings",
    "What clients say of their calls",
    [
        post(
            "/visits/<token>/rating",
            rate_call,
            while_suspended=True,
            policy=VisitPolicy(),
            body=NewRatingSchema,
            returns=VisitSchema,
        ),
        get(
            "/calls/<int:call_id>/rating",
            show_call_rating,
            support=SEES,
            can=Permission.CALLS_VIEW,
            returns=CallRatingSchema,
        ),
    ],
)
