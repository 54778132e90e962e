"""Reads of calls, each through what the person may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Exists, Select, exists, func, or_, select
from sqlalchemy.orm import selectinload

from app.access.actor import PersonActor
from app.access.roles import Role
from app.calls.models import Call, CallEvent, Leg, Message, Participant
from app.calls.state import OPEN
from app.clients.models import Client
from app.core.db import db
from app.core.errors import NotFound


def visible_to(actor: PersonActor) -> Select[Call]:
    """Managers see all, a supervisor the own departments', an attendant the calls they had a leg in."""
    query = select(Call)
    if actor.sees_all_departments:
        return query
    own = exists().where(Leg.call_id == Call.id, Leg.person_id == actor.id)
    if actor.role == Role.ATTENDANT:
        return query.where(own)
    return query.where(or_(Call.department_id.in_(actor.department_ids), own))


def get_call(actor: PersonActor, call_id: int) -> Call:
    """Raises NotFound for what the person may not see."""
    call = db.session.scalar(visible_to(actor).where(Call.id == call_id))
    if call is None:
        raise NotFound()
    return call


def call_by_id(call_id: int) -> Call | None:
    """For callers that check by the call's seats instead of by scope."""
    return db.session.get(Call, call_id)


def filtered(actor: PersonActor, filters: dict[str, Any]) -> Select[Call]:
    """The Calls page: by status, department, attendant, period, and client or protocol."""
    query = visible_to(actor).options(selectinload(Call.legs))
    for column, name in (
        (Call.status, "status"),
        (Call.department_id, "department_id"),
        (Call.person_id, "person_id"),
        (Call.client_id, "client_id"),
    ):
        if filters.get(name) is not None:
            query = query.where(column == filters[name])
    if filters.get("recorded") is not None:
        query = query.where(_was_recorded() == filters["recorded"])
    query = _in_period(query, filters.get("since"), filters.get("until"))
    return _matching(query, filters.get("q", ""))


def _was_recorded() -> Exists:
    return exists().where(CallEvent.call_id == Call.id, CallEvent.kind == "recording_started")


def _in_period(query: Select[Call], since: datetime | None, until: datetime | None) -> Select[Call]:
    if since is not None:
        query = query.where(Call.created_at >= since)
    if until is not None:
        query = query.where(Call.created_at < until)
    return query


def _matching(query: Select[Call], text: str) -> Select[Call]:
    if not text:
        return query
    client = Client.name.icontains(text, autoescape=True) | Client.email.icontains(
        text, autoescape=True
    )
    return query.join(Client, Client.id == Call.client_id).where(
        client | Call.protocol.icontains(text, autoescape=True)
    )


def call_of_visit(visit_id: int) -> Call | None:
    """The visit's latest call."""
    return db.session.scalar(
        select(Call).where(Call.visit_id == visit_id).order_by(Call.id.desc()).limit(1)
    )


def participant_of_visit(call: Call, visit_id: int) -> Participant | None:
    return next(
        (p for p in call.participants if p.visit_id == visit_id and p.left_at is None), None
    )


def participant_of_guest(call: Call, guest_id: int) -> Participant | None:
    return next(
        (p for p in call.participants if p.guest_id == guest_id and p.left_at is None), None
    )


def participant_of_person(call: Call, person_id: int) -> Participant | None:
    """The person's seat that is not given up."""
    return next(
        (p for p in call.participants if p.person_id == person_id and p.left_at is None), None
    )


def client_participant(call: Call) -> Participant | None:
    return next((p for p in call.participants if p.kind == "client" and p.left_at is None), None)


def open_legs(call: Call) -> list[Leg]:
    return [leg for leg in call.legs if leg.ended_at is None]


def current_leg(call: Call) -> Leg | None:
    """The leg of the attendant who leads the call."""
    return next((leg for leg in open_legs(call) if leg.person_id == call.person_id), None)


def is_briefed(call: Call, person_id: int | None) -> bool:
    """Whether the person is the second attendant of a warm transfer that is not complete."""
    return any(
        leg.id == call.consulting_leg_id and leg.person_id == person_id for leg in open_legs(call)
    )


def consulting_seats(call: Call) -> list[Participant]:
    """The two attendants of a warm transfer that is not complete; empty at any other time."""
    if call.consulting_leg_id is None:
        return []
    talking = {
        leg.person_id
        for leg in open_legs(call)
        if leg.id == call.consulting_leg_id or leg.person_id == call.person_id
    }
    return [p for p in call.participants if p.left_at is None and p.person_id in talking]


def wrap_up_leg(call: Call, person_id: int) -> Leg | None:
    """The person's latest leg in this call, once it has ended."""
    mine = [leg for leg in call.legs if leg.person_id == person_id]
    return mine[-1] if mine and mine[-1].ended_at else None


def live_leg_of(person_id: int) -> Leg | None:
    """The leg in which this person is talking now."""
    return db.session.scalar(select(Leg).where(Leg.person_id == person_id, Leg.ended_at.is_(None)))


def has_live_call(person_id: int) -> bool:
    return live_leg_of(person_id) is not None


def live_call_of(person_id: int) -> Call | None:
    leg = live_leg_of(person_id)
    return db.session.get(Call, leg.call_id) if leg else None


def unclosed_leg_of(person_id: int, now: datetime) -> Leg | None:
    """The leg whose after-call work is going on."""
    return db.session.scalar(
        select(Leg)
        .where(Leg.person_id == person_id, Leg.closed_at.is_(None), Leg.wrap_up_until > now)
        .order_by(Leg.id.desc())
        .limit(1)
    )


def current_call_of(person_id: int, now: datetime) -> Call | None:
    """The call on the person's stage: the live one, else the one that waits for its closing dialog."""
    leg = live_leg_of(person_id) or unclosed_leg_of(person_id, now)
    return db.session.get(Call, leg.call_id) if leg else None


def messages_of(call: Call) -> list[Message]:
    return list(
        db.session.scalars(
            select(Message)
            .where(Message.call_id == call.id)
            .options(selectinload(Message.participant), selectinload(Message.attachment))
            .order_by(Message.id)
        )
    )


def largest_live_call() -> int:
    """How many people are in the fullest call now."""
    seats = (
        select(func.count(Participant.id).label("seats"))
        .join(Call, Call.id == Participant.call_id)
        .where(Call.ended_at.is_(None), Participant.left_at.is_(None))
        .group_by(Participant.call_id)
        .subquery()
    )
    return db.session.scalar(select(func.max(seats.c.seats))) or 0


def open_call_ids() -> list[int]:
    return list(db.session.scalars(select(Call.id).where(Call.status.in_(OPEN))))
