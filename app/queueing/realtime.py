"""The attendants' connection: handshake, heartbeat, and the rooms of a person and a department."""

from __future__ import annotations

from typing import Any

from flask_socketio import join_room

from app.access.actor import SupportActor, current_person
from app.access.permissions import Permission
from app.access.policy import Public, SignedIn
from app.access.support import ALWAYS
from app.calls.connections import do_lose, participants_by_sid, touch_participants
from app.calls.locks import lock_floor, locked_call
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound, NotSignedIn
from app.queueing.distribution import distribute
from app.queueing.jobs import check_presence
from app.queueing.presence import do_heartbeat, presence_of, refresh
from app.queueing.schemas import DepartmentQueueSchema, WorkstationSchema
from app.queueing.state import SOCKET_GRACE, PresenceState
from app.queueing.views import department_queue, workstation
from app.realtime.connections import (
    ConnectBody,
    do_close_connection,
    do_open_connection,
    do_open_support_connection,
    do_touch_connection,
)
from app.realtime.handlers import current_sid, handle
from app.realtime.rooms import GUESTS, PEOPLE, VISITS, define_room, session_room
from app.realtime.subscriptions import HeartbeatBody, heartbeat_answer
from app.team.models import Department


def connect(body: dict[str, Any]) -> None:
    actor = current_person()
    if isinstance(actor, SupportActor):
        do_open_support_connection(actor)
        return
    lock_floor()
    do_open_connection(
        PEOPLE,
        person_id=actor.id,
        session_id=actor.session_id,
        connection=body["connection"],
    )
    join_room(session_room(actor.session_id))
    db.session.flush()
    if actor.can(Permission.CALLS_HANDLE):
        do_heartbeat(actor.id)
        refresh(actor.id)
        distribute()


def heartbeat(body: dict[str, Any]) -> dict[str, Any]:
    """Raises NotSignedIn for a connection that was given up: the browser connects anew."""
    if not do_touch_connection():
        raise NotSignedIn("Connect again.", slug="connection-gone")
    actor = current_person()
    if actor.can(Permission.CALLS_HANDLE):
        _note_alive(actor.id)
    touch_participants(current_sid())
    return heartbeat_answer(body["rooms"])


def _note_alive(person_id: int) -> None:
    """Who was away is back, and can be rung again. The floor comes before the row of the presence."""
    if presence_of(person_id).state != PresenceState.AWAY:
        do_heartbeat(person_id)
        return
    lock_floor()
    do_heartbeat(person_id)
    refresh(person_id)
    distribute()


def disconnect() -> None:
    """Somebody's socket is gone: its call waits for it, its person is looked at in a moment."""
    lock_floor()
    socket = do_close_connection()
    for participant in participants_by_sid(current_sid()):
        do_lose(locked_call(participant.call_id), participant)
    if socket is not None and socket.person_id is not None:
        check_presence.enqueue_on_commit(at=utcnow() + SOCKET_GRACE, person_id=socket.person_id)


def _check_person(identifier: str) -> None:
    if identifier != str(current_person().id):
        raise NotFound()


def _person_snapshot(identifier: str) -> dict[str, Any]:
    return WorkstationSchema().dump(workstation(current_person()))


def _check_department(identifier: str) -> None:
    actor = current_person()
    actor.require(Permission.QUEUE_VIEW)
    if not identifier.isdigit() or not actor.reaches_department(int(identifier)):
        raise NotFound()
    if db.session.get(Department, int(identifier)) is None:
        raise NotFound()


def _department_snapshot(identifier: str) -> dict[str, Any]:
    department = db.session.get_one(Department, int(identifier))
    return DepartmentQueueSchema().dump(department_queue(department))


define_room(
    "person",
    namespace=PEOPLE,
    check=_check_person,
    snapshot=_person_snapshot,
    description="One's own presence, offers and call: `{presence, offers, call}`.",
)
define_room(
    "department",
    namespace=PEOPLE,
    check=_check_department,
    snapshot=_department_snapshot,
    description="A department's waiting clients and team: `{department, entries, attendants}`.",
    support=True,
)

handle(PEOPLE, "connect", connect, body=ConnectBody, policy=SignedIn(), support=ALWAYS)
handle(PEOPLE, "heartbeat", heartbeat, body=HeartbeatBody, policy=SignedIn(), support=ALWAYS)
_gone = Public("a connection that is gone cannot be asked who it was; its row knows")
handle(PEOPLE, "disconnect", disconnect, policy=_gone, support=ALWAYS)
handle(VISITS, "disconnect", disconnect, policy=_gone, support=ALWAYS)
handle(GUESTS, "disconnect", disconnect, policy=_gone, support=ALWAYS)
