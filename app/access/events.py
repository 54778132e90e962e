"""What a browser is told about its own session."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.realtime.catalogue import define_transient

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
