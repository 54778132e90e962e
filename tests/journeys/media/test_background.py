"""A picture behind a person, as the other side gets it."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.media.sides import Side
from tests.patience import eventually

WALL = (220, 30, 40)
# How far compression may move a channel.
NOISE = 40
_CORNER = """
(video) => {
  const canvas = new OffscreenCanvas(32, 18);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, 32, 18);
  return [...context.getImageData(1, 1, 1, 1).data].slice(0, 3);
}
"""
# Counts the negotiations from now on.
_WATCH = """
() => {
  window.negotiations = 0;
  for (const one of openConnections) {
    one.addEventListener("negotiationneeded", () => (window.negotiations += 1));
  }
}
"""
_OFFER = "(url) => loopback.local.background.offer([{ id: 1, name: 'Red wall', url }], null)"


@pytest.fixture
def both(sides: tuple[Side, Side]) -> tuple[Side, Side]:
    """The client, and an attendant who can stand before a red wall."""
    for side in sides:
        side.expect_moving()
    sides[1].page.evaluate(_OFFER, red_wall())
    sides[1].page.evaluate(_WATCH)
    return sides


def red_wall() -> str:
    picture = io.BytesIO()
    Image.new("RGB", (320, 180), WALL).save(picture, "PNG")
    return f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"


def choose(page: Page, background: str) -> None:
    page.get_by_role("button", name="Background", exact=True).click()
    page.get_by_role("menuitemradio", name=background).click()


def sees_red(side: Side) -> bool:
    handle = side.video().element_handle()
    color = side.page.evaluate(_CORNER, handle)
    return all(abs(one - other) < NOISE for one, other in zip(color, WALL, strict=True))


def test_the_other_side_sees_the_picture_and_then_the_room_again(both: tuple[Side, Side]) -> None:
    client, attendant = both
    assert not sees_red(client)
    choose(attendant.page, "Red wall")
    assert eventually(lambda: sees_red(client), 60)
    choose(attendant.page, "None")
    assert eventually(lambda: not sees_red(client), 60)
    client.expect_moving()
    assert attendant.page.evaluate("() => negotiations") == 0


def test_the_choice_holds_after_a_reload(both: tuple[Side, Side]) -> None:
    client, attendant = both
    choose(attendant.page, "Red wall")
    assert eventually(lambda: sees_red(client), 60)
    attendant.page.reload()
    expect(attendant.page.get_by_role("button", name="Background", exact=True)).to_be_visible()
    assert eventually(lambda: sees_red(client), 60)
