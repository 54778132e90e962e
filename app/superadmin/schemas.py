"""Shapes of the companies as the platform's staff sees them."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.fields import Text
from app.api.paging import ListQuery, page_of
from app.domains.schemas import CompanyDomainSchema
from billing.plans import CATALOGUE, Feature, Limit
from billing.schemas import SubscriptionSchema
from tenants.models import CompanyStatus

STATUSES = [status.value for status in CompanyStatus]


class CompanyQuery(ListQuery):
    plan = fields.String(load_default=None, validate=validate.OneOf(list(CATALOGUE)))
    status = fields.String(load_default=None, validate=validate.OneOf(STATUSES))


class CompanySchema(Schema):
    """`attendants` and `departments` count what the plan limits; null while there is no schema."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    slug = fields.String(required=True)
    host = fields.String(required=True)
    plan = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    language = fields.String(required=True)
    time_zone = fields.String(required=True)
    attendants = fields.Integer(required=True, allow_none=True)
    departments = fields.Integer(required=True, allow_none=True)
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


class PresentOverridesSchema(ExceptionsSchema):
    until = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)


class ChangeSchema(Schema):
    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    actor_name = fields.String(required=True)
    action = fields.String(required=True)
    details = fields.Dict(required=True)


class CompanyBillingSchema(Schema):
    """How a company pays, as far as staff need it at a glance."""

    customer_id = fields.String(required=True, allow_none=True)
    subscription = fields.Nested(SubscriptionSchema, required=True, allow_none=True)


class CompanyDetailSchema(CompanySchema):
    overrides = fields.Nested(PresentOverridesSchema, required=True)
    billing = fields.Nested(CompanyBillingSchema, required=True)
    domains = fields.List(fields.Nested(CompanyDomainSchema), required=True)
    changes = fields.List(fields.Nested(ChangeSchema), required=True)


CompanyPage = page_of(CompanySchema)
