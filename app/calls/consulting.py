"""A warm transfer: its two attendants talk while the client holds, then one of them goes on.

Callers hold the floor and the call's row, as for `operations`.
"""

from __future__ import annotations

from app.access.models import Person
from app.calls.models import Call, Leg
from app.calls.operations import (
    add_leg,
    do_end_leg,
    do_finish_wrap_up,
    do_resume,
    do_seat,
    live_leg,
)
from app.calls.queries import open_legs
from app.calls.sfu import do_close_consult_room, do_want_consult_room
from app.calls.timeline import announce, note_event
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.realtime.models import RealtimeSocket
from app.team.models import Department


def do_start_consulting(
    call: Call, person: Person, department: Department, page: RealtimeSocket | None = None
) -> Leg:
    """A warm transfer's second attendant joins; the client stays on hold meanwhile."""
    leg = add_leg(call, person, department, "consult")
    db.session.flush()
    call.consulting_leg_id = leg.id
    call.media_epoch += 1
    note_event(call, "consulting", person.name, department=department.name)
    do_seat(call, "attendant", person.name, page, person_id=person.id)
    do_want_consult_room(call)
    announce(call)
    return leg


def do_complete_consulting(call: Call, actor_name: str) -> None:
    """The first attendant leaves, the second one goes on with the client."""
    second = _consulting_leg(call)
    second.kind = "transfer"
    do_end_leg(call, live_leg(call), "transferred")
    call.consulting_leg_id = None
    call.person_id = second.person_id
    call.department_id = second.department_id
    call.on_hold = False
    do_close_consult_room(call)
    call.media_epoch += 1
    note_event(call, "transferred", actor_name)
    announce(call)


def do_cancel_consulting(call: Call, actor_name: str, reason: str = "consult_canceled") -> None:
    """The second attendant leaves, the first one goes on with the client."""
    second = _consulting_leg(call)
    call.consulting_leg_id = None
    do_end_leg(call, second, reason)
    second.wrap_up_until = utcnow()
    do_finish_wrap_up(call, second)
    do_close_consult_room(call)
    call.media_epoch += 1
    do_resume(call, actor_name)
    announce(call)


def _consulting_leg(call: Call) -> Leg:
    for leg in open_legs(call):
        if leg.id == call.consulting_leg_id:
            return leg
    raise Conflict("There is no transfer to complete.", slug="no-transfer")
