from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.site import Site, running_site
from tests.floor import Caller, Desk
from tests.live import Connection
from tests.services import redis_server


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "processes.log"


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[str]:
    with redis_server.server(tmp_path / "redis", durable=False) as url:
        yield url


@pytest.fixture
def site(
    service_env: dict[str, str], own_database: dict[str, str], own_redis: str, log: Path
) -> Iterator[Site]:
    """Two web processes with a database and a Redis of their own."""
    with running_site(service_env | own_database | {"REDIS_URL": own_redis}, log) as running:
        yield running


@pytest.fixture
def connect() -> Iterator[Callable[[Site, Desk | Caller], Connection]]:
    """`connect(site, desk)` or `connect(site, caller)`: a websocket with that browser's cookies."""
    with ExitStack() as opened:

        def connected(site: Site, who: Desk | Caller) -> Connection:
            visitor = {"token": who.token} if isinstance(who, Caller) else None
            connection = Connection("/visits" if visitor else "/people")
            connection.open(site.server, who.browser, visitor)
            opened.callback(connection.close)
            return connection

        yield connected
