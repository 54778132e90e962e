"""Three and five people in one call over a real media server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.media.conftest import OpenPage
from tests.journeys.media.rooms import Rooms
from tests.journeys.media.sides import Side

pytestmark = [pytest.mark.alone, pytest.mark.timeout(300)]
NAMES = ["Bia Nogueira", "Ana Prado", "Guest 1", "Guest 2", "Guest 3"]


class Meeting:
    """Everybody's page of one call."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        self.names = NAMES[: len(pages)]

    def tile(self, page: Page, name: str) -> Locator:
        return page.locator(f"[data-participant-name='{name}']:not([data-screen])")

    def expect_seeing(self, page: Page) -> None:
        """Every other picture moves there."""
        for name, other in zip(self.names, self.pages, strict=True):
            if other is not page:
                Side(page, name).expect_moving()


@pytest.fixture
def meet(rooms: Rooms, open_page: OpenPage):
    def met(count: int) -> Meeting:
        rooms.open()
        return Meeting([open_page(me + 1, of=count, mode="sfu") for me in range(count)])

    return met


def test_three_see_each_other_and_one_shares_a_screen(meet) -> None:
    meeting = meet(3)
    client, attendant, guest = meeting.pages
    for page in meeting.pages:
        meeting.expect_seeing(page)
    attendant.get_by_role("button", name="Share screen").click()
    for page in (client, guest):
        screen = page.locator("[data-participant-name='Ana Prado'][data-screen]")
        stage = page.locator("[data-spotlight] > div").first
        expect(stage.locator(screen)).to_be_visible()
        Side(page, "Ana Prado").expect_picture(screen)
        meeting.expect_seeing(page)
    attendant.get_by_role("button", name="Stop sharing").click()
    expect(client.locator("[data-spotlight]")).to_have_count(0)


def test_a_pinned_picture_takes_the_stage_until_it_is_unpinned(meet) -> None:
    meeting = meet(3)
    client = meeting.pages[0]
    meeting.expect_seeing(client)
    meeting.tile(client, "Guest 1").hover()
    client.get_by_role("button", name="Pin Guest 1").click()
    first = client.locator("[data-spotlight] > div").first
    expect(first.locator(meeting.tile(client, "Guest 1"))).to_be_visible()
    meeting.expect_seeing(client)
    client.get_by_role("button", name="Unpin Guest 1").click()
    expect(client.locator("[data-spotlight]")).to_have_count(0)


def test_audio_only_stops_the_pictures_and_keeps_the_voices(meet) -> None:
    meeting = meet(3)
    client, attendant, _ = meeting.pages
    meeting.expect_seeing(client)
    client.get_by_role("button", name="Your connection").click()
    client.get_by_role("switch", name="Audio only").check(force=True)
    expect(client.get_by_text("Audio only: all pictures are off")).to_be_visible()
    for name in ("Ana Prado", "Guest 1"):
        expect(client.get_by_label(f"The picture of {name} is off: audio only")).to_be_visible()
    expect(attendant.get_by_label("The camera of Bia Nogueira is off")).to_be_visible()
    client.wait_for_function(_RECEIVES_NO_PICTURE)
    client.get_by_role("button", name="Turn pictures on").click()
    meeting.expect_seeing(client)
    expect(attendant.get_by_label("The camera of Bia Nogueira is off")).to_be_hidden()


def test_five_share_the_stage_and_nobody_is_left_out(meet) -> None:
    meeting = meet(5)
    for page in meeting.pages:
        meeting.expect_seeing(page)
    boxes = [meeting.tile(meeting.pages[0], name).bounding_box() for name in NAMES[1:]]
    tops = {round(box["y"]) for box in boxes if box}
    lefts = {round(box["x"]) for box in boxes if box}
    assert (len(tops), len(lefts)) == (2, 2)


_RECEIVES_NO_PICTURE = """
async () => {
  const received = async () => {
    const reports = await Promise.all(openConnections.map((one) => one.getStats()));
    const rows = reports.flatMap((report) => [...report.values()]);
    const sum = (kind) => rows.filter((row) => row.type === "inbound-rtp" && row.kind === kind)
      .reduce((bytes, row) => bytes + row.bytesReceived, 0);
    return [sum("audio"), sum("video")];
  };
  const [voices, pictures] = await received();
  await new Promise((done) => setTimeout(done, 1500));
  const [voicesLater, picturesLater] = await received();
  return voicesLater > voices && picturesLater === pictures;
}
"""
