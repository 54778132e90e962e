"""Fault 5: the media server is killed in the middle of a call, and comes back or does not.

What the browsers make of it is in the journeys; here are the product's tickets and the server's rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

# The test's own writes are told to the workers as a web process's would be.
import app.calls.subscribers  # noqa: F401
from tests.faults.site import Site, running_site, scheduler, worker
from tests.floor import Caller, Desk
from tests.invariants import check_floor
from tests.live import Connection, Refused
from tests.media.joining import Joiners, joiners
from tests.patience import eventually
from tests.services.media_server import OwnServer
from tests.talks import Talk, talk_in

Connect = Callable[[Site, Desk | Caller], Connection]
GRACE_SECONDS = 25
PATIENCE_SECONDS = 90


@pytest.fixture(params=["forgets", "remembers"])
def media(request: pytest.FixtureRequest, tmp_path: Path, own_redis: str) -> Iterator[OwnServer]:
    """A server that keeps its rooms in memory, or in Redis."""
    server = OwnServer(
        tmp_path / "media", redis_url=own_redis if request.param == "remembers" else None
    )
    server.start()
    yield server
    server.close()


@pytest.fixture
def site(
    media: OwnServer,
    service_env: dict[str, str],
    own_database: dict[str, str],
    own_redis: str,
    log: Path,
) -> Iterator[Site]:
    env = service_env | own_database | media.server.env | {"REDIS_URL": own_redis}
    env |= {"RECONNECT_GRACE_SECONDS": str(GRACE_SECONDS)}
    with running_site(env, log, processes=1) as running, worker(running), scheduler(running):
        yield running


@pytest.fixture
def pages() -> Iterator[Joiners]:
    with joiners() as opened:
        yield opened


@pytest.fixture
def talking(site: Site, connect: Connect) -> Callable[[], tuple[Talk, Callable[[], None]]]:
    """A call with both sides connected, and what keeps them so."""

    def opened() -> tuple[Talk, Callable[[], None]]:
        talk = talk_in(site.floor(name=f"Support {site.server.port}"))
        ends = [connect(site, side) for side in (talk.ana, talk.zoe)]
        for number, end in enumerate(ends):
            end.call("call.join", {"call_id": talk.id, "connection": f"page-{number}-of-call"})

        def beat() -> None:
            for end in ends:
                # A busy machine may refuse one; a browser sends the next.
                with suppress(Refused):
                    end.call("heartbeat", {"rooms": {}})

        return talk, beat

    return opened


def on_media_server(talk: Talk) -> None:
    talk.want()
    eventually(lambda: talk.media["mode"] == "sfu", PATIENCE_SECONDS)


@pytest.mark.timeout(400)
def test_the_call_finds_its_room_or_another_when_the_server_is_back(
    site: Site, media: OwnServer, talking: Any, pages: Joiners
) -> None:
    talk, beat = talking()
    on_media_server(talk)
    assert pages.join("zoe", talk.ticket(talk.zoe).get_json())
    epoch = talk.media["epoch"]
    media.kill()

    def told() -> bool:
        """A page that lost its room asks for a ticket again and again."""
        beat()
        return talk.ticket(talk.zoe).status_code == 200 and talk.media["problem"] is not None

    eventually(told, PATIENCE_SECONDS)
    assert talk.read("status") == "in_progress"
    media.start()
    tries = iter(range(1000))

    def back() -> bool:
        beat()
        ticket = talk.ticket(talk.zoe).get_json()
        return pages.join(f"zoe-again-{next(tries)}", ticket)

    eventually(back, PATIENCE_SECONDS)
    eventually(lambda: beat() or talk.media["problem"] is None, PATIENCE_SECONDS)
    assert pages.join("ana-again", talk.ticket(talk.ana).get_json())
    assert talk.media["epoch"] >= epoch
    assert talk.read("status") == "in_progress"
    with site.scope():
        check_floor()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("media", ["forgets"], indirect=True)
def test_the_call_ends_when_the_server_does_not_come_back(
    site: Site, media: OwnServer, talking: Any
) -> None:
    talk, beat = talking()
    on_media_server(talk)
    assert talk.ticket(talk.zoe).status_code == 200
    media.kill()

    def over() -> bool:
        if talk.read("status") != "in_progress":
            return True
        beat()
        talk.ticket(talk.zoe)
        return False

    eventually(over, PATIENCE_SECONDS)
    assert (talk.read("status"), talk.read("end_reason")) == ("disconnect", "connection_lost")
    kinds = [event["kind"] for event in talk.ana.browser.get(f"/calls/{talk.id}").json["events"]]
    assert kinds[-2:] == ["media_lost", "ended"]
    with site.scope():
        check_floor()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("media", ["forgets"], indirect=True)
def test_a_call_of_two_does_not_notice(site: Site, media: OwnServer, talking: Any) -> None:
    talk, beat = talking()
    media.kill()
    talk.want()
    eventually(lambda: beat() or talk.media["problem"] == "unreachable", PATIENCE_SECONDS)
    assert talk.media["mode"] == "p2p"
    assert talk.read("status") == "in_progress"
    media.start()
    eventually(lambda: beat() or talk.media["mode"] == "sfu", PATIENCE_SECONDS)
