"""Shapes of the companies as the platform's staff sees them."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import Text
from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema
from app.superadmin.state import CompanyState
from billing.plans import CATALOGUE, Feature, Limit
from tenants.models import CompanyStatus

STATUSES = [status.value for status in CompanyStatus]
STATES = [state.value for state in CompanyState]


class CompanyQuery(ListQuery):
    """`use`: `near` from 80 to 100 percent of a limit, `over` above it, as last counted."""

    plan = fields.String(load_default=None, validate=validate.OneOf(list(CATALOGUE)))
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    use = fields.String(load_default=None, validate=validate.OneOf(("near", "over")))


class CompanySchema(Schema):
    """What was counted at `counted_at`; null before, and `attendants` and `departments` with it.

    `use_percent` is that of the fullest limit, `calls` are those of the last 30 days.
    """

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    slug = fields.String(required=True)
    host = fields.String(required=True)
    plan = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    language = fields.String(required=True)
    time_zone = fields.String(required=True)
    attendants = fields.Integer(required=True, allow_none=True)
    departments = fields.Integer(required=True, allow_none=True)
    people = fields.Integer(required=True, allow_none=True)
    calls = fields.Integer(required=True, allow_none=True)
    use_percent = fields.Integer(required=True, allow_none=True)
    last_signed_in_at = fields.AwareDateTime(required=True, allow_none=True)
    counted_at = fields.AwareDateTime(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    suspended_at = fields.AwareDateTime(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)


class ExceptionsSchema(Schema):
    """Exceptions to the plan: a limit's number, null for none, or a feature that is on or off."""

    limits = fields.Dict(
        keys=fields.String(validate=validate.OneOf([limit.value for limit in Limit])),
        values=fields.Integer(allow_none=True, validate=validate.Range(0, 100_000)),
        required=True,
    )
    features = fields.Dict(
        keys=fields.String(validate=validate.OneOf([feature.value for feature in Feature])),
        values=fields.Boolean(),
        required=True,
    )


class OverridesSchema(ExceptionsSchema):
    """`until` is the last day, in UTC, on which they hold."""

    until = fields.Date(required=True, allow_none=True, format="iso")
    reason = Text(min=3, max=500, required=True)


CompanyPage = page_of(CompanySchema)
