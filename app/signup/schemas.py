"""Shapes of signing up and of the guide to setting up."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from app.access.passwords import MAX_LENGTH
from app.access.schemas import LANGUAGES
from app.api.fields import EmailAddress, Text, known_zone
from app.api.shapes import Schema
from app.signup.queries import STEPS
from app.signup.state import CODE_DIGITS, SignupState
from billing.plans import CATALOGUE

INTERVALS = ("month", "year")
CURRENCIES = ("brl", "usd")


def _slug(**options: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=40), **options)


class AddressQuery(Schema):
    """One of the two: a wished address, or the company's name to be given one."""

    slug = _slug(load_default="")
    name = Text(max=120, load_default="")


class SignupAddressSchema(Schema):
    slug = fields.String(required=True)
    host = fields.String(required=True)
    available = fields.Boolean(required=True)
    reason = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(("taken", "reserved", "shape"))
    )


class NewSignupSchema(Schema):
    company_name = Text(min=1, max=120, required=True)
    slug = _slug(required=True)
    name = Text(min=1, max=120, required=True)
    email = EmailAddress(required=True)
    password = fields.String(
        required=True, validate=validate.Length(1, MAX_LENGTH), metadata={"format": "password"}
    )
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    time_zone = fields.String(
        required=True,
        validate=known_zone,
        metadata={"description": "An IANA name."},
    )
    plan = fields.String(required=True, validate=validate.OneOf(list(CATALOGUE)))
    interval = fields.String(load_default="month", validate=validate.OneOf(INTERVALS))
    currency = fields.String(load_default="usd", validate=validate.OneOf(CURRENCIES))
    terms_version = fields.String(required=True, validate=validate.Length(max=20))


class SignupSchema(Schema):
    """`send_again_at` is when another mail may be asked for."""

    state = fields.String(required=True, validate=validate.OneOf(list(SignupState)))
    email = fields.String(required=True)
    company_name = fields.String(required=True)
    slug = fields.String(required=True)
    host = fields.String(required=True)
    plan = fields.String(required=True)
    interval = fields.String(required=True)
    currency = fields.String(required=True)
    mailed = fields.Boolean(required=True)
    send_again_at = fields.AwareDateTime(required=True, allow_none=True)
    can_enter = fields.Boolean(required=True)


class StartedSchema(SignupSchema):
    token = fields.String(required=True, metadata={"description": "The browser's secret."})


class CodeSchema(Schema):
    code = fields.String(
        required=True,
        validate=validate.Regexp(
            rf"\d{{{CODE_DIGITS}}}\Z", error=f"The code has {CODE_DIGITS} digits."
        ),
    )


class SlugSchema(Schema):
    slug = _slug(required=True)


class WayInSchema(Schema):
    url = fields.String(required=True)


class SetupStepSchema(Schema):
    name = fields.String(required=True, validate=validate.OneOf(STEPS))
    state = fields.String(required=True, validate=validate.OneOf(("open", "done", "skipped")))


class SetupSchema(Schema):
    steps = fields.List(fields.Nested(SetupStepSchema), required=True)
    finished = fields.Boolean(required=True)


class SkipSchema(Schema):
    skipped = fields.Boolean(required=True)
