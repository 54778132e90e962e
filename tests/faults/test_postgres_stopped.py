"""Fault 4: PostgreSQL stops at once under writes, and comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.ledger import RETRY_LATER, Ledger
from tests.faults.services import KillablePostgres, killable_postgres
from tests.faults.site import Site, running_site
from tests.faults.traffic import Traffic
from tests.floor import Caller, Desk
from tests.invariants import check_audit, check_floor
from tests.live import Connection, Refused
from tests.patience import eventually

Connect = Callable[[Site, Desk | Caller], Connection]
RECOVERY_SECONDS = 120


@pytest.fixture
def stopped(
    service_env: dict[str, str], tmp_path: Path
) -> Iterator[tuple[KillablePostgres, dict[str, str]]]:
    # The cluster's own user has to pass through.
    tmp_path.chmod(0o755)
    with killable_postgres(tmp_path / "postgres", service_env) as found:
        yield found


@pytest.fixture
def site(
    service_env: dict[str, str],
    stopped: tuple[KillablePostgres, dict[str, str]],
    own_redis: str,
    log: Path,
) -> Iterator[Site]:
    with running_site(service_env | stopped[1] | {"REDIS_URL": own_redis}, log) as running:
        yield running


def outage(
    site: Site, database: KillablePostgres, traffic: Traffic, socket: Connection, room: str
) -> None:
    """Down in the middle of everything; both doors say that it is worth trying again."""
    traffic.await_more()
    database.stop_at_once()
    eventually(lambda: traffic.manager.get("/departments").status_code == RETRY_LATER)
    with pytest.raises(Refused) as refused:
        socket.subscribe(room)
    assert refused.value.problem["status"] == RETRY_LATER
    database.start()
    traffic.await_more()


@pytest.mark.timeout(600)
def test_what_was_acknowledged_is_there_once(
    site: Site, stopped: tuple[KillablePostgres, dict[str, str]], connect: Connect
) -> None:
    run(site, stopped[0], connect, outages=1)


@pytest.mark.stress
@pytest.mark.timeout(3600)
def test_what_was_acknowledged_is_there_once_after_ten_stops(
    site: Site, stopped: tuple[KillablePostgres, dict[str, str]], connect: Connect
) -> None:
    run(site, stopped[0], connect, outages=10)


def run(site: Site, database: KillablePostgres, connect: Connect, outages: int) -> None:
    traffic = Traffic(site, site.floor(name="Support", queue_max_size=10_000), Ledger())
    socket = connect(site, traffic.talker)
    room = f"department:{traffic.floor.department.id}"
    seq = socket.subscribe(room)["seq"]
    with traffic.flowing():
        for _ in range(outages):
            outage(site, database, traffic, socket, room)
    replayed, fresh = socket.subscribe(room, seq), socket.subscribe(room)
    assert replayed["seq"] == fresh["seq"] > seq
    assert traffic.ledger.statuses()[RETRY_LATER] > 0
    traffic.check()
    with site.scope():
        check_floor()
        check_audit()
    assert "unexpected_error" not in site.log.read_text()
