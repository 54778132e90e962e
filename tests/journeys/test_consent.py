"""Recording as the people in the call see it: asked, declined, asked again, accepted, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.clock import utcnow
from app.core.db import db
from app.recordings import life, progress
from app.recordings.models import Consent, Recording
from app.recordings.views import show
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.screen import Screen

pytestmark = pytest.mark.timeout(400)


def latest(house: House) -> int:
    (call, *_) = house.calls()
    query = select(Recording.id).where(Recording.call_id == call.id).order_by(Recording.id.desc())
    return house.read(lambda: db.session.scalars(query.limit(1)).one())


def a_minute_later(house: House) -> None:
    """As if the question had been put a minute earlier, so that it may be put again."""
    with house.scope():
        _, recording = life.lock(latest(house))
        for consent in db.session.scalars(select(Consent)):
            consent.asked_at -= timedelta(seconds=60)
        show(life.lock(recording.id)[0], recording)


def keep_asking(house: House) -> None:
    """The question stays open for as long as a slow machine needs to look at the screens."""
    with house.scope():
        call, recording = life.lock(latest(house))
        for consent in recording.consents:
            consent.answer_until += timedelta(minutes=10)
        show(call, recording)


def recorder(house: House, *steps: str) -> None:
    """What the recorder's process reports."""
    for step in steps:
        with house.scope():
            _, recording = life.lock(latest(house))
            if step == "take":
                progress.do_take(recording)
            elif step == "start":
                progress.do_start(recording, utcnow())
            else:
                progress.do_finish(recording, utcnow())


def expect_recording(client: Screen, desk: Screen) -> None:
    for screen in (client, desk):
        # A page of the panel has the same English word for something else.
        badge = screen.page.get_by_role("status", name=client.say("Recording"), exact=True)
        expect(badge).to_be_visible()
        screen.expect_accessible()


@pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("pt-BR", "phone")])
def test_a_client_declines_accepts_and_takes_it_back(
    open_house: OpenHouse, language: str, size: str
) -> None:
    house = open_house(language)
    desk = house.workstation()
    client = house.client(size=size)
    client.join()
    desk.accept()

    desk.press("Record")
    question = client.dialog("Recording consent")
    expect(question).to_be_visible()
    keep_asking(house)
    client.expect_accessible()
    client.shoot("consent")
    desk.expect_accessible(390)
    client.press("Decline", question)
    expect(question).to_be_hidden()
    desk.expect_text("{{name}} declined the recording.", name=client.name)
    desk.shoot("consent-declined")

    a_minute_later(house)
    desk.press("Ask again")
    client.press("Accept", question)
    expect(question).to_be_hidden()
    desk.expect_text("Waiting for a recorder. The call is not recorded yet.")
    recorder(house, "take", "start")
    expect_recording(client, desk)
    client.shoot("recorded-client")
    desk.shoot("recorded-desk")

    client.press("Stop recording me")
    client.expect_text("You are not being recorded any more.")
    recorder(house, "finish")
    said = "{{name}} has withdrawn their consent. The recording has stopped."
    desk.expect_text(said, name=client.name)


def test_a_mandatory_recording_that_is_declined_ends_the_call(open_house: OpenHouse) -> None:
    house = open_house(recording_policy="full")
    desk = house.workstation()
    client = house.client()
    client.join()
    desk.accept()
    question = client.dialog("Recording consent")
    client.press("Decline", question)
    expect(client.field("Comment")).to_be_visible()
    expect(client.page.get_by_text("because the recording was not accepted")).to_be_visible()
    expect(desk.closing).to_be_visible()
    (call, *_) = house.calls()
    assert (call.status, call.end_reason) == ("completed", "consent_declined")
