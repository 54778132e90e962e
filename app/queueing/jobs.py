"""Deadlines of the queue, and the sweep that stands behind every one of them."""

from __future__ import annotations

from app.calls.connections import do_lose
from app.calls.jobs import expire_drops
from app.calls.locks import lock_floor, locked_call
from app.core.db import db
from app.queueing import sweep
from app.queueing.distribution import distribute
from app.queueing.operations import (
    do_abandon,
    do_expire_offer,
    do_let_waiting_go,
    do_time_out,
)
from app.queueing.presence import refresh
from app.queueing.transfer import do_open_to_department
from app.realtime.connections import do_sweep_connections
from app.realtime.stream import do_sweep_events
from tenants.changes import on_company_change
from tenants.context import tenant_scope
from tenants.models import CompanyStatus
from tenants.resolve import find_company
from workers.job import in_every_company, job
from workers.queues import QueueName


@job(QueueName.REALTIME)
def expire_offer(offer_id: int) -> None:
    do_expire_offer(offer_id)


@job(QueueName.REALTIME)
def expire_entry(entry_id: int) -> None:
    """Ends a wait that has lasted as long as the department allows."""
    if sweep.is_overdue(entry_id):
        do_time_out(entry_id)


@job(QueueName.REALTIME)
def open_transfer(entry_id: int) -> None:
    do_open_to_department(entry_id)


@job(QueueName.REALTIME)
def check_presence(person_id: int) -> None:
    """Derives the person's state anew: after a lost socket, or when the after-call work ends."""
    lock_floor()
    refresh(person_id)
    distribute()


@job(QueueName.REALTIME, platform=True)
def let_waiting_go(paused: int) -> None:
    """Whoever waits for a company that is paused now is told so, and may leave a number."""
    company = find_company(paused)
    if company is None or company.status != CompanyStatus.SUSPENDED:
        return
    with tenant_scope(company):
        do_let_waiting_go()
        db.session.commit()


@job(QueueName.REALTIME, platform=True)
def sweep_floors() -> None:
    """In every company: whatever is overdue because a timer, a process or Redis was lost."""
    in_every_company(_sweep_floor)


@job(QueueName.BULK, platform=True)
def sweep_events() -> None:
    in_every_company(do_sweep_events)


def _sweep_floor() -> None:
    due = sweep.find_due()
    if not due.anything:
        return
    lock_floor()
    _sweep_calls(due)
    _sweep_queue(due)
    for person_id in due.presences:
        refresh(person_id)
    do_sweep_connections()
    distribute()
    db.session.commit()


def _sweep_calls(due: sweep.Due) -> None:
    for call_id, participant_ids in due.silent_participants.items():
        call = locked_call(call_id)
        for participant in call.participants:
            if participant.id in participant_ids:
                do_lose(call, participant)
    for call_id in due.expired_calls:
        expire_drops(call_id=call_id)


def _sweep_queue(due: sweep.Due) -> None:
    for offer_id in due.offers:
        do_expire_offer(offer_id)
    for entry_id in due.silent_entries:
        do_abandon(entry_id)
    for entry_id in due.overdue_entries:
        do_time_out(entry_id)
    for entry_id in due.patient_transfers:
        do_open_to_department(entry_id)


on_company_change(lambda company_id: let_waiting_go.enqueue(None, paused=company_id))
