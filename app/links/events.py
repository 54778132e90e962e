"""What a visit's own page is told."""

from __future__ import annotations

from marshmallow import fields

from app.api.shapes import Schema
from app.links.visit_schemas import VisitSchema
from app.realtime.catalogue import define_event


class VisitChangedSchema(Schema):
    visit = fields.Nested(VisitSchema, required=True)


VISIT_CHANGED = define_event(
    "visit.changed",
    VisitChangedSchema,
    rooms=("visit",),
    description="Where the client stands now, whole; drop it if its version is older.",
)
