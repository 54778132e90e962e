"""Seats of those who join a call that two people have begun, and the rules of its door.

Callers hold the floor and the call's row, so that of many who want the last seat one gets it.
"""

from __future__ import annotations

from app.calls.connections import do_set_media_state
from app.calls.models import Call, Participant
from app.calls.operations import do_seat, do_unseat
from app.calls.queries import largest_live_call
from app.calls.timeline import announce, note_event
from billing.limits import claim_slot
from billing.plans import Limit
from billing.usage import tell_usage

__all__ = ["check_seat_free", "do_add_to_call", "do_lock", "do_mute", "do_take_out", "note_event"]


def check_seat_free(call: Call) -> None:
    """Raises PlanLimitReached where the plan allows no further participant in a call."""
    claim_slot(Limit.PARTICIPANTS, lambda: sum(p.left_at is None for p in call.participants))


def do_add_to_call(call: Call, kind: str, name: str, **identity: int) -> Participant:
    """A seat for a third person and further ones; raises PlanLimitReached."""
    check_seat_free(call)
    participant = do_seat(call, kind, name, **identity)
    announce(call)
    return participant


def do_take_out(call: Call, participant: Participant) -> None:
    """Takes somebody out while the call goes on."""
    do_unseat(call, participant)
    announce(call)


def do_mute(call: Call, participant: Participant) -> None:
    """Shows the microphone as off; the participant's own page turns it off when it is told."""
    do_set_media_state(
        call, participant, microphone=False, camera=participant.camera, screen=participant.screen
    )


def do_lock(call: Call, locked: bool, actor_name: str) -> None:
    """A locked call takes no new guests; saying so twice changes nothing."""
    if call.locked != locked:
        call.locked = locked
        note_event(call, "locked" if locked else "unlocked", actor_name)
        announce(call)


tell_usage(Limit.PARTICIPANTS, largest_live_call)
