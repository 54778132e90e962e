from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import select

from app.core.db import db
from app.realtime.models import RealtimeSocket
from tests.floor import Caller, Desk
from tests.guests.visitor import Visitor
from tests.live import Connection, LiveServer, live_server
from tests.patience import eventually
from tests.support_fixtures import Visit

_NAMESPACES = {Desk: "/people", Visit: "/people", Caller: "/visits", Visitor: "/guests"}


@pytest.fixture(scope="session", params=["eventlet", "gevent"])
def server(request, service_env, product, tmp_path_factory) -> Iterator[LiveServer]:
    """Two web processes on one port, under each of the asynchronous servers."""
    log = tmp_path_factory.mktemp("web") / "web.log"
    with live_server(service_env, log, async_mode=request.param, processes=2) as running:
        yield running


@pytest.fixture
def connect(server: LiveServer, scope, company) -> Iterator[Callable[..., Connection]]:
    """`connect(desk)`, of a caller or a guest: a websocket with that browser's cookies.

    Further keywords go into the handshake.
    """
    sids: set[str] = set()
    with ExitStack() as opened:

        def connected(who: Desk | Visit | Caller | Visitor, **auth: str) -> Connection:
            if not isinstance(who, Desk | Visit):
                auth["token"] = who.token
            connection = Connection(_NAMESPACES[type(who)])
            connection.open(server, who.browser, auth)
            opened.callback(connection.close)
            sids.add(connection.sid)
            return connection

        yield connected

    def all_gone() -> bool:
        with scope(company):
            return not sids & set(db.session.scalars(select(RealtimeSocket.sid)))

    # The next test empties the tables: the servers must have done their last write.
    eventually(all_gone)
