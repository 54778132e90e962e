"""Shapes of access links in the API."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from app.api.fields import MAX_ID, Id, RefSchema, Text
from app.api.paging import MAX_LIMIT, ListQuery, page_of
from app.api.shapes import Schema
from app.links.models import LinkType
from app.links.windows import LinkStatus

MAX_BATCH = 500
MAX_LABEL = 120


class AccessLinkSchema(Schema):
    """Times are UTC; `expires_on` includes its whole day in the company's zone."""

    id = fields.Integer(required=True)
    url = fields.String(required=True)
    type = fields.String(required=True, validate=validate.OneOf(list(LinkType)))
    status = fields.String(required=True, validate=validate.OneOf(list(LinkStatus)))
    label = fields.String(required=True)
    department = fields.Nested(RefSchema, required=True)
    expires_on = fields.Date(required=True, allow_none=True)
    scheduled_for = fields.AwareDateTime(required=True, allow_none=True)
    opens_at = fields.AwareDateTime(required=True, allow_none=True)
    closes_at = fields.AwareDateTime(required=True, allow_none=True)
    created_by_name = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    used_at = fields.AwareDateTime(required=True, allow_none=True)
    canceled_at = fields.AwareDateTime(required=True, allow_none=True)
    access_count = fields.Integer(required=True)
    last_access_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)


class AccessLinkQuery(ListQuery):
    type = fields.String(load_default=None, validate=validate.OneOf(list(LinkType)))
    status = fields.String(load_default=None, validate=validate.OneOf(list(LinkStatus)))
    department_id = fields.Integer(load_default=None, validate=validate.Range(1, MAX_ID))


class NewAccessLinkSchema(Schema):
    department_id = Id(required=True)
    type = fields.String(required=True, validate=validate.OneOf(list(LinkType)))
    label = Text(load_default="", max=MAX_LABEL)
    expires_on = fields.Date(load_default=None, allow_none=True)
    scheduled_for = fields.AwareDateTime(load_default=None, allow_none=True)

    @validates_schema
    def _time_fits_type(self, data: dict[str, Any], **_: Any) -> None:
        scheduled = data["type"] == LinkType.SCHEDULED
        if scheduled and data["scheduled_for"] is None:
            raise ValidationError("A scheduled link needs its time.", "scheduled_for")
        if not scheduled and data["scheduled_for"] is not None:
            raise ValidationError("Only scheduled links have a time.", "scheduled_for")


class AccessLinkBatchSchema(NewAccessLinkSchema):
    count = fields.Integer(required=True, validate=validate.Range(1, MAX_BATCH))


class AccessLinksSchema(Schema):
    items = fields.List(fields.Nested(AccessLinkSchema), required=True)


class LinkAccessSchema(Schema):
    """One opening of the page. Whose address it was is not kept in a readable form."""

    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    user_agent = fields.String(required=True)


class AccessQuery(Schema):
    limit = fields.Integer(load_default=50, validate=validate.Range(1, MAX_LIMIT))
    cursor = fields.String(load_default=None)


AccessLinkPage = page_of(AccessLinkSchema)
LinkAccessPage = page_of(LinkAccessSchema)
