"""The seat of a supervisor who barges in. Callers hold the floor and the call's row."""

from __future__ import annotations

from app.calls.models import Call
from app.calls.seats import do_add_to_call, do_take_out
from app.core.db import db
from app.supervision.models import Supervision


def do_take(supervision: Supervision, call: Call) -> None:
    """Raises PlanLimitReached when the call is full."""
    person = supervision.person
    seat = do_add_to_call(call, "supervisor", person.name, person_id=person.id)
    db.session.flush()
    supervision.participant_id = seat.id


def do_give_up(supervision: Supervision, call: Call) -> None:
    mine = supervision.participant_id
    # First of all, so that leaving the seat is not taken for being put out of it.
    supervision.participant_id = None
    for seat in call.participants:
        if seat.id == mine and seat.left_at is None:
            do_take_out(call, seat)
