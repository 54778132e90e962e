"""Shapes of an end client's visit in the API and in events."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, fields, post_load, validate

from app.api.fields import EmailAddress, Phone, Text, zone_names
from app.api.shapes import Schema
from app.calls.schemas import CallViewSchema
from app.links.models import LinkType
from app.links.stages import Stage
from app.web.language import LANGUAGES, known_language
from tenants.context import current_company

MAX_REASON = 500


class VisitFormSchema(Schema):
    """What the client writes before the service. `language` and `time_zone` are the browser's."""

    class Meta:
        unknown = EXCLUDE

    name = Text(required=True, min=1, max=120)
    email = EmailAddress(required=True)
    phone = Phone(required=True)
    reason = Text(load_default="", max=MAX_REASON)
    language = fields.String(load_default="")
    time_zone = fields.String(load_default="")

    @post_load
    def _complete(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """A browser that names what we do not know gets the company's own language and zone."""
        company = current_company()
        spoken = known_language(data["language"]) or known_language(company.language)
        zone = data["time_zone"]
        return data | {
            "language": spoken or LANGUAGES[0],
            "time_zone": zone if zone in zone_names() else company.time_zone,
        }


class DevicesSchema(Schema):
    """The device check's findings: whether each works, and how the relay was reached."""

    camera = fields.Boolean(load_default=None, allow_none=True)
    microphone = fields.Boolean(load_default=None, allow_none=True)
    speaker = fields.Boolean(load_default=None, allow_none=True)
    network = Text(load_default="unknown", max=40)


class VisitLinkSchema(Schema):
    type = fields.String(required=True, validate=validate.OneOf(list(LinkType)))
    opens_at = fields.AwareDateTime(required=True, allow_none=True)
    closes_at = fields.AwareDateTime(required=True, allow_none=True)


class NamedSchema(Schema):
    name = fields.String(required=True)


class VisitDepartmentSchema(NamedSchema):
    logo_url = fields.String(required=True, allow_none=True)


class VisitClientSchema(Schema):
    """What this browser wrote itself; never what the company knows."""

    name = fields.String(required=True)
    email = fields.String(required=True)
    phone = fields.String(required=True)


class VisitQueueSchema(Schema):
    position = fields.Integer(required=True)
    estimated_wait_seconds = fields.Integer(required=True, allow_none=True)
    joined_at = fields.AwareDateTime(required=True)


class VisitRatingSchema(Schema):
    possible = fields.Boolean(required=True)
    until = fields.AwareDateTime(required=True, allow_none=True)


class VisitCallbackSchema(Schema):
    offered = fields.Boolean(required=True)
    requested = fields.Boolean(required=True)


class VisitSchema(Schema):
    """All that the client's page needs to show where its client stands.

    `csrf_token` comes with answers to this browser only; events leave it out.
    """

    stage = fields.String(required=True, validate=validate.OneOf(list(Stage)))
    reason = fields.String(required=True, allow_none=True)
    link = fields.Nested(VisitLinkSchema, required=True)
    company = fields.Nested(NamedSchema, required=True)
    department = fields.Nested(VisitDepartmentSchema, required=True)
    client = fields.Nested(VisitClientSchema, required=True, allow_none=True)
    queue = fields.Nested(VisitQueueSchema, required=True, allow_none=True)
    call = fields.Nested(CallViewSchema, required=True, allow_none=True)
    rating = fields.Nested(VisitRatingSchema, required=True, allow_none=True)
    callback = fields.Nested(VisitCallbackSchema, required=True)
    language = fields.String(required=True)
    server_time = fields.AwareDateTime(required=True)
    csrf_token = fields.String(required=True, allow_none=True)
    room = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
