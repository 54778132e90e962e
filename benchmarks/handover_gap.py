"""The longest break of picture and sound while a call of two moves to the media server.

`python -m benchmarks.handover_gap [ROUNDS]` with the product's environment. The ceiling is the longest time
between two frames on a page with nothing but livekit-client that moves nowhere; aim: no picture stands
for more than 200 ms, no sound is away for more than 100 ms.
"""

from __future__ import annotations

import sys

from playwright.sync_api import sync_playwright

from benchmarks.bare_rooms import meet
from benchmarks.ground import report
from benchmarks.whole_site import own_media_server, whole_site
from tests.journeys.conftest import FLAGS
from tests.journeys.house import House
from tests.journeys.media.watch import DIRECT, GapWatch, WatchedWindows
from tests.journeys.site import Site
from tests.journeys.talk import expect_talking
from tests.services import system_packages
from tests.services.media_server import MediaServer

ROUNDS = 3
STEADY_SECONDS = 5


def one_move(site: Site, windows: WatchedWindows) -> tuple[float, float]:
    """Milliseconds: the longest gap of the picture, and of the sound, of both sides."""
    house = House(site, windows, site.companies["en"])
    client, desk = house.talking()
    sides = (client.side, desk.side)
    expect_talking(*sides)
    watch = GapWatch(sides)
    house.move_to_media_server()
    for side in sides:
        side.page.wait_for_function(f"!{DIRECT}")
    watch.frames(20)
    gaps = watch.worst_picture() * 1000, watch.worst_silence() * 1000
    desk.end_call()
    return gaps


def steady(windows: WatchedWindows, url: str, server: MediaServer) -> float:
    page = windows.page(windows.open("en"))
    page.goto(url)
    gap: float = meet(page, server, STEADY_SECONDS)["gap_ms"]
    return gap


def measured(
    site: Site, rounds: int, server: MediaServer
) -> tuple[list[tuple[float, float]], list[float]]:
    moves, ceilings = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_packages.chromium(), args=FLAGS)
        for _ in range(rounds):
            with WatchedWindows(browser) as windows:
                moves.append(one_move(site, windows))
                url = f"http://{site.companies['en'].host}/"
                ceilings.append(steady(windows, url, server))
        browser.close()
    return moves, ceilings


def main(rounds: int = ROUNDS) -> None:
    with own_media_server() as server, whole_site(server) as site:
        moves, ceilings = measured(site, rounds, server)
    pictures, silences = zip(*moves, strict=True)
    report(
        benchmark="handover_gap",
        figure={"picture_ms": round(max(pictures), 1), "sound_ms": round(max(silences), 1)},
        ceiling={"picture_ms": round(max(ceilings), 1)},
        ratio=round(max(pictures) / max(ceilings), 2),
        aim="picture <= 200 ms, sound <= 100 ms",
        sizes={"rounds": rounds, "windows": 2, "processes": 2},
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
