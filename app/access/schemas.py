"""Shapes of the account's API: signing in, sessions, one-time links, the second factor."""

from __future__ import annotations

from marshmallow import fields, validate

from app.access.passwords import MAX_LENGTH
from app.api.shapes import Schema

LANGUAGES = ("en", "pt-BR")
THEMES = ("auto", "light", "dark")
NAME = validate.Length(min=1, max=120)


def _password(description: str) -> fields.String:
    return fields.String(
        required=True,
        validate=validate.Length(min=1, max=MAX_LENGTH),
        metadata={"description": description, "format": "password"},
    )


class SignInSchema(Schema):
    email = fields.String(required=True, validate=validate.Length(min=3, max=254))
    password = _password("The present password.")
    code = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=40),
        metadata={"description": "Six digits of the authenticator, or a recovery code."},
    )


class BrandSchema(Schema):
    name = fields.String(required=True)
    logo_url = fields.String(required=True, allow_none=True)
    favicon_url = fields.String(required=True, allow_none=True)
    primary = fields.String(required=True)
    secondary = fields.String(required=True)
    accent = fields.String(required=True)
    background = fields.String(required=True)
    text = fields.String(required=True)
    sidebar = fields.String(required=True)
    font = fields.String(required=True)


class ContactSchema(Schema):
    email = fields.String(required=True)
    whatsapp = fields.String(required=True)


class SessionCompanySchema(Schema):
    """`contact` is where the company can write to the platform."""

    name = fields.String(required=True)
    slug = fields.String(required=True)
    status = fields.String(required=True)
    plan = fields.String(required=True)
    language = fields.String(required=True)
    time_zone = fields.String(required=True)
    brand = fields.Nested(BrandSchema, required=True)
    contact = fields.Nested(ContactSchema, required=True)


class SessionPersonSchema(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    role = fields.String(required=True)
    language = fields.String(required=True)
    theme = fields.String(required=True)
    has_totp = fields.Boolean(required=True)


class LimitsSchema(Schema):
    """None: unlimited."""

    attendants = fields.Integer(required=True, allow_none=True)
    departments = fields.Integer(required=True, allow_none=True)
    participants = fields.Integer(required=True, allow_none=True)


class SessionBillingSchema(Schema):
    """How the company stands with payment, for the banners; see the Billing page."""

    state = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    grace_until = fields.String(required=True, allow_none=True)
    trial_end = fields.String(required=True, allow_none=True)


class SessionSupportSchema(Schema):
    """A member of staff who is in the company, until when, and whether to change things."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    until = fields.String(required=True)
    may_change = fields.Boolean(required=True)


class ShownAnnouncementSchema(Schema):
    """A banner from the platform; one of kind `info` can be put away."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("info", "warning")))
    text_en = fields.String(required=True)
    text_pt = fields.String(required=True)
    ends_at = fields.String(required=True)


class SessionSchema(Schema):
    """`revision` names the state of what the company's people share; `session.changed` tells it."""

    audience = fields.String(required=True, validate=validate.OneOf(("person", "staff", "support")))
    person = fields.Nested(SessionPersonSchema, required=True)
    company = fields.Nested(SessionCompanySchema, required=True, allow_none=True)
    permissions = fields.List(fields.String(), required=True)
    features = fields.List(fields.String(), required=True)
    limits = fields.Nested(LimitsSchema, required=True, allow_none=True)
    billing = fields.Nested(SessionBillingSchema, required=True, allow_none=True)
    announcements = fields.List(fields.Nested(ShownAnnouncementSchema), required=True)
    revision = fields.String(required=True, allow_none=True)
    support = fields.List(fields.Nested(SessionSupportSchema), required=True)
    needs_second_factor = fields.Boolean(
        required=True,
        metadata={"description": "Until it is set up, nothing else is possible."},
    )
    csrf_token = fields.String(required=True)


class OwnSessionSchema(Schema):
    id = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True)
    address = fields.String(required=True, allow_none=True)
    user_agent = fields.String(required=True)
    current = fields.Boolean(required=True)


class EmailOnlySchema(Schema):
    email = fields.Email(required=True, validate=validate.Length(max=254))


class NewPasswordSchema(Schema):
    password = _password("The new password: at least 12 characters, hard to guess.")


class TokenViewSchema(Schema):
    """Whom a one-time link is for."""

    email = fields.String(required=True)
    name = fields.String(required=True)
    company = fields.String(required=True)


class PasswordChangeSchema(Schema):
    current_password = _password("The present password.")
    password = _password("The new password: at least 12 characters, hard to guess.")


class ProfileSchema(Schema):
    name = fields.String(validate=NAME)
    language = fields.String(validate=validate.OneOf(LANGUAGES))
    theme = fields.String(validate=validate.OneOf(THEMES))


class PasswordCheckSchema(Schema):
    password = _password("The present password.")


class TotpStartSchema(Schema):
    password = fields.String(
        load_default=None,
        validate=validate.Length(max=MAX_LENGTH),
        metadata={
            "description": "The present password; not needed within 15 minutes of signing in.",
            "format": "password",
        },
    )


class TotpSetupSchema(Schema):
    """`qr` is an image of `uri` as a data address; `secret` is for typing it in."""

    secret = fields.String(required=True)
    uri = fields.String(required=True)
    qr = fields.String(required=True)


class TotpCodeSchema(Schema):
    code = fields.String(required=True, validate=validate.Length(min=6, max=40))


class RecoveryCodesSchema(Schema):
    """Shown once; each opens one sign-in without the authenticator."""

    recovery_codes = fields.List(fields.String(), required=True)
