"""A call of two moves to a real media server: nobody sees or hears a break."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from tests.journeys.media.conftest import OpenPage
from tests.journeys.media.rooms import Rooms
from tests.journeys.media.sides import Side
from tests.journeys.media.watch import STEADY_TONE, GapWatch

pytestmark = pytest.mark.timeout(300)
LONGEST_PICTURE_SECONDS = 0.2
LONGEST_SILENCE_SECONDS = 0.1
DIRECT = "openConnections.some((one) => one.isDirect && one.connectionState === 'connected')"


@pytest.fixture
def pair(context: BrowserContext, rooms: Rooms, open_page: OpenPage) -> tuple[Side, Side]:
    """The client and the attendant, each with a steady tone for a voice."""
    context.add_init_script(STEADY_TONE)
    client = Side(open_page(1), other="Ana Prado")
    attendant = Side(open_page(2), other="Bia Nogueira")
    for side in (client, attendant):
        assert side.sees_moving()
        assert side.hears() is True
    return client, attendant


def test_the_move_to_the_media_server_shows_no_break(pair: tuple[Side, Side], rooms: Rooms) -> None:
    watch = GapWatch(pair)
    watch.frames(20)
    rooms.open()
    pair[1].page.evaluate("loopback.socket.moveToServer()")
    for side in pair:
        side.page.wait_for_function(f"!{DIRECT}")
    watch.frames(20)
    assert watch.worst_picture() <= LONGEST_PICTURE_SECONDS
    assert watch.worst_silence() <= LONGEST_SILENCE_SECONDS
