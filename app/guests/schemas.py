"""Shapes of invitations and guests in the API and in events."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, post_load, validate, validates_schema

from app.api.fields import EmailAddress, Text
from app.api.shapes import Schema
from app.calls.schemas import CallViewSchema
from app.guests.state import Reason, Stage
from app.web.language import LANGUAGES, known_language
from tenants.context import current_company

CHANNELS = ("link", "email")
MAX_MESSAGE = 500


class NewInvitationSchema(Schema):
    """`recipient` and `message` are for a channel that sends; a link is copied."""

    channel = fields.String(required=True, validate=validate.OneOf(CHANNELS))
    recipient = EmailAddress(load_default=None, allow_none=True)
    message = Text(load_default="", max=MAX_MESSAGE)

    @validates_schema
    def _check_recipient(self, data: dict[str, Any], **_: Any) -> None:
        if data["channel"] == "email" and not data["recipient"]:
            raise ValidationError("Write the address to send it to.", "recipient")


class InvitationSchema(Schema):
    """`expires_at` is None while the call lasts; `url` is None once nobody can come in by it."""

    id = fields.Integer(required=True)
    url = fields.String(required=True, allow_none=True)
    channel = fields.String(required=True, validate=validate.OneOf(CHANNELS))
    sent_to = fields.String(required=True, allow_none=True)
    sent_at = fields.AwareDateTime(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    created_by_name = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)


class InvitationsSchema(Schema):
    items = fields.List(fields.Nested(InvitationSchema), required=True)


class LockSchema(Schema):
    locked = fields.Boolean(required=True)


class AskSchema(Schema):
    """What a guest writes before the door. `language` is that of the page."""

    class Meta:
        unknown = EXCLUDE

    name = Text(required=True, min=1, max=120)
    language = fields.String(load_default="")

    @post_load
    def _complete(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        spoken = known_language(data["language"]) or known_language(current_company().language)
        return data | {"language": spoken or LANGUAGES[0]}


class GuestCompanySchema(Schema):
    name = fields.String(required=True)


class GuestMutedSchema(Schema):
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class GuestSchema(Schema):
    """All that the guest's page needs to show where its guest stands.

    `call` comes with a seat in it only; `csrf_token` with answers to this browser only.
    """

    stage = fields.String(required=True, validate=validate.OneOf(list(Stage)))
    reason = fields.String(required=True, allow_none=True, validate=validate.OneOf([*Reason, None]))
    can_ask = fields.Boolean(required=True)
    company = fields.Nested(GuestCompanySchema, required=True)
    host_name = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    call = fields.Nested(CallViewSchema, required=True, allow_none=True)
    muted = fields.Nested(GuestMutedSchema, required=True, allow_none=True)
    language = fields.String(required=True)
    server_time = fields.AwareDateTime(required=True)
    csrf_token = fields.String(required=True, allow_none=True)
    room = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
