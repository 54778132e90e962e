"""A call as its participants, and as the company's people, see it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.access.models import Person
from app.api.shapes import Schema
from app.calls.models import Call, Message, Participant
from app.calls.queries import (
    client_participant,
    consulting_seats,
    current_leg,
    participant_of_person,
)
from app.calls.schemas import AskingGuestSchema, CoachingStateSchema, RecordingStateSchema
from app.clients.models import Client
from app.clients.queries import client_card
from app.core.db import db
from app.team.models import Department


def call_view(call: Call, me: Participant | None) -> dict[str, Any]:
    """What either side may know; `me` is whose view it is."""
    return {
        "id": call.id,
        "protocol": call.protocol,
        "status": call.status,
        "end_reason": call.end_reason,
        "on_hold": call.on_hold,
        "consulting": call.consulting_leg_id is not None,
        "media": {
            "mode": call.media_mode,
            "epoch": call.media_epoch,
            "seats": media_seats(call),
            "problem": call.media_problem,
        },
        "locked": call.locked,
        "recording": shown(RecordingStateSchema, call.recording),
        "me": me.id if me else None,
        "participants": [p for p in call.participants if p.left_at is None],
        "created_at": call.created_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "version": call.version,
    }


def full_call_view(call: Call, person_id: int | None) -> dict[str, Any]:
    """For the company's people: the client's card, notes, legs and timeline come with it."""
    me = participant_of_person(call, person_id) if person_id else None
    wrap_up = [
        leg.wrap_up_until for leg in call.legs if leg.person_id == person_id and leg.ended_at
    ]
    closed = [leg.closed_at for leg in call.legs if leg.person_id == person_id and leg.ended_at]
    return call_view(call, me) | {
        "department": department_ref(call.department_id),
        "client": client_card(db.session.get_one(Client, call.client_id)),
        "person_id": call.person_id,
        "form": call.form,
        "notes": call.notes,
        "tags": call.tags,
        "outcome": call.outcome,
        "language": call.language,
        "coaching": shown(CoachingStateSchema, call.coaching),
        "asking": [shown(AskingGuestSchema, guest) for guest in call.asking],
        "legs": call.legs,
        "events": call.events,
        "closed_at": closed[-1] if closed else call.closed_at,
        "wrap_up_until": wrap_up[-1] if wrap_up else None,
    }


def shown(schema: type[Schema], kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """What `operations.do_show` keeps as JSON, with its times as times."""
    return schema().load(kept) if kept is not None else None


def department_ref(department_id: int) -> dict[str, Any]:
    return {"id": department_id, "name": db.session.get_one(Department, department_id).name}


def media_seats(call: Call) -> list[int]:
    """Who exchange media with one another: all who are seated where there is a media server, else the
    client and the leading attendant. In a warm transfer its two attendants.
    """
    if call.consulting_leg_id is not None:
        seats = consulting_seats(call)
    elif call.media_mode == "sfu":
        seats = [p for p in call.participants if p.left_at is None]
    else:
        seats = _two(call)
    return sorted(seat.id for seat in seats)


def _two(call: Call) -> list[Participant]:
    leg, client = current_leg(call), client_participant(call)
    lead = participant_of_person(call, leg.person_id) if leg else None
    return [lead, client] if lead and client else []


def message_view(message: Message) -> dict[str, Any]:
    sender = message.participant
    return {
        "id": message.id,
        "from": {"participant_id": sender.id, "name": sender.name, "kind": sender.kind},
        "text": message.text,
        "attachment": message.attachment,
        "sent_at": message.sent_at,
    }


def call_rows(calls: list[Call]) -> list[dict[str, Any]]:
    """The lines of a list, with the names read in one query each."""
    departments = _names(Department, {call.department_id for call in calls})
    clients = _names(Client, {call.client_id for call in calls})
    people = _names(Person, {call.person_id for call in calls if call.person_id})
    return [
        {
            "id": call.id,
            "protocol": call.protocol,
            "status": call.status,
            "end_reason": call.end_reason,
            "department": {"id": call.department_id, "name": departments[call.department_id]},
            "client_name": clients[call.client_id],
            "attendant_name": people.get(call.person_id) if call.person_id else None,
            "created_at": call.created_at,
            "answered_at": call.answered_at,
            "ended_at": call.ended_at,
            "duration_seconds": duration_seconds(call),
            "tags": call.tags,
            "outcome": call.outcome,
        }
        for call in calls
    ]


def duration_seconds(call: Call) -> int | None:
    """From the answer to the end; None for a call without either."""
    if call.answered_at is None or call.ended_at is None:
        return None
    return round((call.ended_at - call.answered_at).total_seconds())


def _names(model: Any, ids: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(model.id, model.name).where(model.id.in_(ids)))
    return {row.id: row.name for row in rows}
