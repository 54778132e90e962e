"""A call of the product moves to the media server, with real people's pages and a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.media.watch import DIRECT, GapWatch, WatchedWindows
from tests.journeys.talk import expect_talking
from tests.journeys.windows import PATIENCE_MS

pytestmark = [pytest.mark.alone, pytest.mark.timeout(300)]


@pytest.fixture
def windows(chromium: Browser) -> Iterator[WatchedWindows]:
    expect.set_options(timeout=PATIENCE_MS)
    with WatchedWindows(chromium) as opened:
        yield opened
    assert opened.complaints == []


def test_nobody_hears_that_the_call_moves(open_house) -> None:
    house = open_house()
    client, desk = house.talking()
    sides = (client.side, desk.side)
    expect_talking(*sides)
    watch = GapWatch(sides)
    house.move_to_media_server()
    for side in sides:
        side.page.wait_for_function(f"!{DIRECT}")
    watch.frames(20)
    # How long a picture stands is measured where nothing else runs: `media/test_moving.py`, and the
    # benchmark `handover_gap`.
    assert watch.worst_silence() <= 0.1
    (call,) = house.calls()
    assert (call.media_mode, call.status) == ("sfu", "in_progress")
    # A page that is loaded now goes straight to the media server.
    client.page.reload()
    expect_talking(*sides)
