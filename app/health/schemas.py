"""Shapes of the health page."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.shapes import Schema
from app.health.catalogue import PARTS, Status, Unit
from workers.queues import QueueName

STATUSES = validate.OneOf([status.value for status in Status])


class FigureSchema(Schema):
    """`value` is null where there is none; an `age` is in seconds."""

    name = fields.String(required=True)
    value = fields.Float(required=True, allow_none=True)
    unit = fields.String(required=True, validate=validate.OneOf([unit.value for unit in Unit]))
    status = fields.String(required=True, validate=STATUSES)


class HealthItemSchema(Schema):
    name = fields.String(required=True)
    company_id = fields.Integer(required=True, allow_none=True)
    note = fields.String(required=True)
    status = fields.String(required=True, validate=STATUSES)
    figures = fields.List(fields.Nested(FigureSchema), required=True)


class HealthPartSchema(Schema):
    """`absent`: this installation has none. Not `answered` in time, it counts as down."""

    name = fields.String(required=True, validate=validate.OneOf(PARTS))
    status = fields.String(required=True, validate=STATUSES)
    absent = fields.Boolean(required=True)
    answered = fields.Boolean(required=True)
    figures = fields.List(fields.Nested(FigureSchema), required=True)
    items = fields.List(fields.Nested(HealthItemSchema), required=True)


class HealthSchema(Schema):
    at = fields.AwareDateTime(required=True)
    status = fields.String(required=True, validate=STATUSES)
    parts = fields.List(fields.Nested(HealthPartSchema), required=True)


class FailedJobSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    queue = fields.String(required=True, validate=validate.OneOf([q.value for q in QueueName]))
    company_id = fields.Integer(required=True, allow_none=True)
    company_name = fields.String(required=True, allow_none=True)
    failed_at = fields.AwareDateTime(required=True, allow_none=True)
    reason = fields.String(required=True)


class FailedJobsSchema(Schema):
    items = fields.List(fields.Nested(FailedJobSchema), required=True)
