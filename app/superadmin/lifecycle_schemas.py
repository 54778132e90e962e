"""Shapes of a company's beginning and end."""

from __future__ import annotations

from marshmallow import fields, validate

from app.access.schemas import LANGUAGES
from app.api.fields import EmailAddress, ReasonSchema, Text, known_zone
from app.api.shapes import Schema
from billing.plans import CATALOGUE
from tenants.lifecycle import KEEP


class CloseSchema(ReasonSchema):
    """`keep_days`: how long the company can still come back before it is erased."""

    keep_days = fields.Integer(load_default=KEEP.days, validate=validate.Range(1, 3650))


class EraseSchema(ReasonSchema):
    """`slug` is typed by whoever asks for it, so that nobody means another company."""

    slug = Text(max=60, required=True)


class ProvisionSchema(ReasonSchema):
    name = Text(min=1, max=120, required=True)
    slug = Text(min=1, max=40, required=True)
    plan = fields.String(required=True, validate=validate.OneOf(list(CATALOGUE)))
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    time_zone = fields.String(required=True, validate=known_zone)
    owner_name = Text(min=1, max=120, required=True)
    owner_email = EmailAddress(required=True)


class MadeCompanySchema(Schema):
    id = fields.Integer(required=True)
