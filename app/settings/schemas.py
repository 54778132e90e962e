"""The shape of a company's settings."""

from __future__ import annotations

from marshmallow import fields, validate

from app.access.schemas import LANGUAGES
from app.api.fields import Text, known_zone
from app.api.shapes import Schema


class SettingsSchema(Schema):
    name = Text(min=1, max=120, required=True)
    language = fields.String(
        required=True,
        validate=validate.OneOf(LANGUAGES),
        metadata={"description": "Of people and clients who have chosen none, and of mails."},
    )
    time_zone = fields.String(
        required=True,
        validate=known_zone,
        metadata={"description": "An IANA name; the company's days begin in it."},
    )
    require_totp = fields.Boolean(
        required=True,
        metadata={"description": "Everybody sets up a second factor at their next sign-in."},
    )
