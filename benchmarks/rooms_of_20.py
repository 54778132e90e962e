"""Rooms of 20 light participants on one node of the media server: everybody hears everybody, nobody sends a
picture. CPU seconds a minute of the server for one room, when there are several.

`python -m benchmarks.rooms_of_20 [ROOMS [SECONDS]]` with the product's environment. The ceiling is the same
room alone on the node.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.bare_rooms import LIBRARY
from benchmarks.cpu import spent
from benchmarks.ground import report
from tests.journeys.conftest import FLAGS
from tests.journeys.media.rooms import Rooms
from tests.services import system_packages
from tests.services.media_server import OwnServer

PEOPLE = 20
ROOMS = 4
SECONDS = 20
# One page carries a whole room. A track that no element plays is received and not decoded.
_JOIN = """
async (tickets) => {
  const context = new AudioContext();
  await context.resume();
  const output = context.createMediaStreamDestination();
  const voice = new OscillatorNode(context);
  voice.connect(output);
  voice.start();
  window.rooms = tickets.map(() => new LivekitClient.Room());
  for (const [at, { url, token }] of tickets.entries()) {
    await rooms[at].connect(url, token);
    const track = output.stream.getAudioTracks()[0].clone();
    await rooms[at].localParticipant.publishTrack(track, { dtx: false });
  }
}
"""
_IS_FULL = """
(people) => {
  const isHeard = (one) => [...one.audioTrackPublications.values()].some(({ track }) => track);
  return rooms.every((room) => [...room.remoteParticipants.values()].filter(isHeard).length === people - 1);
}
"""
# Packets that came and that were lost on the way, of everybody in the room.
_HEARD = """
async () => {
  const tracks = rooms.flatMap((room) => [...room.remoteParticipants.values()]
    .flatMap((one) => [...one.audioTrackPublications.values()].map(({ track }) => track)));
  const reports = await Promise.all(tracks.map((track) => track.getRTCStatsReport()));
  const rows = reports.flatMap((report) => [...report.values()]);
  const sum = (name) => rows.reduce((all, row) => all + (row.type === "inbound-rtp" ? row[name] : 0), 0);
  return [sum("packetsReceived"), sum("packetsLost")];
}
"""


def full_room(browser: Browser, server: OwnServer) -> Page:
    """A new room with everybody in it, each of whom hears all others."""
    rooms = Rooms(server.server)
    rooms.open()
    page = browser.new_page()
    page.evaluate(LIBRARY.read_text())
    page.evaluate(_JOIN, [rooms.ticket(each) for each in range(PEOPLE)])
    page.wait_for_function(_IS_FULL, arg=PEOPLE)
    return page


def lost_share(pages: list[Page]) -> float:
    heard = [page.evaluate(_HEARD) for page in pages]
    received, lost = (sum(each) for each in zip(*heard, strict=True))
    return lost / (received + lost)


def measured(server: OwnServer, rooms: int, seconds: int) -> tuple[float, float, dict[str, Any]]:
    """CPU seconds a minute: of one room alone, and of each when all are there."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_packages.chromium(), args=FLAGS)
        pages = [full_room(browser, server)]
        alone = spent(server.pid, seconds)
        pages += [full_room(browser, server) for _ in range(rooms - 1)]
        together = spent(server.pid, seconds) / rooms
        quality = {"packets_lost": round(lost_share(pages), 5)}
        browser.close()
    return alone, together, quality


def main(rooms: int = ROOMS, seconds: int = SECONDS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = OwnServer(Path(folder))
        server.start()
        try:
            alone, together, quality = measured(server, rooms, seconds)
        finally:
            server.close()
    report(
        benchmark="rooms_of_20",
        figure={"cpu_seconds_a_minute": round(together, 1)} | quality,
        ceiling={"cpu_seconds_a_minute": round(alone, 1)},
        ratio=round(together / alone, 2),
        sizes={"rooms": rooms, "people": PEOPLE, "seconds": seconds, "cores": os.cpu_count()},
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
