"""What a browser is told about its own session."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.shapes import Schema
from app.realtime.catalogue import define_event, define_transient

REASONS = (
    "signed_out",
    "ended_elsewhere",
    "password_changed",
    "password_reset",
    "role_changed",
    "deactivated",
)


class SessionEnded(Schema):
    reason = fields.String(required=True, validate=validate.OneOf(REASONS))


SESSION_ENDED = define_transient(
    "session.ended",
    SessionEnded,
    description="The session of this connection is over; the connection closes right after.",
)


class SessionChanged(Schema):
    revision = fields.String(
        required=True,
        metadata={"description": "As in the view of the session; the same one tells nothing new."},
    )


SESSION_CHANGED = define_event(
    "session.changed",
    SessionChanged,
    rooms=("company",),
    description="What the company's people share is another now, such as the plan or its limits: ask "
    "for the session again.",
)
