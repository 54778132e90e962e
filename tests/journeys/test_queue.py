"""Who is offered whom, and what happens when somebody goes."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.clock import utcnow
from app.core.db import db
from app.schedules.models import Schedule
from app.team.models import OpeningHours
from tests.journeys.conftest import OpenHouse
from tests.journeys.talk import expect_talking

pytestmark = pytest.mark.timeout(300)


def test_of_two_who_accept_at_once_one_gets_the_call(open_house: OpenHouse) -> None:
    house = open_house()
    people = [house.person(name) for name in ("Ana Prado", "Bruno Lima")]
    desks = [house.workstation(person) for person in people]
    client = house.client()
    client.join()
    for desk in desks:
        expect(desk.button("Accept", desk.ringing)).to_be_enabled()
    # Both presses are on their way before either is answered.
    for desk in desks:
        desk.button("Accept", desk.ringing).evaluate(
            "(it) => void setTimeout(() => it.click(), 400)"
        )
    for desk in desks:
        expect(desk.ringing).to_be_hidden()
    (call,) = house.calls()
    if call.person_id == people[1].id:
        desks.reverse()
        people.reverse()
    winner, loser = desks
    client.other = people[0].name
    expect_talking(client.side, winner.side)
    told = loser.page.get_by_text("A colleague was quicker")
    expect(told.first).to_be_visible()
    expect(loser.button("End call")).to_have_count(0)


def test_the_dialog_goes_when_the_client_leaves_the_queue(open_house: OpenHouse) -> None:
    house = open_house()
    desk = house.workstation()
    client = house.client()
    client.join()
    expect(desk.ringing).to_be_visible()
    client.press("Leave the queue")
    client.expect_text("You have left the queue")
    client.expect_accessible()
    expect(desk.ringing).to_be_hidden()
    desk.expect_text("{{name}} is not waiting any more.", name=client.name)
    expect(desk.queue()).to_contain_text("Nobody is waiting")
    assert (house.calls()[0].status, house.calls()[0].end_reason) == ("missed", "abandoned")


def test_the_offer_of_a_tab_that_dies_goes_to_a_colleague(open_house: OpenHouse) -> None:
    house = open_house(strategy="longest_idle")
    first = house.workstation(house.person("Ana Prado"))
    second = house.workstation(house.person("Bruno Lima"))
    client = house.client(other="Bruno Lima")
    client.join()
    expect(first.ringing).to_be_visible()
    first.page.context.close()
    second.accept()
    expect_talking(client.side, second.side)


def test_the_offer_returns_to_a_tab_that_was_reloaded_while_it_rang(open_house: OpenHouse) -> None:
    house = open_house()
    desk = house.workstation()
    client = house.client()
    client.join()
    expect(desk.ringing).to_be_visible()
    desk.page.reload()
    desk.accept()
    expect_talking(client.side, desk.side)


def test_who_finds_the_queue_full_asks_for_a_call_that_the_team_sees(open_house: OpenHouse) -> None:
    house = open_house(queue_max_size=1)
    link = house.link()
    house.client(link, name="Yara Souza").join()
    desk = house.workstation(online=False)
    late = house.client(link, size="phone")
    late.check_in()
    late.press("Join the queue")
    late.expect_text("All places are taken")
    late.expect_accessible()
    late.field("What is it about?").fill("A lost card")
    late.press("Ask for a call")
    late.expect_text("We have noted it and will get in touch with you.")
    requests = desk.page.get_by_role("region", name="Callback requests")
    expect(requests).to_contain_text(late.name)
    expect(requests).to_contain_text("A lost card")
    desk.press("Mark the callback of {{name}} as done", requests, name=late.name)
    expect(requests).to_contain_text("Nobody has asked to be called back.")


def test_out_of_hours_the_client_leaves_a_number(open_house: OpenHouse) -> None:
    house = open_house()
    with house.scope():
        closed_now = (utcnow() + timedelta(days=3)).weekday()
        hours = OpeningHours(weekday=closed_now, opens_at=time(9), closes_at=time(10))
        hours.department_id = house.floor.department.id
        db.session.add(hours)
    client = house.client()
    client.fill_in()
    client.press("Continue")
    client.expect_text("We are closed right now")
    client.expect_accessible(390)
    client.press("Ask for a call")
    client.expect_text("We have noted it and will get in touch with you.")
    asked = house.read(
        lambda: db.session.scalars(
            select(Schedule).where(Schedule.department_id == house.floor.department.id)
        ).one()
    )
    assert (asked.source, asked.phone) == ("out_of_hours", client.phone.replace(" ", ""))
