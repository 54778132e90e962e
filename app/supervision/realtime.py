"""The rooms of the live list and of one's own supervision, and the socket that keeps it alive."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from app.access.actor import current_person
from app.access.permissions import Permission
from app.access.policy import Requires
from app.api.shapes import Schema
from app.calls.locks import lock_floor, locked_call
from app.core.db import db
from app.core.errors import NotFound
from app.realtime.handlers import current_sid, handle
from app.realtime.rooms import PEOPLE, define_room
from app.supervision import live
from app.supervision.models import Supervision
from app.supervision.queries import get_own, open_calls
from app.supervision.schemas import LiveCallsSchema, SupervisionSchema
from app.supervision.tickets import check_going_on
from app.supervision.views import live_lines, supervision_view
from app.team.models import Department


class JoinSupervisionSchema(Schema):
    supervision_id = fields.Integer(required=True)


def join_supervision(body: dict[str, Any]) -> dict[str, Any]:
    """The supervision lasts as long as this connection does, and a grace time."""
    actor = current_person()
    lock_floor()
    locked_call(get_own(actor, body["supervision_id"]).call_id)
    supervision = get_own(actor, body["supervision_id"])
    check_going_on(supervision)
    supervision.sid, supervision.lost_at = current_sid(), None
    return {"supervision": SupervisionSchema().dump(supervision_view(supervision))}


def _check_live_calls(identifier: str) -> None:
    actor = current_person()
    actor.require(Permission.CALLS_SUPERVISE)
    if identifier == live.ALL:
        allowed = actor.sees_all_departments
    else:
        allowed = identifier.isdigit() and actor.reaches_department(int(identifier))
    if not allowed or (identifier != live.ALL and not _exists(Department, identifier)):
        raise NotFound()


def _live_calls_snapshot(identifier: str) -> dict[str, Any]:
    department_id = None if identifier == live.ALL else int(identifier)
    calls = open_calls(department_id=department_id)
    return LiveCallsSchema().dump({"calls": live_lines(calls)})


def _check_supervision(identifier: str) -> None:
    if not identifier.isdigit():
        raise NotFound()
    get_own(current_person(), int(identifier))


def _supervision_snapshot(identifier: str) -> dict[str, Any]:
    supervision = db.session.get_one(Supervision, int(identifier))
    return {"supervision": SupervisionSchema().dump(supervision_view(supervision))}


def _exists(model: type[Department], identifier: str) -> bool:
    return db.session.get(model, int(identifier)) is not None


define_room(
    "live_calls",
    namespace=PEOPLE,
    check=_check_live_calls,
    snapshot=_live_calls_snapshot,
    description="The open calls of a department, or of `all` for those who see all: `{calls}`.",
)
define_room(
    "supervision",
    namespace=PEOPLE,
    check=_check_supervision,
    snapshot=_supervision_snapshot,
    description="One's own supervision, also once it has ended: `{supervision}`.",
)

handle(
    PEOPLE,
    "supervision.join",
    join_supervision,
    body=JoinSupervisionSchema,
    policy=Requires(Permission.CALLS_SUPERVISE),
)
