"""Anything that people, timers and lost connections can do to calls, in any order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, update

from app.calls.connections import do_connect, do_lose
from app.calls.jobs import expire_drops
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call, Leg, Participant
from app.calls.state import OPEN
from app.core.clock import utcnow
from app.core.db import db
from app.queueing.jobs import (
    check_presence,
    expire_entry,
    expire_offer,
    open_transfer,
    sweep_floors,
)
from app.queueing.models import Offer, QueueEntry
from app.realtime.models import RealtimeSocket
from tenants.context import CompanyRef
from tests import companies
from tests.calls.replay import check_replay
from tests.floor import Caller, Desk, Floor
from tests.invariants import check_audit, check_floor
from workers.job import Job

AGO = timedelta(seconds=120)
MOST_CALLERS = 5
PICK = st.integers(0, 1000)


def has(*names: str) -> Callable[[Any], Any]:
    """The rule has something to act on."""
    return precondition(lambda machine: all(getattr(machine, name) for name in names))


class Life(RuleBasedStateMachine):
    """Two departments, three attendants; Cleo is in both. A rule picks one of what is there."""

    app: Flask
    company: CompanyRef

    def __init__(self) -> None:
        super().__init__()
        with self.app.app_context():
            companies.emptied(self.company)
        self.support = Floor(self.app, self.company, name="Support", strategy="ring_all")
        self.sales = Floor(self.app, self.company, name="Sales", strategy="longest_idle")
        self.desks = [self.support.desk("Ana"), self.support.desk("Bob"), self.sales.desk("Cleo")]
        self.links = [self.support.link(), self.sales.link()]
        self.callers: list[Caller] = []
        self._notice()

    # What people do.

    @precondition(lambda machine: len(machine.callers) < MOST_CALLERS)
    @rule(department=st.integers(0, 1))
    def arrive(self, department: int) -> None:
        floor = (self.support, self.sales)[department]
        caller = floor.caller(self.links[department], f"Client {len(self.callers)}")
        self.answered(caller.queue())
        self.callers.append(caller)

    @has("callers")
    @rule(pick=PICK)
    def leave_the_queue(self, pick: int) -> None:
        self.answered(self.one(self.callers, pick).leave())

    @has("callers")
    @rule(pick=PICK)
    def queue_again(self, pick: int) -> None:
        self.answered(self.one(self.callers, pick).queue())

    @has("callers", "calls")
    @rule(pick=PICK)
    def hang_up(self, pick: int) -> None:
        self.answered(self.one(self.callers, pick).hang_up())

    @has("offers")
    @rule(pick=PICK)
    def accept(self, pick: int) -> None:
        offer_id, person_id = self.one(self.offers, pick)
        answer = self.desk_of(person_id).browser.post(f"/offers/{offer_id}/accept")
        assert answer.status_code == 200, answer.get_json()

    @has("offers")
    @rule(pick=PICK)
    def decline(self, pick: int) -> None:
        offer_id, person_id = self.one(self.offers, pick)
        answer = self.desk_of(person_id).browser.post(f"/offers/{offer_id}/decline")
        assert answer.status_code == 204

    @rule(pick=PICK, state=st.sampled_from(["online", "online", "paused", "offline"]))
    def choose(self, pick: int, state: str) -> None:
        self.one(self.desks, pick).go(state)

    @has("led")
    @rule(pick=PICK, action=st.sampled_from(["hold", "resume", "end"]))
    def handle(self, pick: int, action: str) -> None:
        call_id, person_id = self.one(self.led, pick)
        self.desk_of(person_id).act(call_id, action)

    @has("led")
    @rule(pick=PICK, to=st.integers(0, 4), mode=st.sampled_from(["cold", "warm"]))
    def transfer(self, pick: int, to: int, mode: str) -> None:
        call_id, person_id = self.one(self.led, pick)
        departments = [self.support.department.id, self.sales.department.id]
        target = (
            {"department_id": departments[to]} if to < 2 else {"person_id": self.desks[to - 2].id}
        )
        path = f"/calls/{call_id}/transfer"
        self.answered(self.desk_of(person_id).browser.post(path, target | {"mode": mode}))

    @has("led")
    @rule(pick=PICK, action=st.sampled_from(["complete", "cancel"]))
    def settle_transfer(self, pick: int, action: str) -> None:
        call_id, person_id = self.one(self.led, pick)
        self.answered(self.desk_of(person_id).browser.post(f"/calls/{call_id}/transfer/{action}"))

    @has("unclosed")
    @rule(pick=PICK)
    def close(self, pick: int) -> None:
        call_id, person_id = self.one(self.unclosed, pick)
        self.desk_of(person_id).close(call_id)

    # What connections do.

    @has("seats")
    @rule(pick=PICK)
    def join(self, pick: int) -> None:
        """Also the return of somebody who was lost, and a second tab."""
        self.at_seat(pick, lambda call, seat: do_connect(call, seat, f"sid-{seat.id}", "page-0001"))

    @has("seats")
    @rule(pick=PICK)
    def lose(self, pick: int) -> None:
        self.at_seat(pick, do_lose)

    @has("seats")
    @rule(pick=PICK)
    def run_out_of_grace(self, pick: int) -> None:
        call_id, participant_id = self.one(self.seats, pick)
        self.age(Participant, Participant.reconnect_deadline, Participant.id == participant_id)
        self.work(expire_drops, call_id=call_id)

    @rule(pick=PICK)
    def close_the_laptop(self, pick: int) -> None:
        desk = self.one(self.desks, pick)
        with self.scope():
            db.session.execute(delete(RealtimeSocket).where(RealtimeSocket.person_id == desk.id))
        self.work(check_presence, person_id=desk.id)

    @rule(pick=PICK)
    def open_the_laptop(self, pick: int) -> None:
        desk = self.one(self.desks, pick)
        self.support.connect(desk)
        self.work(check_presence, person_id=desk.id)

    # What timers do.

    @has("offers")
    @rule(pick=PICK)
    def let_an_offer_expire(self, pick: int) -> None:
        offer_id, _ = self.one(self.offers, pick)
        self.age(Offer, Offer.expires_at, Offer.id == offer_id)
        self.work(expire_offer, offer_id=offer_id)

    @has("entries")
    @rule(pick=PICK, column=st.sampled_from(["expires_at", "last_seen_at"]))
    def wait_in_vain(self, pick: int, column: str) -> None:
        """Too long for the department, or out of reach of the client's own heartbeat."""
        entry_id = self.one(self.entries, pick)
        self.age(QueueEntry, getattr(QueueEntry, column), QueueEntry.id == entry_id)
        self.work(expire_entry, entry_id=entry_id)

    @has("entries")
    @rule(pick=PICK)
    def tire_of_one_colleague(self, pick: int) -> None:
        self.work(open_transfer, entry_id=self.one(self.entries, pick))

    @has("unclosed")
    @rule(pick=PICK)
    def finish_the_wrap_up(self, pick: int) -> None:
        call_id, person_id = self.one(self.unclosed, pick)
        self.age(Leg, Leg.wrap_up_until, (Leg.call_id == call_id) & (Leg.person_id == person_id))
        self.work(check_presence, person_id=person_id)

    @rule()
    def sweep(self) -> None:
        """Also: those who declined may be asked again."""
        self.age(Offer, Offer.ended_at, Offer.ended_at.is_not(None))
        with self.app.app_context():
            sweep_floors()

    # What holds after each of them.

    @invariant()
    def everything_is_legal(self) -> None:
        with self.scope():
            check_floor()
            departments = (self.support.department.id, self.sales.department.id)
            check_replay(departments, [desk.id for desk in self.desks])
        self._notice()

    def teardown(self) -> None:
        with self.scope():
            check_audit()

    def _notice(self) -> None:
        """What the next rule can pick from."""
        with self.scope():
            self.offers = _rows(select(Offer.id, Offer.person_id).where(Offer.state == "open"))
            calls = select(Call.id, Call.person_id).where(Call.status.in_(OPEN)).order_by(Call.id)
            self.calls = _rows(calls)
            self.led = _rows(calls.where(Call.person_id.is_not(None)))
            self.seats = _rows(
                select(Participant.call_id, Participant.id).where(Participant.left_at.is_(None))
            )
            self.entries = list(
                db.session.scalars(select(QueueEntry.id).where(QueueEntry.state == "waiting"))
            )
            self.unclosed = _rows(
                select(Leg.call_id, Leg.person_id)
                .join(Call, Call.id == Leg.call_id)
                .where(Leg.ended_at.is_not(None), Leg.closed_at.is_(None))
            )

    def scope(self) -> Any:
        return companies.acting(self.app, self.company)

    def one(self, found: list[Any], pick: int) -> Any:
        return found[pick % len(found)]

    def desk_of(self, person_id: int) -> Desk:
        return next(desk for desk in self.desks if desk.id == person_id)

    def answered(self, response: Any) -> None:
        """Done, or refused with a reason."""
        assert response.status_code < 500, response.get_data(as_text=True)

    def at_seat(self, pick: int, act: Callable[[Call, Participant], Any]) -> None:
        call_id, participant_id = self.one(self.seats, pick)
        with self.scope():
            lock_floor()
            call = locked_call(call_id)
            act(call, next(seat for seat in call.participants if seat.id == participant_id))

    def age(self, model: Any, column: Any, condition: Any) -> None:
        """That moment is long over."""
        with self.scope():
            db.session.execute(
                update(model)
                .where(condition, column.is_not(None))
                .values({column.key: utcnow() - AGO})
            )

    def work(self, job: Job, **arguments: Any) -> None:
        with self.scope():
            job(**arguments)


def _rows(statement: Any) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in db.session.execute(statement))


def live(app: Flask, company: CompanyRef, examples: int, steps: int, **options: Any) -> None:
    machine = type("Life", (Life,), {"app": app, "company": company})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **options,
        ),
    )


@pytest.mark.timeout(900)
def test_any_life_of_a_call_is_legal(app: Flask, company: CompanyRef) -> None:
    """The same lives in every run, and no search for a shorter one: `make stress` does both."""
    live(app, company, 25, 25, derandomize=True, phases=[Phase.generate])


@pytest.mark.stress
@pytest.mark.timeout(4 * 3600)
def test_any_long_life_of_a_call_is_legal(app: Flask, company: CompanyRef) -> None:
    live(app, company, 300, 80, print_blob=True)
