"""Shapes of support access, for the staff and for the company."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import Text
from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema
from app.support.operations import EndedHow

SHORTEST_MINUTES, LONGEST_MINUTES = 15, 4 * 60
ENDINGS = [how.value for how in EndedHow]


class SupportRequestSchema(Schema):
    reason = Text(min=3, max=500, required=True)
    minutes = fields.Integer(
        required=True, validate=validate.Range(SHORTEST_MINUTES, LONGEST_MINUTES)
    )
    may_change = fields.Boolean(load_default=False)


class SupportAccessSchema(Schema):
    id = fields.Integer(required=True)
    staff_name = fields.String(required=True)
    reason = fields.String(required=True)
    may_change = fields.Boolean(required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    entered_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_how = fields.String(required=True, allow_none=True, validate=validate.OneOf(ENDINGS))
    ended_by = fields.String(required=True, allow_none=True)


class StaffSupportAccessSchema(SupportAccessSchema):
    staff_id = fields.Integer(required=True)


class SupportEntranceSchema(Schema):
    """`url` lets this browser in once, within two minutes."""

    id = fields.Integer(required=True)
    url = fields.String(required=True)


class SupportEnteredSchema(Schema):
    id = fields.Integer(required=True)


class SupportSwitchSchema(Schema):
    allowed = fields.Boolean(required=True)


SupportQuery = ListQuery
SupportAccessPage = page_of(SupportAccessSchema)
StaffSupportAccessPage = page_of(StaffSupportAccessSchema)
