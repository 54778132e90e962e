"""Fault 1: a web process is killed in the middle of calls and a busy queue."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import psutil
import pytest
from socketio.exceptions import ConnectionError as NotReached

from tests.faults.ledger import Ledger
from tests.faults.site import Site
from tests.faults.traffic import Traffic
from tests.floor import Caller, Desk
from tests.invariants import check_audit, check_floor
from tests.live import Connection, web_process
from tests.patience import eventually

Connect = Callable[[Site, Desk | Caller], Connection]
PATIENCE_SECONDS = 60


@pytest.fixture
def traffic(site: Site) -> Traffic:
    return Traffic(site, site.floor(name="Support", queue_max_size=10_000), Ledger())


def holder_of(site: Site, connection: Connection) -> int:
    """The number of the web process at the other end of this websocket."""
    mine = connection.client.eio.ws.sock.getsockname()[1]
    for number, process in enumerate(site.server.processes):
        if process.poll() is None:
            peers = psutil.Process(process.pid).net_connections("tcp4")
            if any(peer.raddr and peer.raddr.port == mine for peer in peers):
                return number
    raise AssertionError("no process holds this connection")


def joined(connection: Connection, call_id: int, page: str) -> dict:
    return connection.call("call.join", {"call_id": call_id, "connection": page})["call"]


def again(connect: Connect, site: Site, who: Desk | Caller) -> Connection:
    """What a browser does: tries until it is let in."""

    def attempt() -> Connection | None:
        with suppress(NotReached):
            return connect(site, who)
        return None

    found = eventually(attempt, PATIENCE_SECONDS)
    assert found is not None
    return found


def is_closed(connection: Connection) -> bool:
    return ("closed", None) in connection.transients


@pytest.mark.timeout(600)
def test_calls_go_on_at_the_other_process(site: Site, connect: Connect, traffic: Traffic) -> None:
    run(site, connect, traffic, kills=1)


@pytest.mark.stress
@pytest.mark.timeout(3600)
def test_calls_outlive_ten_kills(site: Site, connect: Connect, traffic: Traffic) -> None:
    run(site, connect, traffic, kills=10)


def run(site: Site, connect: Connect, traffic: Traffic, kills: int) -> None:
    call = traffic.call
    ana, zoe = connect(site, traffic.talker), connect(site, traffic.caller)
    before = joined(ana, call["id"], "ana-page-1")
    assert joined(zoe, call["id"], "zoe-page-1")["media"] == before["media"]
    room = f"person:{traffic.talker.id}"
    seq = ana.subscribe(room)["seq"]
    with traffic.flowing():
        for left in reversed(range(kills)):
            traffic.await_more()
            victim = holder_of(site, ana)
            site.server.kill(victim)
            ana.wait_for(is_closed, PATIENCE_SECONDS)
            ana = again(connect, site, traffic.talker)
            if is_closed(zoe):
                zoe = again(connect, site, traffic.caller)
            assert holder_of(site, ana) != victim
            check_unmoved(before, ana, zoe)
            if left:
                start_again(site, victim)
        traffic.await_more()
    relay(ana, zoe, before)
    assert ana.subscribe(room, seq)["seq"] == ana.subscribe(room)["seq"]
    traffic.check()
    with site.scope():
        check_floor()
        check_audit()
    assert "unexpected_error" not in site.log.read_text()


def check_unmoved(before: dict, ana: Connection, zoe: Connection) -> None:
    """Both sides come back to the same media path, so that their picture never stopped."""
    for connection, page in ((ana, "ana-page-1"), (zoe, "zoe-page-1")):
        after = joined(connection, before["id"], page)
        assert after["media"] == before["media"]
        assert after["status"] == "in_progress"


def start_again(site: Site, number: int) -> None:
    """What the process manager does."""
    fresh = web_process(site.env, site.log, site.server.port, site.env["ASYNC_MODE"])
    site.server.processes[number] = site.later.enter_context(fresh)


def relay(mine: Connection, theirs: Connection, call: dict) -> None:
    """The two sides still reach each other, whichever process each of them is at."""
    [other] = [seat["id"] for seat in call["participants"] if seat["id"] != call["me"]]
    signal = {
        "call_id": call["id"],
        "epoch": call["media"]["epoch"],
        "to": other,
        "connection": "ana-page-1",
        "to_connection": "zoe-page-1",
        "candidates": [{"candidate": "after the kill"}],
    }
    mine.call("call.signal", signal)
    relayed = theirs.transient("call.signal", PATIENCE_SECONDS)
    assert relayed["candidates"][0]["candidate"] == "after the kill"
