"""Short times: a side that does not come back ends the call, an offer that nobody takes pauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.calls.models import Drop
from app.core.db import db
from tenants.context import CompanyRef
from tenants.provision import provision_company
from tenants.resolve import find_company_by_slug, forget_resolved
from tests import companies
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.talk import expect_talking
from tests.journeys.windows import Windows
from tests.live import live_server
from tests.patience import eventually
from tests.services import ports

pytestmark = pytest.mark.timeout(300)
SHORT = {"RECONNECT_GRACE_SECONDS": "5", "OFFER_SECONDS": "4"}


@pytest.fixture(scope="module")
def hasty_site(site: Site) -> Iterator[Site]:
    """The same product with little patience, at an address that one company has for itself."""
    port = ports.free()
    company = company_at(site, f"hasty.localhost:{port}")
    with live_server(site.env | SHORT, site.log, port=port) as server:
        yield replace(site, server=server, companies={"en": company})


def company_at(site: Site, host: str) -> CompanyRef:
    with site.app.app_context():
        number = provision_company("hasty", "Hasty House", "enterprise")
        with companies.superuser() as connection:
            connection.execute(
                "UPDATE platform.domains SET host = %s WHERE company_id = %s", (host, number)
            )
        forget_resolved()
        found = find_company_by_slug("hasty")
    assert found
    return found


@pytest.fixture
def house(hasty_site: Site, windows: Windows) -> House:
    return House(hasty_site, windows, hasty_site.companies["en"])


def test_a_client_who_does_not_come_back_ends_the_call(house: House) -> None:
    client, desk = house.talking()
    expect_talking(client.side, desk.side)
    context = client.page.context
    client.page.close()
    expect_countdown(desk, client.name)
    expect(desk.closing).to_contain_text("The connection was lost and did not come back in time.")
    expect_lost(house)
    link, client.page = client.page.url, house.windows.page(context)
    client.page.goto(link)
    expect(client.page.get_by_text("The connection was lost")).to_be_visible()
    client.expect_accessible(390)


def test_an_attendant_who_does_not_come_back_ends_the_call(house: House) -> None:
    client, desk = house.talking()
    expect_talking(client.side, desk.side)
    context = desk.page.context
    desk.page.close()
    expect_countdown(client, client.other)
    expect(client.page.get_by_text("The connection was lost")).to_be_visible()
    expect(client.button("Send rating")).to_be_visible()
    expect_lost(house)
    desk.page = house.windows.page(context)
    desk.page.goto(f"{house.url}/workstation")
    expect(desk.closing).to_contain_text("The connection was lost")


def test_an_offer_that_nobody_answers_pauses_the_attendant(house: House) -> None:
    desk = house.workstation()
    client = house.client()
    client.join()
    expect(desk.ringing).to_be_visible()
    expect(desk.ringing).to_be_hidden()
    desk.expect_text("You were paused")
    desk.expect_accessible(390)
    expect(client.place).to_contain_text("1")


def expect_countdown(screen: Screen, name: str) -> None:
    """The other side is told who is missing, and for how much longer."""
    tile = screen.page.locator(f"[data-participant-name='{name}']")
    expect(tile.get_by_text("Reconnecting")).to_be_visible()
    shown = tile.get_by_role("timer")
    first = seconds_in(shown.inner_text())
    assert 0 <= first <= 5
    eventually(lambda: shown.count() == 0 or seconds_in(shown.inner_text()) < max(first, 1))


def seconds_in(text: str) -> int:
    return int(text.removesuffix(" s"))


def expect_lost(house: House) -> None:
    (call,) = house.calls()
    assert (call.status, call.end_reason) == ("disconnect", "connection_lost")
    query = select(Drop).where(Drop.call_id == call.id)
    drop = house.read(lambda: db.session.scalars(query).one())
    assert drop.reconnected_at is None
