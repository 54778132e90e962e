"""What supervisors' browsers are told."""

from __future__ import annotations

from marshmallow import fields

from app.api.shapes import Schema
from app.realtime.catalogue import define_event
from app.supervision.schemas import LiveCallSchema, SupervisionSchema


class LiveCallChangedSchema(Schema):
    call = fields.Nested(LiveCallSchema, required=True)


class LiveCallLeftSchema(Schema):
    call_id = fields.Integer(required=True)
    version = fields.Integer(required=True)


class SupervisionChangedSchema(Schema):
    supervision = fields.Nested(SupervisionSchema, required=True)


LIVE_CALL_CHANGED = define_event(
    "live_call.changed",
    LiveCallChangedSchema,
    rooms=("live_calls",),
    description="The line of a call, new or changed, told once a second at most, whole.",
)
LIVE_CALL_LEFT = define_event(
    "live_call.left",
    LiveCallLeftSchema,
    rooms=("live_calls",),
    description="The call has ended, or goes on in another department.",
)
SUPERVISION_CHANGED = define_event(
    "supervision.changed",
    SupervisionChangedSchema,
    rooms=("supervision",),
    description="One's own supervision, whole; drop it if its version is older.",
)
