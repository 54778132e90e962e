"""What the company's people are told about schedules."""

from __future__ import annotations

from marshmallow import fields

from app.api.shapes import Schema
from app.realtime.catalogue import define_event
from app.schedules.schemas import ScheduleSchema


class ScheduleChangedSchema(Schema):
    schedule = fields.Nested(ScheduleSchema, required=True)


SCHEDULE_CHANGED = define_event(
    "schedule.changed",
    ScheduleChangedSchema,
    rooms=("department",),
    description="A schedule, new or changed; drop it if its version is older.",
)
