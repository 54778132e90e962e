"""Fault 3: Redis is killed and comes back empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.outbox import OutboxEntry
from tests.access.inbox import inbox_of, new_address
from tests.browser import Browser
from tests.faults.ledger import RETRY_LATER, Ledger
from tests.faults.services import KillableRedis, killable_redis
from tests.faults.site import Site, running_site, scheduler, worker
from tests.faults.traffic import Traffic
from tests.floor import Caller, Desk, Floor
from tests.invariants import check_audit, check_floor
from tests.live import Connection
from tests.patience import eventually
from tests.services.outside_world import OutsideWorld

Connect = Callable[[Site, Desk | Caller], Connection]
# What was lost is made up for within this; the schedule itself takes up to 25 s.
RECOVERY_SECONDS = 120
OFFER_SECONDS = 15
READS = ("/session", "/workstation", "/calls", "/access-links", "/departments")


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[KillableRedis]:
    with killable_redis(tmp_path / "redis") as server:
        yield server


@pytest.fixture
def site(
    service_env: dict[str, str], own_database: dict[str, str], lost: KillableRedis, log: Path
) -> Iterator[Site]:
    env = service_env | own_database | {"REDIS_URL": lost.url, "OFFER_SECONDS": str(OFFER_SECONDS)}
    # The two who talk have no sockets; the workers must not end their call for that.
    env |= {"RECONNECT_GRACE_SECONDS": "600"}
    with ExitStack() as processes:
        running = processes.enter_context(running_site(env, log))
        processes.enter_context(worker(running))
        processes.enter_context(scheduler(running))
        yield running


@pytest.mark.timeout(600)
def test_nothing_is_lost_with_redis(
    site: Site, lost: KillableRedis, connect: Connect, world: OutsideWorld
) -> None:
    run(site, lost, connect, world, outages=1)


@pytest.mark.stress
@pytest.mark.timeout(3600)
def test_nothing_is_lost_with_ten_outages_of_redis(
    site: Site, lost: KillableRedis, connect: Connect, world: OutsideWorld
) -> None:
    run(site, lost, connect, world, outages=10)


def run(
    site: Site, lost: KillableRedis, connect: Connect, world: OutsideWorld, outages: int
) -> None:
    traffic = Traffic(site, site.floor(name="Support", queue_max_size=10_000), Ledger())
    sales = site.floor(name="Sales")
    bea = sales.desk("Bea", online=False)
    socket = connect(site, bea)
    room = f"person:{bea.id}"
    before = socket.subscribe(room)
    bea.go("online")
    sales.waiting("Rung before")
    offered = socket.event("offer.made", RECOVERY_SECONDS)
    with traffic.flowing():
        for _ in range(outages):
            traffic.await_more()
            lost.kill()
            invited = work_without_redis(site, sales, traffic)
            traffic.await_more("message", "link")
            lost.start()
        traffic.await_more()
    eventually(lambda: len(inbox_of(world)(invited)) == 1, RECOVERY_SECONDS)
    expired = eventually(lambda: closed(connect, site, bea, room, before["seq"]), RECOVERY_SECONDS)
    assert expired == {"offer_id": offered["data"]["id"], "reason": "expired"}
    check_afterwards(site, traffic)


def work_without_redis(site: Site, floor: Floor, traffic: Traffic) -> str:
    """Signing in waits, since its tries cannot be counted; the rest goes on. Who was invited."""
    manager = traffic.manager
    for path in READS:
        traffic.ledger.ask("read", path, partial(manager.get, path))
    stranger = Browser(site.app, site.company.host)
    answer = traffic.ledger.ask("sign-in", "", lambda: stranger.sign_in(floor.manager.email))
    assert answer.status_code == RETRY_LATER
    address = new_address()
    body = {"name": "New", "email": address, "department_ids": [floor.department.id]}
    invited = traffic.ledger.ask("invite", address, lambda: manager.post("/attendants", body))
    assert invited.status_code == 201, invited.get_data(as_text=True)
    return address


def closed(connect: Connect, site: Site, desk: Desk, room: str, seq: int) -> dict | None:
    """What the browser learns when it comes back with the last number that it saw."""
    events = connect(site, desk).subscribe(room, seq)["events"]
    return next((event["data"] for event in events if event["name"] == "offer.closed"), None)


def check_afterwards(site: Site, traffic: Traffic) -> None:
    traffic.check()
    with site.scope():
        check_floor()
        check_audit()
        assert (
            list(db.session.scalars(select(OutboxEntry).where(OutboxEntry.done_at.is_(None)))) == []
        )
    assert "unexpected_error" not in site.log.read_text()
