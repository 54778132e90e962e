"""From the press on Accept to the first frame of the client's picture over the media server.

`python -m benchmarks.first_frame_sfu [ROUNDS]` with the product's environment. The department records
always, so that its calls begin there. The ceiling is a page with nothing but livekit-client, two rooms and
the same fake camera; aim: ≤ ceiling + 300 ms.
"""

from __future__ import annotations

import sys
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.bare_rooms import meet
from benchmarks.first_frame_p2p import WATCH
from benchmarks.ground import report
from benchmarks.whole_site import own_media_server, whole_site
from tests.journeys.conftest import FLAGS
from tests.journeys.house import House
from tests.journeys.site import Site
from tests.journeys.windows import Windows
from tests.patience import eventually
from tests.services import system_packages
from tests.services.media_server import MediaServer

AIM_MS = 300
ROUNDS = 5
ROOM_SECONDS = 60


def ours(site: Site, windows: Windows, server: MediaServer) -> tuple[float, float]:
    """One call: milliseconds of the product, and of the bare page on the same origin."""
    house = House(site, windows, site.companies["en"], recording_policy="full")
    desk, client = house.workstation(), house.client()
    client.join()
    # The room is made while the client waits; an answer before that would begin directly.
    eventually(lambda: house.calls()[0].media_room, ROOM_SECONDS)
    desk.page.evaluate(WATCH)
    # Not `accept`: whoever asks the page what it shows takes part of its time.
    desk.press("Accept", desk.ringing)
    taken: float = desk.page.evaluate("() => window.firstFrame")
    assert house.calls()[0].media_mode == "sfu"
    desk.end_call()
    bare_page = windows.page(windows.open("en"))
    bare_page.goto(house.link())
    return taken, meet(bare_page, server)["first_ms"]


def measured(site: Site, rounds: int, server: MediaServer) -> list[tuple[float, float]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_packages.chromium(), args=FLAGS)
        pairs = []
        for _ in range(rounds):
            with Windows(browser) as windows:
                pairs.append(ours(site, windows, server))
        browser.close()
        return pairs


def main(rounds: int = ROUNDS) -> None:
    with own_media_server() as server, whole_site(server) as site:
        pairs = measured(site, rounds, server)
    figure, ceiling = (median(times) for times in zip(*pairs, strict=True))
    report(
        benchmark="first_frame_sfu",
        figure={"median_ms": round(figure, 1)},
        ceiling={"median_ms": round(ceiling, 1)},
        ratio=round(figure / ceiling, 2),
        aim=f"<= ceiling + {AIM_MS} ms",
        sizes={"rounds": rounds, "windows": 2, "processes": 2},
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
