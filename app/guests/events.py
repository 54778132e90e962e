"""What a guest's own page is told."""

from __future__ import annotations

from marshmallow import fields

from app.api.shapes import Schema
from app.guests.schemas import GuestSchema
from app.realtime.catalogue import define_event


class GuestChangedSchema(Schema):
    guest = fields.Nested(GuestSchema, required=True)


GUEST_CHANGED = define_event(
    "guest.changed",
    GuestChangedSchema,
    rooms=("guest",),
    description="Where the guest stands now, whole; drop it if its version is older.",
)
