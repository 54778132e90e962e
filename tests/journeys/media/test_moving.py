"""A call of two moves to a real media server: nobody sees or hears a break."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.media.conftest import OpenPage
from tests.journeys.media.rooms import Rooms
from tests.journeys.media.sides import Side
from tests.journeys.media.watch import DIRECT, GapWatch
from tests.journeys.tones import steady_tone
from tests.services.media_server import OwnServer

pytestmark = [pytest.mark.alone, pytest.mark.timeout(300)]
LONGEST_PICTURE_SECONDS = 0.2
LONGEST_SILENCE_SECONDS = 0.1


@pytest.fixture
def pair(context: BrowserContext, rooms: Rooms, open_page: OpenPage) -> tuple[Side, Side]:
    """The client and the attendant, each with a steady tone for a voice."""
    context.add_init_script(steady_tone(440))
    client = Side(open_page(1), other="Ana Prado")
    attendant = Side(open_page(2), other="Bia Nogueira")
    for side in (client, attendant):
        side.expect_moving()
        assert side.hears() is True
    return client, attendant


def test_the_move_to_the_media_server_shows_no_break(pair: tuple[Side, Side], rooms: Rooms) -> None:
    watch = GapWatch(pair)
    watch.frames(20)
    move(pair, rooms)
    watch.frames(20)
    assert watch.worst_picture() <= LONGEST_PICTURE_SECONDS
    assert watch.worst_silence() <= LONGEST_SILENCE_SECONDS
    assert max(watch.loudest()) < 1.5 * max(watch.usual)


def test_screen_mute_and_camera_survive_the_move(pair: tuple[Side, Side], rooms: Rooms) -> None:
    client, attendant = pair
    attendant.press("Share screen")
    expect(client.remote_screen).to_be_visible()
    client.press("Mute")
    client.press("Turn camera off")
    expect(attendant.remote.get_by_label("Bia Nogueira is muted")).to_be_visible()
    move(pair, rooms)
    client.expect_moving(client.remote_screen)
    assert attendant.hears_nothing() is True
    client.press("Unmute")
    client.press("Turn camera on")
    assert attendant.hears() is True
    attendant.expect_moving()


def test_without_the_media_server_the_direct_call_goes_on_and_says_so(
    pair: tuple[Side, Side], rooms: Rooms, own_server: OwnServer
) -> None:
    client, _ = pair
    rooms.open()
    own_server.kill()
    watch = GapWatch(pair)
    pair[1].page.evaluate("loopback.socket.moveToServer()")
    for side in pair:
        expect(side.page.get_by_text("This device cannot reach our media server")).to_be_visible()
        expect(side.page.get_by_text("You see and hear each other as before")).to_be_visible()
    watch.frames(40)
    assert client.page.evaluate(DIRECT)
    own_server.start()
    rooms.open()
    for side in pair:
        side.page.wait_for_function(f"!{DIRECT}")
        expect(side.page.get_by_text("This device cannot reach our media server")).to_be_hidden()
    watch.frames(20)


def test_a_restart_of_the_media_server_brings_picture_and_sound_back(
    pair: tuple[Side, Side], rooms: Rooms, own_server: OwnServer
) -> None:
    move(pair, rooms)
    own_server.kill()
    for side in pair:
        expect(side.remote.get_by_text("Reconnecting")).to_be_visible()
    own_server.start()
    rooms.open()
    for side in pair:
        expect(side.remote.get_by_text("Reconnecting")).to_be_hidden(timeout=60_000)
        side.expect_moving()
        assert side.hears() is True


def test_hold_lets_nothing_through_on_the_media_server(
    pair: tuple[Side, Side], rooms: Rooms
) -> None:
    client, attendant = pair
    move(pair, rooms)
    attendant.change_call({"on_hold": True})
    expect(client.page.get_by_text("You are on hold")).to_be_visible()
    for side in pair:
        side.page.wait_for_function(_RECEIVES_NOTHING)
    attendant.change_call({"on_hold": False})
    for side in pair:
        side.expect_moving()
        side.page.wait_for_function(_PLAYS)
        assert side.hears() is True


_PLAYS = """
() => {
  const audio = document.querySelector("audio[data-remote-sound]");
  return !audio.paused && !audio.ended && audio.srcObject.getAudioTracks().length > 0;
}
"""
# No byte of media within a second, whatever the page shows.
_RECEIVES_NOTHING = """
async () => {
  const received = async () => {
    let bytes = 0;
    for (const one of openConnections) {
      for (const row of (await one.getStats()).values()) {
        if (row.type === "inbound-rtp") bytes += row.bytesReceived;
      }
    }
    return bytes;
  };
  const before = await received();
  await new Promise((done) => setTimeout(done, 1000));
  return (await received()) === before;
}
"""


def move(pair: tuple[Side, Side], rooms: Rooms) -> None:
    """Both are on the media server, and the link between them is closed."""
    rooms.open()
    pair[1].page.evaluate("loopback.socket.moveToServer()")
    for side in pair:
        side.page.wait_for_function(f"!{DIRECT}")
