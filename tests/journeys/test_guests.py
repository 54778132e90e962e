"""Guests in a call: invited by link and by mail, let in or not, muted, removed, and the plan's limits."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from playwright.sync_api import Page, expect

from app.core.db import db
from app.guests.models import Guest
from tenants.provision import provision_company
from tenants.resolve import find_company_by_slug
from tests.access.inbox import inbox_of, new_address
from tests.browser import Browser
from tests.journeys import hosting
from tests.journeys.conftest import OpenHouse
from tests.journeys.guest_room import NAME, guest_at
from tests.journeys.house import House
from tests.journeys.media.sides import Side
from tests.journeys.site import Site
from tests.journeys.windows import Windows
from tests.patience import eventually

pytestmark = pytest.mark.timeout(400)
OpenOnPlan = Callable[[str, str], House]


@pytest.fixture
def open_on_plan(site: Site, windows: Windows) -> OpenOnPlan:
    """`open_on_plan("free", "pt-BR")`: a department of a company on this plan."""

    def opened(plan: str, language: str) -> House:
        with site.app.app_context():
            provision_company(f"on-{plan}", f"Pier {plan}", plan, language, "UTC")
            company = find_company_by_slug(f"on-{plan}")
        assert company is not None
        return House(site, windows, company)

    return opened


def everybody_sees_everybody(pages: dict[str, Page]) -> None:
    """Each one's picture moves on each other's screen."""
    for (_, page), (other, _) in permutations(pages.items(), 2):
        Side(page, other).expect_moving()


@pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("pt-BR", "phone")])
def test_a_third_person_joins_by_a_link(open_house: OpenHouse, language: str, size: str) -> None:
    house = open_house(language)
    client, desk = house.talking()
    dialog = hosting.invite_dialog(desk)
    desk.expect_accessible(390)
    url = desk.field("Invitation link", dialog).input_value()
    desk.page.keyboard.press("Escape")
    guest = guest_at(house, url, size=size)
    guest.expect_accessible()
    guest.ask()
    expect(hosting.at_door(desk, NAME)).to_be_visible()
    guest.expect_accessible()
    desk.expect_accessible(390)
    hosting.admit(desk, NAME)
    guest.expect_in_call()
    pages = {client.name: client.page, client.other: desk.page, NAME: guest.page}
    everybody_sees_everybody(pages)
    guest.expect_accessible()
    desk.expect_accessible(390)
    guest.page.reload()
    guest.expect_in_call()
    everybody_sees_everybody(pages)
    guest.write("Hello from the third")
    client.expect_message("Hello from the third")
    guest.leave()
    guest.expect_text("You have left the call")
    guest.expect_accessible()
    expect(Side(client.page, NAME).remote).to_be_hidden()
    client.side.expect_moving()
    desk.end_call()
    guest.expect_text("The call is over")


def test_an_invitation_comes_by_mail(open_house: OpenHouse) -> None:
    house = open_house("pt-BR")
    _, desk = house.talking()
    address = new_address()
    hosting.invite_by_mail(desk, address, "Precisamos de você")
    inbox = inbox_of(house.site.world)
    [mail] = eventually(lambda: inbox(address), 60)
    assert "Precisamos de você" in mail["text"]
    [url] = [link for link in mail["links"] if "/guest/" in link]
    guest = guest_at(house, url, size="phone")
    guest.ask()
    hosting.admit(desk, NAME)
    guest.expect_in_call()


def test_a_refused_guest_and_a_locked_room(open_house: OpenHouse) -> None:
    house = open_house()
    _, desk = house.talking()
    url = hosting.link_to_call(desk)
    refused, late = guest_at(house, url), guest_at(house, url, name="Ida Quist")
    refused.ask()
    hosting.refuse(desk, NAME)
    refused.expect_text("You were not let in")
    refused.expect_accessible(390)
    hosting.lock(desk)
    late.field("Name").fill(late.name)
    late.press("Ask to join")
    expect(late.page.get_by_role("alert")).to_contain_text("The room is locked at the moment.")
    late.expect_accessible(390)


def test_a_guest_is_muted_and_removed(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk = house.talking()
    url = hosting.link_to_call(desk)
    guest = guest_at(house, url)
    guest.ask()
    hosting.admit(desk, NAME)
    guest.expect_in_call()
    panel = hosting.participants(desk)
    desk.expect_accessible(390)
    desk.press("Mute {{name}}", panel, name=NAME)
    guest.expect_text("{{name}} has muted you", name=client.other)
    expect(guest.button("Unmute")).to_be_visible()
    guest.press("Unmute")
    expect(guest.button("Mute")).to_be_visible()
    expect(desk.button("Mute {{name}}", panel, name=NAME)).to_be_enabled()
    hosting.remove(desk, NAME)
    guest.expect_text("You are no longer in the call")
    guest.expect_accessible(390)
    guest.page.reload()
    guest.expect_text("You are no longer in the call")
    again = guest_at(house, url)
    again.expect_text("This invitation is no longer valid")
    again.expect_accessible(390)
    client.side.expect_moving()


def test_the_eleventh_of_a_starter_company_meets_the_limit(open_on_plan: OpenOnPlan) -> None:
    house = open_on_plan("starter", "en")
    _, desk = house.talking()
    url = hosting.link_to_call(desk)
    for number in range(8):
        asks_by_http(house, url, f"Guest {number}")
        hosting.admit(desk, f"Guest {number}")
    asks_by_http(house, url, "Eleventh")
    desk.press("Admit", hosting.at_door(desk, "Eleventh"))
    dialog = desk.dialog("Your plan’s limit is reached")
    expect(dialog).to_contain_text("10 of 10 in use")
    desk.expect_accessible(390)
    assert house.read(lambda: db.session.query(Guest).filter_by(state="admitted").count()) == 8


def test_a_free_company_is_told_what_a_third_person_needs(open_on_plan: OpenOnPlan) -> None:
    _, desk = open_on_plan("free", "pt-BR").talking()
    desk.press("Invite Participant")
    expect(desk.dialog("Not in your plan")).to_be_visible()
    desk.expect_accessible(390)


def asks_by_http(house: House, url: str, name: str) -> None:
    """A guest without a browser window."""
    browser = Browser(house.site.app, house.company.host)
    token = url.rpartition("/")[2]
    answer = browser.post(f"/guests/{token}", {"name": name, "language": house.language})
    assert answer.status_code == 200, answer.json
