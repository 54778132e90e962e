"""From the commit that puts a client into the queue to the ring at each attendant's socket.

`python -m benchmarks.queue_to_ring [SOCKETS [COMPANIES]]` with the product's environment. The ceiling
is a bare Flask-SocketIO emit to as many sockets; aim: p99 ≤ ceiling + 50 ms.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import socketio
from flask import Flask
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from app import create_app
from app.access.models import Membership
from app.calls.locks import lock_floor
from app.clients.operations import do_find_or_create
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.queueing.models import Presence
from app.queueing.operations import do_join, do_leave
from app.queueing.presence import do_choose
from app.realtime.models import RealtimeSocket
from app.realtime.rooms import PEOPLE
from app.team.models import Department
from benchmarks.ground import ROOT, Seat, companies, report, seat, served
from tenants.context import CompanyRef, tenant_scope
from tests.services import ports
from tests.services.processes import running

AIM_MS = 50
CHANNEL = "bare-socketio"
SOCKETS, COMPANIES = 100, 20
ROUNDS = 5
PATIENCE_SECONDS = 60


@dataclass
class Bell:
    """Notes when each socket hears of something."""

    heard: list[float] = field(default_factory=list)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def ring(self) -> None:
        at = time.perf_counter()
        with self._news:
            self.heard.append(at)
            self._news.notify_all()

    def wait(self, number: int) -> list[float]:
        with self._news:
            arrived = self._news.wait_for(
                lambda: len(self.heard) >= number, timeout=PATIENCE_SECONDS
            )
            assert arrived, f"{len(self.heard)} of {number} sockets rang"
            return list(self.heard)


@dataclass(frozen=True)
class Office:
    """A department with its attendants at their sockets."""

    company: CompanyRef
    department_id: int
    seats: list[Seat]
    bell: Bell


def office(app: Flask, company: CompanyRef, attendants: int) -> Office:
    with app.app_context(), tenant_scope(company):
        department = Department(name="Support", strategy="ring_all")
        db.session.add(department)
        db.session.commit()
        department_id = department.id
    team = [
        seat(app, company, "attendant", memberships=[Membership(department_id=department_id)])
        for _ in range(attendants)
    ]
    return Office(company, department_id, team, Bell())


def connected(url: str, headers: dict[str, str], auth: dict[str, str]) -> socketio.Client:
    client = socketio.Client(reconnection=False)
    options = {"host": headers.get("Host", "127.0.0.1"), "suppress_origin": True}
    client.eio.websocket_extra_options = options
    cookie = {"Cookie": headers["Cookie"]} if "Cookie" in headers else {}
    client.connect(
        url,
        headers=cookie,
        auth=auth,
        transports=["websocket"],
        namespaces=[PEOPLE],
        wait_timeout=PATIENCE_SECONDS,
    )
    return client


def listen(url: str, who: Seat, bell: Bell) -> socketio.Client:
    client = connected(url, who.headers, {})

    def hear(envelope: dict[str, Any]) -> None:
        if envelope["name"] == "offer.made":
            bell.ring()

    client.on("event", hear, namespace=PEOPLE)
    room = {"room": f"person:{who.person_id}"}
    answer = client.call("subscribe", room, namespace=PEOPLE, timeout=PATIENCE_SECONDS)
    assert answer["ok"], answer
    return client


def in_parallel(work: Sequence[Callable[[], socketio.Client]], opened: ExitStack) -> None:
    with ThreadPoolExecutor(8) as pool:
        for client in pool.map(lambda connect: connect(), work):
            opened.callback(client.disconnect)


def go_online(app: Flask, place: Office) -> None:
    with app.app_context(), tenant_scope(place.company):
        lock_floor()
        for who in place.seats:
            do_choose(who.person_id, "online")
        db.session.commit()


def ring(app: Flask, place: Office, number: int, committed: list[float]) -> list[float]:
    """Milliseconds from the commit to each of the office's sockets."""
    place.bell.heard.clear()
    with app.app_context(), tenant_scope(place.company):
        db.session.execute(update(RealtimeSocket).values(seen_at=utcnow()))
        db.session.execute(update(Presence).values(heartbeat_at=utcnow()))
        db.session.commit()
        entry = _join(place, number)
        committed.clear()
        db.session.commit()
        heard = place.bell.wait(len(place.seats))
        do_leave(entry)
        db.session.commit()
    return [(at - committed[0]) * 1000 for at in heard]


def _join(place: Office, number: int) -> Any:
    department = db.session.get_one(Department, place.department_id)
    client = do_find_or_create("Zoe", f"zoe{number}@example.com", "+12025550143")
    form = {"name": "Zoe", "email": client.email, "phone": client.phone, "reason": ""}
    return do_join(department, client, number, form, "en")


def product(app: Flask, offices: list[Office], rounds: int) -> list[float]:
    committed: list[float] = []

    def note(session: Session) -> None:
        committed.append(time.perf_counter())

    took: list[float] = []
    with served() as server, ExitStack() as opened:
        sockets = [
            partial(listen, server.url, who, place.bell) for place in offices for who in place.seats
        ]
        in_parallel(sockets, opened)
        for place in offices:
            go_online(app, place)
        # First of all that happens after the commit: the sending itself is part of what is measured.
        event.listen(Session, "after_commit", note, insert=True)
        for number, place in enumerate(islice(cycle(offices), rounds * len(offices)), start=1):
            took += ring(app, place, number, committed)
        event.remove(Session, "after_commit", note)
    return took


@contextmanager
def bare_server() -> Iterator[str]:
    port = ports.free()
    command = [sys.executable, "-m", "benchmarks.bare_sockets", str(port), CHANNEL]
    with (
        tempfile.TemporaryDirectory() as folder,
        running(
            command,
            name="bare sockets",
            log=Path(folder) / "bare.log",
            cwd=ROOT,
            is_ready=lambda: ports.answers(port),
        ),
    ):
        yield f"http://127.0.0.1:{port}"


def bare(groups: int, size: int, rounds: int) -> list[float]:
    """The same message to as many sockets, each in a room of its own."""
    publisher = socketio.RedisManager(settings().redis_url, channel=CHANNEL, write_only=True)
    bells = [Bell() for _ in range(groups)]
    took: list[float] = []
    with bare_server() as url, ExitStack() as opened:

        def join(group: int, number: int) -> socketio.Client:
            client = connected(url, {}, {"room": f"{group}-{number}"})
            client.on("event", lambda _: bells[group].ring(), namespace=PEOPLE)
            return client

        places = [partial(join, group, each) for group in range(groups) for each in range(size)]
        in_parallel(places, opened)
        for group in islice(cycle(range(groups)), rounds * groups):
            bells[group].heard.clear()
            started = time.perf_counter()
            for each in range(size):
                publisher.emit("event", _PAYLOAD, room=f"{group}-{each}", namespace=PEOPLE)
            took += [(at - started) * 1000 for at in bells[group].wait(size)]
    return took


# About the size of an offer.
_PAYLOAD = {"room": "person:1", "seq": 1, "name": "offer.made", "data": {"text": "x" * 700}}


def main(sockets: int = SOCKETS, number: int = COMPANIES) -> None:
    app = create_app()
    team = sockets // number
    offices = [office(app, company, team) for company in companies(app, number)]
    took = product(app, offices, ROUNDS)
    ceiling = bare(number, team, ROUNDS)
    figure, bare_figure = _figure(took), _figure(ceiling)
    report(
        benchmark="queue_to_ring",
        figure=figure,
        ceiling=bare_figure,
        ratio=round(figure["p99_ms"] / bare_figure["p99_ms"], 2),
        over_ceiling_ms=round(figure["p99_ms"] - bare_figure["p99_ms"], 1),
        aim=f"p99 <= ceiling + {AIM_MS} ms",
        sizes={"sockets": sockets, "companies": number, "rings": len(took)},
    )


def _figure(took: list[float]) -> dict[str, float]:
    return {"p50_ms": round(median(took), 2), "p99_ms": round(quantiles(took, n=100)[-1], 2)}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
