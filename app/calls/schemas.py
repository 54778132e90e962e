"""Shapes of calls in the API and in events."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.paging import ListQuery, page_of
from app.api.shapes import Schema
from app.calls.state import CallStatus

PARTICIPANT_KINDS = ("client", "attendant", "guest", "supervisor")
RECORDING_STATES = (
    "asking",
    "queued",
    "starting",
    "recording",
    "stopping",
    "stopped",
    "declined",
    "failed",
)
CONSENT_STATES = ("asked", "accepted", "declined", "revoked", "silent")
OUTCOMES = ("converted", "not_converted", "not_applicable")
MAX_NOTES = 20_000
MAX_TAGS = 20
MAX_MESSAGE = 4_000


class DepartmentRefSchema(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)


class ParticipantSchema(Schema):
    id = fields.Integer(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(PARTICIPANT_KINDS))
    name = fields.String(required=True)
    connected = fields.Boolean(required=True)
    connection = fields.String(required=True, allow_none=True)
    reconnect_deadline = fields.AwareDateTime(required=True, allow_none=True)
    microphone = fields.Boolean(required=True)
    camera = fields.Boolean(required=True)
    screen = fields.Boolean(required=True)


class MediaSchema(Schema):
    """`seats` are the participants who see and hear one another."""

    mode = fields.String(required=True, validate=validate.OneOf(("p2p", "sfu")))
    epoch = fields.Integer(required=True)
    seats = fields.List(fields.Integer(), required=True)
    problem = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(("unreachable",))
    )


class ConsentStateSchema(Schema):
    participant_id = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(CONSENT_STATES))
    asked_at = fields.AwareDateTime(required=True)
    answer_until = fields.AwareDateTime(required=True, allow_none=True)


class RecordingStateSchema(Schema):
    """What everyone in the call is told of its recording. `ask_again_at` is None once nobody may be
    asked again.
    """

    id = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(RECORDING_STATES))
    mandatory = fields.Boolean(required=True)
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    consents = fields.List(fields.Nested(ConsentStateSchema), required=True)
    ask_again_at = fields.AwareDateTime(required=True, allow_none=True)
    text_version = fields.String(required=True)
    problem = fields.String(required=True, allow_none=True)


class CoachingStateSchema(Schema):
    """The supervisor who whispers to the attendant now."""

    supervision_id = fields.Integer(required=True)
    person_name = fields.String(required=True)
    since = fields.AwareDateTime(required=True)


class AskingGuestSchema(Schema):
    """Somebody at the door, whom the attendant admits or refuses."""

    guest_id = fields.Integer(required=True)
    name = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)


class CallViewSchema(Schema):
    """What both sides of a call may see."""

    id = fields.Integer(required=True)
    protocol = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(list(CallStatus)))
    end_reason = fields.String(required=True, allow_none=True)
    on_hold = fields.Boolean(required=True)
    consulting = fields.Boolean(required=True)
    media = fields.Nested(MediaSchema, required=True)
    locked = fields.Boolean(required=True)
    recording = fields.Nested(RecordingStateSchema, required=True, allow_none=True)
    me = fields.Integer(required=True, allow_none=True)
    participants = fields.List(fields.Nested(ParticipantSchema), required=True)
    created_at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)


class LegSchema(Schema):
    id = fields.Integer(required=True)
    person_id = fields.Integer(required=True)
    department_id = fields.Integer(required=True)
    kind = fields.String(required=True)
    started_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    end_reason = fields.String(required=True, allow_none=True)
    hold_seconds = fields.Integer(required=True)


class CallEventSchema(Schema):
    at = fields.AwareDateTime(required=True)
    kind = fields.String(required=True)
    actor_name = fields.String(required=True)
    details = fields.Dict(required=True)


class ClientCardSchema(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    phone = fields.String(required=True)
    tags = fields.List(fields.String(), required=True)
    returning = fields.Boolean(required=True)
    total_calls = fields.Integer(required=True)
    last_call_at = fields.AwareDateTime(required=True, allow_none=True)


class CallSchema(CallViewSchema):
    """What the company's people see of it besides."""

    department = fields.Nested(DepartmentRefSchema, required=True)
    client = fields.Nested(ClientCardSchema, required=True)
    person_id = fields.Integer(required=True, allow_none=True)
    form = fields.Dict(required=True)
    notes = fields.String(required=True)
    tags = fields.List(fields.String(), required=True)
    outcome = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)
    coaching = fields.Nested(CoachingStateSchema, required=True, allow_none=True)
    asking = fields.List(fields.Nested(AskingGuestSchema), required=True)
    legs = fields.List(fields.Nested(LegSchema), required=True)
    events = fields.List(fields.Nested(CallEventSchema), required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    wrap_up_until = fields.AwareDateTime(required=True, allow_none=True)


class CallRowSchema(Schema):
    """A line of the Calls page. `duration_seconds` counts from the answer to the end."""

    id = fields.Integer(required=True)
    protocol = fields.String(required=True)
    status = fields.String(required=True)
    end_reason = fields.String(required=True, allow_none=True)
    department = fields.Nested(DepartmentRefSchema, required=True)
    client_name = fields.String(required=True)
    attendant_name = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    duration_seconds = fields.Integer(required=True, allow_none=True)
    tags = fields.List(fields.String(), required=True)
    outcome = fields.String(required=True, allow_none=True)


class CallQuery(ListQuery):
    status = fields.String(validate=validate.OneOf(list(CallStatus)))
    department_id = fields.Integer()
    person_id = fields.Integer()
    client_id = fields.Integer()
    recorded = fields.Boolean(metadata={"description": "Whether something of it was recorded."})
    since = fields.AwareDateTime()
    until = fields.AwareDateTime()


class CurrentCallSchema(Schema):
    call = fields.Nested(CallSchema, required=True, allow_none=True)


class NotesSchema(Schema):
    notes = fields.String(validate=validate.Length(max=MAX_NOTES))
    tags = fields.List(
        fields.String(validate=validate.Length(1, 60)), validate=validate.Length(max=MAX_TAGS)
    )


class ClosingSchema(NotesSchema):
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))


class SenderSchema(Schema):
    participant_id = fields.Integer(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(PARTICIPANT_KINDS))


class AttachmentSchema(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "Bytes."})
    type = fields.String(required=True)


class MessageSchema(Schema):
    id = fields.Integer(required=True)
    sender = fields.Nested(SenderSchema, required=True, attribute="from", data_key="from")
    text = fields.String(required=True)
    attachment = fields.Nested(AttachmentSchema, required=True, allow_none=True)
    sent_at = fields.AwareDateTime(required=True)


class MessagesSchema(Schema):
    items = fields.List(fields.Nested(MessageSchema), required=True)


class NewMessageSchema(Schema):
    text = fields.String(required=True, validate=validate.Length(1, MAX_MESSAGE))


class UploadSchema(Schema):
    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class IceServerSchema(Schema):
    urls = fields.List(fields.String(), required=True)
    username = fields.String()
    credential = fields.String()


class IceServersSchema(Schema):
    ice_servers = fields.List(fields.Nested(IceServerSchema), required=True)
    expires_at = fields.AwareDateTime(required=True)


class MediaTicketSchema(Schema):
    """Opens one room of the media server for one participant, once, soon. `epoch` is the call's."""

    url = fields.String(required=True)
    token = fields.String(required=True)
    room = fields.String(required=True)
    identity = fields.String(required=True)
    epoch = fields.Integer(required=True)
    expires_at = fields.AwareDateTime(required=True)


CallPage = page_of(CallRowSchema)
