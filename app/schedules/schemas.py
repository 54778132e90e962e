"""Shapes of schedules in the API and in events."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import MAX_ID, Phone, RefSchema, Text
from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema
from app.schedules.state import ScheduleSource, ScheduleStatus

MAX_NOTE = 500


class ScheduleClientSchema(RefSchema):
    email = fields.String(required=True)


class ScheduleSchema(Schema):
    """`starts_at` is empty where the client left the time to the company."""

    id = fields.Integer(required=True)
    department = fields.Nested(RefSchema, required=True)
    client = fields.Nested(ScheduleClientSchema, required=True)
    status = fields.String(required=True, validate=validate.OneOf(list(ScheduleStatus)))
    source = fields.String(required=True, validate=validate.OneOf(list(ScheduleSource)))
    starts_at = fields.AwareDateTime(required=True, allow_none=True)
    phone = fields.String(required=True)
    notes = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class ScheduleQuery(ListQuery):
    """`since` and `until` bound the wanted time, or that of the request where none was named."""

    status = fields.String(validate=validate.OneOf(list(ScheduleStatus)))
    department_id = fields.Integer(validate=validate.Range(1, MAX_ID))
    since = fields.AwareDateTime()
    until = fields.AwareDateTime()


class ScheduleChangeSchema(Schema):
    status = fields.String(required=True, validate=validate.OneOf(list(ScheduleStatus)))


class CallbackSchema(Schema):
    phone = Phone(required=True)
    preferred_at = fields.AwareDateTime(load_default=None, allow_none=True)
    note = Text(load_default="", max=MAX_NOTE)


SchedulePage = page_of(ScheduleSchema)
