"""Handing a client over: cold to a queue or an attendant, or warm with a talk in between."""

from __future__ import annotations

from typing import Any

from app.access.models import Person
from app.calls import operations as calls
from app.calls.consulting import do_cancel_consulting, do_complete_consulting
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, Invalid
from app.queueing.distribution import close_offers_of_entry, distribute
from app.queueing.domain_events import QueueChanged
from app.queueing.events import tell_entry_left
from app.queueing.models import QueueEntry
from app.queueing.operations import do_add_entry, do_queue
from app.queueing.presence import presence_of, refresh
from app.queueing.queries import departments_of, waiting_entry_of_call
from app.queueing.state import EntryState, OfferState, PresenceState
from app.team.models import Department

# Somebody who has talked to us already waits before those who have not.
TRANSFER_PRIORITY = 10


def check_target(
    body: dict[str, Any], call: Call, person_id: int
) -> tuple[Department, Person | None]:
    """The department, and the person where the transfer names one; raises Invalid or Conflict."""
    if "department_id" in body:
        return _check_department(body["department_id"]), None
    target = db.session.get(Person, body["person_id"])
    if target is None or not target.active or target.id == person_id:
        raise Invalid({"person_id": ["Choose a colleague."]})
    if presence_of(target.id).state != PresenceState.ONLINE:
        raise Conflict(f"{target.name} is not free now.", slug="target-not-free")
    theirs = departments_of(target.id)
    department_id = call.department_id if call.department_id in theirs else theirs[0]
    return _check_department(department_id), target


def do_transfer(
    call: Call, by: Person, department: Department, target: Person | None, mode: str, note: str
) -> QueueEntry:
    """Cold: the attendant is out at once. Warm: the client holds until the next attendant is briefed."""
    if call.consulting_leg_id is not None or waiting_entry_of_call(call.id) is not None:
        raise Conflict("A transfer is going on already.", slug="transfer-pending")
    warm = mode == "warm"
    if warm:
        calls.do_hold(call, by.name)
    else:
        calls.do_release(call, by.name)
        refresh(by.id)
    entry = _add_transfer_entry(call, by, department, target, warm, note)
    do_queue(entry)
    return entry


def do_complete(call: Call, by: Person) -> None:
    """The first attendant leaves the client with the second."""
    do_complete_consulting(call, by.name)
    refresh(by.id)
    distribute()


def do_cancel(call: Call, by: Person) -> None:
    """Takes a warm transfer back, before or after the second attendant answered."""
    entry = waiting_entry_of_call(call.id)
    if call.consulting_leg_id is not None:
        do_cancel_consulting(call, by.name)
    elif entry is not None and entry.warm:
        do_withdraw(entry)
        calls.do_resume(call, by.name)
    else:
        raise Conflict("There is no transfer to cancel.", slug="no-transfer")
    distribute()


def do_withdraw(entry: QueueEntry) -> None:
    """Ends a transfer's entry; the call goes on where it is."""
    entry.state = EntryState.WITHDRAWN
    entry.ended_at = utcnow()
    db.session.flush()
    close_offers_of_entry(entry, OfferState.WITHDRAWN)
    tell_entry_left(entry)
    publish(QueueChanged(entry.department_id))


def do_open_to_department(entry_id: int) -> None:
    """The named attendant did not answer: a cold transfer goes to everybody in the department, a warm
    one back to the attendant who asked.
    """
    lock_floor()
    entry = db.session.get(QueueEntry, entry_id, populate_existing=True)
    if entry is None or entry.state != EntryState.WAITING or entry.target_person_id is None:
        return
    if entry.warm:
        call = locked_call(entry.call_id)
        do_withdraw(entry)
        calls.do_resume(call, "")
    else:
        close_offers_of_entry(entry, OfferState.WITHDRAWN)
        entry.target_person_id = None
    distribute()


def _check_department(department_id: int) -> Department:
    department = db.session.get(Department, department_id)
    if department is None or not department.active:
        raise Invalid({"department_id": ["Choose an active department."]})
    return department


def _add_transfer_entry(
    call: Call, by: Person, department: Department, target: Person | None, warm: bool, note: str
) -> QueueEntry:
    return do_add_entry(
        call,
        department,
        priority=TRANSFER_PRIORITY,
        target_person_id=target.id if target else None,
        transferred_by_id=by.id,
        transfer_note=note,
        warm=warm,
    )
