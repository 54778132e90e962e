"""How many rooms of 20 light participants one core of the media server carries.

`python -m benchmarks.rooms_a_node [MOST]` with the product's environment. Everybody sends a voice and the
picture of a tile (`light_participants/track.go`), three speak, all are heard, and each sees fifteen. Rooms
double, each step with a server of its own, until the server is near a core, this machine (which carries the
participants too) is full, or packets are missing. The ceiling is one room alone: a server that scales needs
as much for each further one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from app import create_app
from benchmarks.cpu import cpu_seconds
from benchmarks.ground import ROOT, report
from media import livekit
from media.tickets import join_ticket
from tests.conftest import environment
from tests.services.fresh import run_folder
from tests.services.go_tools import build_own
from tests.services.media_server import OwnServer
from tests.services.processes import end

PEOPLE, SPEAKERS = 20, 3
# Of the sixteen tiles that a gallery shows at once, one shows oneself.
SEEN = 15
MOST = 4
SECONDS = 20
# No further step begins after it.
LATEST_SECONDS = 90
NEAR_A_CORE = 0.9
FULL_MACHINE = 0.9
WORST_LOSS = 0.01


@dataclass(frozen=True)
class Step:
    """With so many rooms: cores of the server and of the participants, MiB of the server above an empty
    one, and what the participants counted.
    """

    rooms: int
    server: float
    participants: float
    mib: float
    told: dict[str, Any]

    @property
    def missing(self) -> float:
        """Of the packets that should have come: lost, or sent too late by participants without a core."""
        return 1 - float(self.told["received"] / self.told["planned"])

    @property
    def is_well(self) -> bool:
        return self.missing <= WORST_LOSS

    @property
    def is_last(self) -> bool:
        everything = self.server + self.participants
        full = everything >= FULL_MACHINE * (os.cpu_count() or 1)
        return not self.is_well or full or self.server >= NEAR_A_CORE

    def line(self) -> dict[str, float]:
        return {
            "rooms": self.rooms,
            "joined": self.told["joined"],
            "server_cores": round(self.server, 2),
            "participants_cores": round(self.participants, 2),
            "server_mib": round(self.mib),
            "packets_planned": round(self.told["planned"]),
            "packets_received": round(self.told["received"]),
            "lost_percent": round(self.told["loss"] * 100, 2),
        }


@contextmanager
def own_server(home: Path) -> Iterator[OwnServer]:
    with ExitStack() as started:
        server = OwnServer(home)
        server.start()
        started.callback(server.close)
        started.enter_context(environment(server.server.env))
        started.enter_context(create_app().app_context())
        yield server


@contextmanager
def participants(program: Path, order: dict[str, Any]) -> Iterator[subprocess.Popen[bytes]]:
    """They are all in the rooms once the process has said its first line."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([program], cwd=ROOT, stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    process.stdin.write(json.dumps(order).encode() + b"\n")
    process.stdin.flush()
    try:
        yield process
    finally:
        end(process)


def next_line(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    said: dict[str, Any] = json.loads(
        process.stdout.readline() or sys.exit("The participants have gone.")
    )
    return said


def tickets(number: int) -> list[str]:
    """For everybody of a new room."""
    name = f"c1-{number}-bench"
    livekit.create_room(name, empty_timeout=60, departure_timeout=60)
    people = [f"participant-{each}" for each in range(PEOPLE)]
    return [join_ticket(name, person, name="", publish=True).token for person in people]


def step(program: Path, home: Path, rooms: int) -> Step:
    with own_server(home) as own:
        empty = _mib(own)
        order = {
            "url": own.server.url,
            "rooms": [tickets(number) for number in range(rooms)],
            "speakers": SPEAKERS,
            "seen": SEEN,
            "seconds": SECONDS,
        }
        with participants(program, order) as people:
            next_line(people)
            pids = own.pid, people.pid
            before, start = [cpu_seconds(pid) for pid in pids], time.monotonic()
            told = next_line(people)
            seconds = time.monotonic() - start
            server, others = (
                (cpu_seconds(pid) - spent) / seconds
                for pid, spent in zip(pids, before, strict=True)
            )
            return Step(rooms, server, others, _mib(own) - empty, told)


def _mib(own: OwnServer) -> float:
    return float(psutil.Process(own.pid).memory_info().rss / 2**20)


def steps(most: int) -> list[Step]:
    """One room, two, four, …"""
    program = build_own(ROOT / "benchmarks" / "light_participants")
    done, latest = list[Step](), time.monotonic() + LATEST_SECONDS
    with run_folder() as home:
        rooms = 1
        while rooms <= most and time.monotonic() < latest:
            done.append(step(program, home / f"{rooms}", rooms))
            if done[-1].is_last:
                break
            rooms *= 2
    return done


def main(most: int = MOST) -> None:
    done = steps(most)
    lines = [each.line() for each in done]
    well = [each for each in done if each.is_well]
    if not well:
        sys.exit(f"Packets are missing with a single room already: {lines}")
    one, largest = well[0], well[-1]
    cost, cost_alone = largest.server / largest.rooms, one.server
    report(
        benchmark="rooms_a_node",
        figure={
            "rooms_a_core": round(1 / cost, 2),
            "cpu_seconds_a_minute_a_room": round(cost * 60, 1),
            "mib_a_room": round(largest.mib / largest.rooms, 1),
        },
        ceiling={"rooms_a_core": round(1 / cost_alone, 2)},
        ratio=round(cost_alone / cost, 2),
        steps=lines,
        sizes={
            "people": PEOPLE,
            "speakers": SPEAKERS,
            "seen": SEEN,
            "seconds": SECONDS,
            "cores": os.cpu_count(),
        },
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
