"""Reads of supervision, each within what the person may see."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import selectinload

from app.access.actor import PersonActor
from app.access.models import Person
from app.calls.models import Call
from app.calls.state import OPEN, CallStatus
from app.clients.models import Client
from app.core.db import db
from app.core.errors import NotFound
from app.supervision.models import Supervision
from app.supervision.state import Mode


def live_calls(actor: PersonActor, filters: dict[str, Any]) -> Select[Call]:
    """Open calls of the departments that the actor supervises, by department, attendant and text."""
    query = _open_calls().where(in_scope(actor))
    if filters.get("department_id") is not None:
        query = query.where(Call.department_id == filters["department_id"])
    if filters.get("person_id") is not None:
        query = query.where(Call.person_id == filters["person_id"])
    return _matching(query, filters.get("q", ""))


def open_calls(
    *, ids: Collection[int] | None = None, department_id: int | None = None
) -> list[Call]:
    """Of the company, whoever asks; only those of `ids`, or of a department, where given."""
    query = _open_calls()
    if ids is not None:
        query = query.where(Call.id.in_(ids))
    if department_id is not None:
        query = query.where(Call.department_id == department_id)
    return list(db.session.scalars(query.order_by(Call.id)))


def in_scope(actor: PersonActor) -> ColumnElement[bool]:
    if actor.sees_all_departments:
        return Call.id.is_not(None)
    return Call.department_id.in_(actor.department_ids)


def get_supervised_call(actor: PersonActor, call_id: int) -> Call:
    """Raises NotFound for a call outside of the actor's departments, own legs or not."""
    call = db.session.scalar(select(Call).where(Call.id == call_id, in_scope(actor)))
    if call is None:
        raise NotFound()
    return call


def get_own(actor: PersonActor, supervision_id: int) -> Supervision:
    """Raises NotFound for somebody else's."""
    found = db.session.get(Supervision, supervision_id)
    if found is None or found.person_id != actor.id:
        raise NotFound()
    return found


def open_of_call(call_id: int) -> list[Supervision]:
    return _open(Supervision.call_id == call_id)


def open_of_person(person_id: int) -> Supervision | None:
    return next(iter(_open(Supervision.person_id == person_id)), None)


def open_of_sessions(session_ids: Collection[int]) -> list[Supervision]:
    return _open(Supervision.session_id.in_(session_ids))


def open_ones() -> list[Supervision]:
    return _open()


def whisper_of_call(call_id: int) -> Supervision | None:
    return next((found for found in open_of_call(call_id) if found.mode == Mode.WHISPER), None)


def supervisions_of_calls(call_ids: Collection[int]) -> dict[int, list[Supervision]]:
    """The open ones by call, with their people."""
    found: dict[int, list[Supervision]] = {}
    for supervision in _open(Supervision.call_id.in_(call_ids)):
        found.setdefault(supervision.call_id, []).append(supervision)
    return found


def is_private(call: Call) -> bool:
    """Whether the client is out of the conversation now: waiting, on hold, or not told of a talk that
    two attendants have about them.
    """
    return (
        call.status != CallStatus.IN_PROGRESS or call.on_hold or call.consulting_leg_id is not None
    )


def _open(*conditions: Any) -> list[Supervision]:
    query = select(Supervision).where(Supervision.ended_at.is_(None), *conditions)
    return list(
        db.session.scalars(query.options(selectinload(Supervision.person)).order_by(Supervision.id))
    )


def _open_calls() -> Select[Call]:
    return (
        select(Call)
        .where(Call.status.in_(OPEN))
        .options(selectinload(Call.participants), selectinload(Call.legs))
    )


def _matching(query: Select[Call], text: str) -> Select[Call]:
    if not text:
        return query
    client = (Client.name, Client.email)
    found = [column.icontains(text, autoescape=True) for column in (*client, Person.name)]
    found.append(Call.protocol.icontains(text, autoescape=True))
    return (
        query.join(Client, Client.id == Call.client_id)
        .outerjoin(Person, Person.id == Call.person_id)
        .where(found[0] | found[1] | found[2] | found[3])
    )
