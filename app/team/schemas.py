"""Shapes of departments and of the people who work in them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from marshmallow import ValidationError, fields, validate

from app.access.roles import Role
from app.access.schemas import LANGUAGES
from app.api.fields import ClockTime, EmailAddress, Id, RefSchema, Text, known_zone
from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema

STRATEGIES = ("ring_all", "longest_idle")
RECORDING_POLICIES = ("off", "optional", "full")
# What becomes of a call that must be recorded and cannot be.
RECORDING_FALLBACKS = ("hold", "end")
PRESENCES = ("online", "on_call", "paused", "away", "offline")
DAY_SECONDS = 24 * 3600
VERSION = {"description": "As last read; 409 `stale` when the row has moved on since."}


class OpeningHoursSchema(Schema):
    """Open from `opens_at` until before `closes_at`, local time; weekday 0 is Monday."""

    weekday = fields.Integer(required=True, validate=validate.Range(0, 6))
    opens_at = ClockTime(required=True)
    closes_at = ClockTime(required=True)


class HolidaySchema(Schema):
    day = fields.Date(required=True)
    name = Text(max=80, load_default="")


def check_hours(hours: list[dict[str, Any]]) -> None:
    spans = sorted((row["weekday"], row["opens_at"], row["closes_at"]) for row in hours)
    if any(opens >= closes for _, opens, closes in spans):
        raise ValidationError("Each interval opens before it closes.")
    if any(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(spans)):
        raise ValidationError("Two intervals of one day overlap.")


def check_holidays(holidays: list[dict[str, Any]]) -> None:
    if len({row["day"] for row in holidays}) < len(holidays):
        raise ValidationError("A day is listed twice.")


class DepartmentPatchSchema(Schema):
    """Hours and holidays replace the whole list. No hours: always open, except on holidays."""

    name = Text(min=1, max=80)
    description = Text(max=500)
    active = fields.Boolean()
    strategy = fields.String(validate=validate.OneOf(STRATEGIES))
    queue_max_size = fields.Integer(validate=validate.Range(1, 1000))
    queue_max_wait_seconds = fields.Integer(validate=validate.Range(30, DAY_SECONDS))
    service_level_seconds = fields.Integer(validate=validate.Range(1, 3600))
    wrap_up_seconds = fields.Integer(validate=validate.Range(0, 3600))
    recording_policy = fields.String(validate=validate.OneOf(RECORDING_POLICIES))
    recording_fallback = fields.String(validate=validate.OneOf(RECORDING_FALLBACKS))
    time_zone = fields.String(
        allow_none=True,
        validate=known_zone,
        metadata={"description": "IANA name; null: the company's."},
    )
    logo_id = Id(allow_none=True, metadata={"description": "A picture of `/department-logos`."})
    background_id = Id(allow_none=True, metadata={"description": "Behind attendants, by default."})
    hours = fields.List(
        fields.Nested(OpeningHoursSchema), validate=[validate.Length(max=50), check_hours]
    )
    holidays = fields.List(
        fields.Nested(HolidaySchema), validate=[validate.Length(max=200), check_holidays]
    )
    version = fields.Integer(metadata=VERSION)


class DepartmentCreateSchema(DepartmentPatchSchema):
    name = Text(min=1, max=80, required=True)

    class Meta:
        exclude = ("version", "active")


class DepartmentSchema(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True)
    active = fields.Boolean(required=True)
    strategy = fields.String(required=True, validate=validate.OneOf(STRATEGIES))
    queue_max_size = fields.Integer(required=True)
    queue_max_wait_seconds = fields.Integer(required=True)
    service_level_seconds = fields.Integer(required=True)
    wrap_up_seconds = fields.Integer(required=True)
    recording_policy = fields.String(required=True, validate=validate.OneOf(RECORDING_POLICIES))
    recording_fallback = fields.String(required=True, validate=validate.OneOf(RECORDING_FALLBACKS))
    time_zone = fields.String(required=True, allow_none=True)
    logo_id = fields.Integer(required=True, allow_none=True)
    logo_url = fields.String(required=True, allow_none=True)
    background_id = fields.Integer(required=True, allow_none=True)
    hours = fields.List(fields.Nested(OpeningHoursSchema), required=True)
    holidays = fields.List(fields.Nested(HolidaySchema), required=True)
    attendants = fields.List(
        fields.Nested(RefSchema),
        required=True,
        attribute="people",
        metadata={"description": "The active people who belong to it, by name."},
    )
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class DepartmentQuery(ListQuery):
    active = fields.Boolean(load_default=None)


class PersonIdsSchema(Schema):
    person_ids = fields.List(Id(), required=True, validate=validate.Length(max=1000))


def _department_ids(**options: Any) -> fields.List:
    return fields.List(Id(), validate=validate.Length(max=200), **options)


class AttendantPatchSchema(Schema):
    name = Text(min=1, max=120)
    email = EmailAddress()
    role = fields.String(validate=validate.OneOf(list(Role)))
    department_ids = _department_ids()
    language = fields.String(allow_none=True, validate=validate.OneOf(LANGUAGES))
    version = fields.Integer(metadata=VERSION)


class AttendantCreateSchema(Schema):
    """There is no password: the invitation carries a link to choose one."""

    name = Text(min=1, max=120, required=True)
    email = EmailAddress(required=True)
    role = fields.String(load_default=Role.ATTENDANT, validate=validate.OneOf(list(Role)))
    department_ids = _department_ids(load_default=list)
    language = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(LANGUAGES))


class AttendantSchema(Schema):
    """Anyone with a login. `departments` are those that whoever asks may see."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(list(Role)))
    language = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)
    invitation_pending = fields.Boolean(required=True)
    departments = fields.List(fields.Nested(RefSchema), required=True)
    presence = fields.String(required=True, validate=validate.OneOf(PRESENCES))
    last_seen_at = fields.AwareDateTime(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class AttendantQuery(ListQuery):
    role = fields.String(load_default=None, validate=validate.OneOf(list(Role)))
    department_id = Id(load_default=None)
    active = fields.Boolean(load_default=None)


DepartmentPage = page_of(DepartmentSchema)
AttendantPage = page_of(AttendantSchema)
