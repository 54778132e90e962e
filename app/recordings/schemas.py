"""Shapes of recordings in the API."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema
from app.calls.schemas import DepartmentRefSchema
from app.recordings.state import ConsentState, PartState, RecordingEnd, RecordingState

MAX_REASON = 500


class CallRefSchema(Schema):
    id = fields.Integer(required=True)
    protocol = fields.String(required=True)
    client_name = fields.String(required=True)


class LegalHoldSchema(Schema):
    """`by` and `at` are of the last change."""

    held = fields.Boolean(required=True)
    reason = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, allow_none=True)


class PartSchema(Schema):
    """One file. `upload_progress` is 0–100; `playable` once the store holds and has verified it."""

    number = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(list(PartState)))
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    seconds = fields.Float(required=True, allow_none=True)
    size = fields.Integer(required=True, metadata={"description": "Bytes."})
    upload_progress = fields.Integer(required=True)
    stored_at = fields.AwareDateTime(required=True, allow_none=True)
    purged_at = fields.AwareDateTime(required=True, allow_none=True)
    failure = fields.String(required=True, allow_none=True)
    playable = fields.Boolean(required=True)


class ConsentSchema(Schema):
    """What one person was asked, in which words, and what they said."""

    participant_id = fields.Integer(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(list(ConsentState)))
    asked_at = fields.AwareDateTime(required=True)
    asked_times = fields.Integer(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)
    text_version = fields.String(required=True)
    language = fields.String(required=True)


class RecordingSchema(Schema):
    """`started_by` is null where the department's policy asked; `purge_after` null: kept for ever."""

    id = fields.Integer(required=True)
    call = fields.Nested(CallRefSchema, required=True)
    department = fields.Nested(DepartmentRefSchema, required=True)
    state = fields.String(required=True, validate=validate.OneOf(list(RecordingState)))
    mandatory = fields.Boolean(required=True)
    started_by = fields.String(required=True, allow_none=True)
    requested_at = fields.AwareDateTime(required=True)
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    end_reason = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(list(RecordingEnd))
    )
    failure = fields.String(required=True, allow_none=True)
    purge_after = fields.AwareDateTime(required=True, allow_none=True)
    purged_at = fields.AwareDateTime(required=True, allow_none=True)
    legal_hold = fields.Nested(LegalHoldSchema, required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)
    consents = fields.List(fields.Nested(ConsentSchema), required=True)
    version = fields.Integer(required=True)


class RecordingsSchema(Schema):
    items = fields.List(fields.Nested(RecordingSchema), required=True)


class RecordingQuery(ListQuery):
    department_id = fields.Integer()
    call_id = fields.Integer()
    state = fields.String(validate=validate.OneOf(list(RecordingState)))
    legal_hold = fields.Boolean()


class HoldChangeSchema(Schema):
    """A reason is needed both to hold and to release."""

    held = fields.Boolean(required=True)
    reason = fields.String(required=True, validate=validate.Length(1, MAX_REASON))


class AnswerSchema(Schema):
    accepted = fields.Boolean(required=True)


class DepartmentStorageSchema(Schema):
    department = fields.Nested(DepartmentRefSchema, required=True)
    files = fields.Integer(required=True)
    bytes = fields.Integer(required=True)
    seconds = fields.Float(required=True)


class StorageSchema(Schema):
    """What the store holds for the company now. `retention_days` null: kept for ever."""

    files = fields.Integer(required=True)
    bytes = fields.Integer(required=True)
    seconds = fields.Float(required=True)
    retention_days = fields.Integer(required=True, allow_none=True)
    departments = fields.List(fields.Nested(DepartmentStorageSchema), required=True)


RecordingPage = page_of(RecordingSchema)
