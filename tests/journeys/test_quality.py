"""A bad line, as the people who look after a department see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.calls.models import Call
from app.calls.quality import do_note_samples
from app.calls.quality_alerts import do_watch
from app.core.db import db
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House

pytestmark = pytest.mark.timeout(400)


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_a_bad_line_is_told_on_the_panel_while_it_lasts(
    open_house: OpenHouse, language: str
) -> None:
    house = open_house(language)
    client, _ = house.talking()
    panel = house.workstation_signed_out(house.floor.browser_of(house.floor.manager))
    panel.page.goto(f"{house.url}/live-calls")
    measured(house, client.name, 380.0)
    feed = panel.page.get_by_role("region", name=panel.say("Connection alerts"), exact=True)
    expect(feed).to_contain_text(client.name)
    expect(feed).to_contain_text("380 ms")
    panel.expect_accessible(390)
    feed.get_by_role("link", name=house.calls()[0].protocol).first.click()
    details = panel.dialog("Call details")
    worst = panel.say(
        "{{name}}: at worst {{latency}} there and back, {{loss}} lost",
        name=client.name,
        latency="380 ms",
        loss="0 %",
    )
    expect(details).to_contain_text(worst)
    expect(details.get_by_role("img").locator("canvas").first).to_be_visible()
    panel.expect_accessible(390)


def measured(house: House, name: str, rtt_ms: float) -> None:
    """Half a minute of samples, as the browser would send them."""
    with house.scope():
        call = db.session.get_one(Call, house.calls()[0].id)
        participant = next(seat for seat in call.participants if seat.name == name)
        samples = [{"rtt_ms": rtt_ms, "loss_percent": 0.0}] * 6
        do_note_samples(participant, samples)
        do_watch(call, participant, samples)
