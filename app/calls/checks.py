"""Who may do what in a call: the checks in front of its operations."""

from __future__ import annotations

from app.access.actor import current_person
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call, Participant
from app.calls.queries import get_call, participant_of_person
from app.core.errors import Conflict, Forbidden


def check_own_call(call_id: int) -> Call:
    """A call in which the person has or had a leg, locked; raises Forbidden or NotFound."""
    actor = current_person()
    get_call(actor, call_id)
    lock_floor()
    call = locked_call(call_id)
    if all(leg.person_id != actor.id for leg in call.legs):
        raise Forbidden("Only the attendants of this call can do this.")
    return call


def check_leading(call_id: int) -> Call:
    """The call, locked, for the attendant who leads it."""
    call = check_own_call(call_id)
    check_leads(call)
    return call


def check_leads(call: Call) -> None:
    if call.person_id != current_person().id:
        raise Forbidden("Another attendant leads this call now.")


def check_seated(call_id: int) -> tuple[Call, Participant]:
    """The call and the person's seat in it, while it lasts."""
    actor = current_person()
    call = get_call(actor, call_id)
    check_can_write(call)
    me = participant_of_person(call, actor.id)
    if me is None:
        raise Forbidden("Only the participants of this call can do this.")
    return call, me


def check_can_write(call: Call) -> None:
    """Raises Conflict for a call that has ended."""
    if call.ended_at is not None:
        raise Conflict("The call has ended.", slug="call-ended")
