"""Shapes of supervision in the API and in events."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import Id, RefSchema
from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema
from app.calls.schemas import RECORDING_STATES
from app.calls.state import OPEN
from app.supervision.state import Mode, SupervisionEnd

QUALITY_WORDS = ("good", "fair", "poor")
_mode = validate.OneOf(list(Mode))


class PresentSupervisorSchema(RefSchema):
    """Somebody who supervises the call now. A monitor stays unnamed where an attendant of the call could
    read it.
    """

    mode = fields.String(required=True, validate=_mode)
    since = fields.AwareDateTime(required=True)


class LiveCallSchema(Schema):
    """A call that waits or goes on. `participants` are those in it, monitors not among them; `quality`
    is the worst of the last two minutes; `recording` is the state of its recording, if there is one.
    """

    id = fields.Integer(required=True)
    protocol = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(sorted(OPEN)))
    department = fields.Nested(RefSchema, required=True)
    client_name = fields.String(required=True)
    attendant = fields.Nested(RefSchema, required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    on_hold = fields.Boolean(required=True)
    consulting = fields.Boolean(required=True)
    media_mode = fields.String(required=True, validate=validate.OneOf(("p2p", "sfu")))
    participants = fields.Integer(required=True)
    quality = fields.String(required=True, allow_none=True, validate=validate.OneOf(QUALITY_WORDS))
    recording = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(RECORDING_STATES)
    )
    supervisors = fields.List(fields.Nested(PresentSupervisorSchema), required=True)
    version = fields.Integer(required=True)


class LiveCallQuery(ListQuery):
    department_id = Id()
    person_id = Id()


class LiveCallsSchema(Schema):
    calls = fields.List(fields.Nested(LiveCallSchema), required=True)


class ChooseModeSchema(Schema):
    mode = fields.String(required=True, validate=_mode)


class ModeTimeSchema(Schema):
    mode = fields.String(required=True, validate=_mode)
    began_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class SupervisionSchema(Schema):
    """`ready` says that the call is where a ticket can be had for it, `coach_ready` the same of the
    whisper's own room; `paused`, that nothing of the call is to be had until the client is back in it.
    """

    id = fields.Integer(required=True)
    call_id = fields.Integer(required=True)
    person_id = fields.Integer(required=True)
    mode = fields.String(required=True, validate=_mode)
    modes = fields.List(fields.Nested(ModeTimeSchema), required=True)
    ready = fields.Boolean(required=True)
    paused = fields.Boolean(required=True)
    coach_ready = fields.Boolean(required=True)
    participant_id = fields.Integer(required=True, allow_none=True)
    problem = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(("unreachable",))
    )
    started_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    end_reason = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(list(SupervisionEnd))
    )
    version = fields.Integer(required=True)


LiveCallPage = page_of(LiveCallSchema)
