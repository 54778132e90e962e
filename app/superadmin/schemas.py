"""Shapes of the companies as the platform's staff sees them."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.api.paging import ListQuery, page_of
from billing.plans import CATALOGUE
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


CompanyPage = page_of(CompanySchema)
