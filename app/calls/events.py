"""What calls tell browsers."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.shapes import Schema
from app.calls.quality_schemas import QualityAlertSchema
from app.calls.schemas import CallSchema, MessageSchema
from app.realtime.catalogue import define_event, define_transient


class CallChangedSchema(Schema):
    call = fields.Nested(CallSchema, required=True)


class CallMessageSchema(Schema):
    call_id = fields.Integer(required=True)
    message = fields.Nested(MessageSchema, required=True)


class QualityAlertChangedSchema(Schema):
    alert = fields.Nested(QualityAlertSchema, required=True)


class CallTakenOverSchema(Schema):
    call_id = fields.Integer(required=True)


MAX_CANDIDATES = 50


class DescriptionSchema(Schema):
    type = fields.String(required=True)
    sdp = fields.String(required=True)


class CandidateSchema(Schema):
    candidate = fields.String(required=True)
    sdpMid = fields.String(allow_none=True)
    sdpMLineIndex = fields.Integer(allow_none=True)
    usernameFragment = fields.String(allow_none=True)


class SignalSchema(Schema):
    """One step of a WebRTC negotiation. `connection` is the sender's page load."""

    call_id = fields.Integer(required=True)
    epoch = fields.Integer(required=True)
    connection = fields.String(required=True)
    to_connection = fields.String(required=True)
    description = fields.Nested(DescriptionSchema)
    candidates = fields.List(
        fields.Nested(CandidateSchema), validate=validate.Length(1, MAX_CANDIDATES)
    )


class RelayedSignalSchema(SignalSchema):
    sender = fields.Integer(required=True, attribute="from", data_key="from")


CALL_CHANGED = define_event(
    "call.changed",
    CallChangedSchema,
    rooms=("call", "person"),
    description="The whole call as the company's people see it; drop it if its version is older.",
)
CALL_MESSAGE = define_event(
    "call.message",
    CallMessageSchema,
    rooms=("call", "visit", "guest"),
    description="A new line of the call's chat.",
)
QUALITY_ALERT = define_event(
    "quality.alert_changed",
    QualityAlertChangedSchema,
    rooms=("quality",),
    description="A line has become bad, or is good again; drop it if its version is older.",
)
CALL_SIGNAL = define_transient(
    "call.signal",
    RelayedSignalSchema,
    description="A negotiation step from the other participant of a media pair.",
)
CALL_TAKEN_OVER = define_transient(
    "call.taken_over",
    CallTakenOverSchema,
    description="Another tab of yours carries this call now; stop your media.",
)
