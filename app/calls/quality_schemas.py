"""Shapes of the quality of lines in the API and in events."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import Id, RefSchema
from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema
from app.calls.quality_rules import AlertKind
from app.calls.schemas import PARTICIPANT_KINDS


class LineOwnerSchema(RefSchema):
    kind = fields.String(required=True, validate=validate.OneOf(PARTICIPANT_KINDS))


class QualityAlertSchema(Schema):
    """A line that is, or was, bad. `value`, `worst` and `limit`: milliseconds for `latency`, percent for
    `loss`.
    """

    id = fields.Integer(required=True)
    call_id = fields.Integer(required=True)
    protocol = fields.String(required=True)
    department = fields.Nested(RefSchema, required=True)
    participant = fields.Nested(LineOwnerSchema, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(list(AlertKind)))
    value = fields.Float(required=True)
    worst = fields.Float(required=True)
    limit = fields.Float(required=True)
    raised_at = fields.AwareDateTime(required=True)
    cleared_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)


class QualityAlertsSchema(Schema):
    alerts = fields.List(fields.Nested(QualityAlertSchema), required=True)


class QualityAlertQuery(ListQuery):
    department_id = Id()
    open = fields.Boolean()


class QualityMinuteSchema(Schema):
    """Means and worst values of one minute: milliseconds, percent, bits per second."""

    minute = fields.AwareDateTime(required=True)
    rtt_ms = fields.Float(required=True, allow_none=True)
    rtt_ms_worst = fields.Float(required=True, allow_none=True)
    loss_percent = fields.Float(required=True, allow_none=True)
    loss_percent_worst = fields.Float(required=True, allow_none=True)
    bitrate_in = fields.Float(required=True, allow_none=True)
    bitrate_out = fields.Float(required=True, allow_none=True)


class ParticipantQualitySchema(Schema):
    participant = fields.Nested(LineOwnerSchema, required=True)
    minutes = fields.List(fields.Nested(QualityMinuteSchema), required=True)


class QualityLimitsSchema(Schema):
    latency = fields.Float(required=True)
    loss = fields.Float(required=True)


class CallQualitySchema(Schema):
    participants = fields.List(fields.Nested(ParticipantQualitySchema), required=True)
    alerts = fields.List(fields.Nested(QualityAlertSchema), required=True)
    limits = fields.Nested(QualityLimitsSchema, required=True)


QualityAlertPage = page_of(QualityAlertSchema)
