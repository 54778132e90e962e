"""Shapes of the staff's own people."""

from __future__ import annotations

from marshmallow import fields, validate

from app.access.permissions import StaffRole
from app.api.fields import EmailAddress, Text
from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema

ROLES = [role.value for role in StaffRole]


def _role(**options: bool) -> fields.String:
    return fields.String(validate=validate.OneOf(ROLES), **options)  # type: ignore[arg-type]


class StaffQuery(ListQuery):
    role = fields.String(load_default=None, validate=validate.OneOf(ROLES))
    active = fields.Boolean(load_default=None)


class StaffMemberSchema(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    role = _role(required=True)
    active = fields.Boolean(required=True)
    has_totp = fields.Boolean(required=True)
    invitation_pending = fields.Boolean(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_signed_in_at = fields.AwareDateTime(required=True, allow_none=True)


class StaffCreateSchema(Schema):
    name = Text(min=1, max=120, required=True)
    email = EmailAddress(required=True)
    role = _role(required=True)


class StaffReasonSchema(Schema):
    """Why, for the audit log."""

    reason = Text(min=3, max=500, required=True)


class StaffRoleSchema(StaffReasonSchema):
    role = _role(required=True)


StaffPage = page_of(StaffMemberSchema)
