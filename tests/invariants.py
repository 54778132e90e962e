"""What holds on a company's floor after every step, whatever the step was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select

from app.access.audit import verify_chain
from app.calls.models import Call, Leg
from app.calls.queries import client_participant, current_leg, open_legs, participant_of_person
from app.calls.state import ENDED, CallStatus
from app.core.db import db
from app.queueing.models import Offer, Presence, QueueEntry
from app.queueing.queries import position_of, waiting
from app.queueing.state import PauseReason, PresenceState


def check_floor() -> None:
    """Within the company's scope; raises AssertionError that names the row."""
    for call in db.session.scalars(select(Call)):
        check_call(call)
    check_people()
    check_offers()
    check_positions()


def check_audit() -> None:
    assert verify_chain().broken_at is None


def check_call(call: Call) -> None:
    status = CallStatus(call.status)
    told = f"call {call.id} ({status})"
    assert (status in ENDED) == (call.ended_at is not None), told
    assert (status in ENDED) == (call.end_reason is not None), told
    assert (call.id in waiting_calls()) == _is_waited_for(call, status), told
    _check_seats(call, told)
    if status is CallStatus.IN_PROGRESS:
        _check_leading(call, told)
    else:
        assert open_legs(call) == [], told
        assert call.consulting_leg_id is None, told


def waiting_calls() -> set[int]:
    return {entry.call_id for entry in db.session.scalars(waiting())}


def _is_waited_for(call: Call, status: CallStatus) -> bool:
    """A warm transfer rings while the call goes on; it is the one that may or may not wait."""
    if status is CallStatus.IN_PROGRESS:
        return call.id in waiting_calls()
    return status in (CallStatus.WAITING, CallStatus.TRANSFERRED)


def _check_leading(call: Call, told: str) -> None:
    """One attendant leads; a second one is there for a warm transfer only."""
    legs = open_legs(call)
    lead = current_leg(call)
    assert lead is not None, told
    others = [leg.id for leg in legs if leg.id != lead.id]
    assert others == ([call.consulting_leg_id] if call.consulting_leg_id else []), told


def _check_seats(call: Call, told: str) -> None:
    """Who is seated is who takes part: the client once answered, and the attendant of each open leg."""
    seated = [participant for participant in call.participants if participant.left_at is None]
    if call.ended_at is not None:
        assert seated == [], told
        return
    attendants = sorted(p.person_id or 0 for p in seated if p.kind == "attendant")
    assert attendants == sorted(leg.person_id for leg in open_legs(call)), told
    assert (client_participant(call) is not None) == (call.answered_at is not None), told
    assert all(participant_of_person(call, person_id) for person_id in attendants), told


def check_people() -> None:
    """Nobody is in two calls, and what is shown of them is what they do."""
    talking = Counter(db.session.scalars(select(Leg.person_id).where(Leg.ended_at.is_(None))))
    assert all(number == 1 for number in talking.values()), talking
    for presence in db.session.scalars(select(Presence)):
        on_call = presence.state == PresenceState.ON_CALL and presence.reason == ""
        assert on_call == (presence.person_id in talking), f"person {presence.person_id}"
        if presence.state == PresenceState.ON_CALL and not on_call:
            assert presence.reason == PauseReason.WRAP_UP


def check_offers() -> None:
    """Only waiting clients are held out, each person has one at most, and only who is online."""
    rows = db.session.execute(
        select(Offer, QueueEntry.state, Presence.state)
        .join(QueueEntry, QueueEntry.id == Offer.entry_id)
        .join(Presence, Presence.person_id == Offer.person_id)
        .where(Offer.state == "open")
    ).all()
    assert all(entry_state == "waiting" for _, entry_state, _ in rows), rows
    assert all(state == PresenceState.ONLINE for _, _, state in rows), rows
    assert _unique(offer.person_id for offer, _, _ in rows), rows


def check_positions() -> None:
    """In each department the clients who wait for anybody stand at 1, 2, …, n."""
    places: dict[int, list[int]] = {}
    for entry in db.session.scalars(waiting()):
        if entry.target_person_id is None:
            places.setdefault(entry.department_id, []).append(position_of(entry))
    for department_id, found in places.items():
        assert found == list(range(1, len(found) + 1)), f"department {department_id}: {found}"


def _unique(values: Iterable[int]) -> bool:
    seen = list(values)
    return len(seen) == len(set(seen))
