"""Support access over the socket: it listens where it may, says nothing, and is closed with the access."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from socketio.exceptions import ConnectionError as HandshakeRefused

from tests.live import Connection, Refused
from tests.support_fixtures import Visit


@pytest.fixture
def listening(
    connect: Callable[..., Connection], visit: Callable[..., Visit]
) -> tuple[Visit, Connection]:
    visiting = visit()
    return visiting, connect(visiting)


def closed(connection: Connection) -> bool:
    return any(name == "closed" for name, _ in connection.transients)


def test_it_follows_queues_and_nothing_that_people_say(floor, listening) -> None:
    _, socket = listening
    floor.waiting()
    department = f"department:{floor.department.id}"
    assert len(socket.subscribe(department)["snapshot"]["entries"]) == 1
    assert socket.call("heartbeat", {"rooms": {department: 0}})["rooms"]
    for room in ("call:1", "live_calls:all", "quality:all", "supervision:1", "person:0"):
        with pytest.raises(Refused) as refused:
            socket.subscribe(room)
        assert refused.value.problem["type"] == "/problems/support-refused", room
    with pytest.raises(Refused) as refused:
        socket.call("call.join", {"call_id": 1, "connection": "a-page-load"})
    assert refused.value.problem["type"] == "/problems/support-refused"


def test_the_end_of_the_access_closes_it(connect, listening, person_of) -> None:
    visiting, socket = listening
    assert person_of("owner").delete(f"/support-accesses/{visiting.id}").status_code == 204
    socket.wait_for(closed)
    with pytest.raises(HandshakeRefused):
        connect(visiting)
