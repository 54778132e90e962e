"""Shapes of the queue in the API and in events."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validate, validates_schema

from app.api.fields import ConnectionName
from app.api.shapes import Schema
from app.calls.schemas import CallSchema, DepartmentRefSchema
from app.queueing.state import PresenceState


class PresenceSchema(Schema):
    person_id = fields.Integer(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(list(PresenceState)))
    wanted = fields.String(required=True)
    reason = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    wrap_up_until = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)


class ChoosePresenceSchema(Schema):
    state = fields.String(required=True, validate=validate.OneOf(("online", "paused", "offline")))
    reason = fields.String(load_default="", validate=validate.Length(max=60))


class CallerSchema(Schema):
    name = fields.String(required=True)
    returning = fields.Boolean(required=True)


class OfferedClientSchema(CallerSchema):
    total_calls = fields.Integer(required=True)
    last_call_at = fields.AwareDateTime(required=True, allow_none=True)
    tags = fields.List(fields.String(), required=True)


class TransferRefSchema(Schema):
    from_name = fields.String(required=True)
    note = fields.String(required=True)
    warm = fields.Boolean(required=True)


class OfferSchema(Schema):
    id = fields.Integer(required=True)
    entry_id = fields.Integer(required=True)
    department = fields.Nested(DepartmentRefSchema, required=True)
    client = fields.Nested(OfferedClientSchema, required=True)
    reason = fields.String(required=True)
    waited_seconds = fields.Integer(required=True)
    made_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    transfer = fields.Nested(TransferRefSchema, required=True, allow_none=True)


class AcceptSchema(Schema):
    """`connection` names the page that answers, as it did in its handshake."""

    connection = ConnectionName(load_default=None)


class QueueEntrySchema(Schema):
    id = fields.Integer(required=True)
    department_id = fields.Integer(required=True)
    client = fields.Nested(CallerSchema, required=True)
    reason = fields.String(required=True)
    joined_at = fields.AwareDateTime(required=True)
    position = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("waiting", "ringing")))
    version = fields.Integer(required=True)


class QueueDepartmentSchema(DepartmentRefSchema):
    service_level_seconds = fields.Integer(required=True)


class DepartmentQueueSchema(Schema):
    department = fields.Nested(QueueDepartmentSchema, required=True)
    entries = fields.List(fields.Nested(QueueEntrySchema), required=True)
    attendants = fields.List(fields.Nested(PresenceSchema), required=True)


class QueuesSchema(Schema):
    items = fields.List(fields.Nested(DepartmentQueueSchema), required=True)


class TodaySchema(Schema):
    """The person's own figures since midnight in the company's zone."""

    handled = fields.Integer(required=True)
    talk_seconds = fields.Integer(required=True)
    average_talk_seconds = fields.Integer(required=True, allow_none=True)


class WorkstationSchema(Schema):
    """What the Workstation opens with, and its room's snapshot."""

    presence = fields.Nested(PresenceSchema, required=True)
    offers = fields.List(fields.Nested(OfferSchema), required=True)
    call = fields.Nested(CallSchema, required=True, allow_none=True)


class TransferTargetSchema(DepartmentRefSchema):
    attendants = fields.List(fields.Nested(PresenceSchema), required=True)


class TransferTargetsSchema(Schema):
    items = fields.List(fields.Nested(TransferTargetSchema), required=True)


class TransferSchema(Schema):
    department_id = fields.Integer()
    person_id = fields.Integer()
    mode = fields.String(load_default="cold", validate=validate.OneOf(("cold", "warm")))
    note = fields.String(load_default="", validate=validate.Length(max=500))

    @validates_schema
    def _one_target(self, data: dict, **_: object) -> None:
        if ("department_id" in data) == ("person_id" in data):
            raise ValidationError("Name a department or a person.", "department_id")
