"""A company's own domain, from the records in its DNS to the sign-in at its name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import delete

from app.core.db import db
from app.domains.models import DomainClaim
from app.domains.operations import do_settle
from tenants.models import Company
from tests import companies
from tests.factories.access import PASSWORD
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House, signed_in
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.words import people_words
from tests.records import TARGET, Records, new_domain

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(autouse=True)
def no_domains_are_left(site: Site) -> Iterator[None]:
    """Other journeys meet the companies at their first addresses."""
    yield
    with companies.acting(site.app, None):
        db.session.execute(delete(DomainClaim))
        for company in site.companies.values():
            do_settle(db.session.get_one(Company, company.id, with_for_update=True))


def domains_page(house: House, size: str = "desktop") -> Screen:
    """Opened by an owner."""
    owner = house.person("Olga Reis", role="owner")
    context = house.windows.open(house.language, size)
    signed_in(context, house.floor.browser_of(owner))
    words = people_words(house.language)
    panel = Screen(house.windows.page(context), words, house.shots, touch=size == "phone")
    panel.page.goto(f"{house.url}/domains")
    expect(panel.page.get_by_role("heading", name=panel.say("Domains"), level=1)).to_be_visible()
    return panel


def add(panel: Screen, name: str) -> Locator:
    """The card of the new domain."""
    panel.page.get_by_role("button", name=panel.say("Add domain")).first.click()
    dialog = panel.dialog("Add domain")
    panel.field("Domain", dialog).fill(name)
    panel.expect_accessible()
    panel.press("Add domain", dialog)
    expect(dialog).to_be_hidden()
    card = panel.page.get_by_role("region", name=name, exact=True)
    expect(card).to_be_visible()
    return card


def copied(card: Locator, number: int) -> str:
    """What stands beside the copy buttons: name and value of the one record, then of the other."""
    return card.locator("code").nth(number).inner_text()


def check(panel: Screen, card: Locator, state: str) -> None:
    panel.press("Check now", card)
    expect(card.get_by_text(panel.say(state), exact=True)).to_be_visible()


def test_from_the_records_to_the_sign_in_at_the_companys_own_name(open_house: OpenHouse) -> None:
    house = open_house()
    records, name = Records(house.site.world), f"video.{new_domain('test')}"
    link = house.link()
    panel = domains_page(house)
    panel.expect_text("No domain of your own yet")
    panel.expect_accessible(390)
    card = add(panel, name)
    expect(card.get_by_text(panel.say("Waiting for TXT"), exact=True)).to_be_visible()
    panel.expect_text("There is no TXT record with the proof yet.")
    panel.expect_accessible(390)
    panel.shoot("domains")
    records.set("TXT", copied(card, 0), copied(card, 1))
    check(panel, card, "Waiting for CNAME")
    assert copied(card, 3) == TARGET
    records.set("CNAME", copied(card, 2), copied(card, 3))
    check(panel, card, "Active")
    panel.press("Make primary", card)
    dialog = panel.dialog("Make primary")
    panel.expect_accessible()
    panel.press("Make primary", dialog)
    expect(card.get_by_text(panel.say("Primary domain"), exact=True)).to_be_visible()
    panel.expect_accessible(390)
    arrive_at_the_new_name(house, f"http://{name}:{house.url.rpartition(':')[2]}", link)
    back_to_the_first_address(panel, card, house)


def arrive_at_the_new_name(house: House, url: str, link: str) -> None:
    """Somebody of the team with the old address, and a client with a link from before."""
    person = house.person("Nuno Dias", role="manager")
    page = house.windows.page(house.windows.open(house.language))
    words = people_words(house.language)
    page.goto(f"{house.url}/departments")
    expect(page).to_have_url(f"{url}/sign-in?next=%2Fdepartments")
    page.get_by_label(words("Email")).fill(person.email)
    page.get_by_label(words("Password"), exact=True).fill(PASSWORD)
    page.get_by_role("button", name=words("Sign in"), exact=True).click()
    expect(page).to_have_url(f"{url}/departments")
    expect(page.get_by_role("heading", name=words("Departments"), level=1)).to_be_visible()
    client = house.client(link)
    expect(client.page).to_have_url(link.replace(house.url, url))


def back_to_the_first_address(panel: Screen, card: Locator, house: House) -> None:
    panel.press("Use {{host}} again", host=house.company.host)
    expect(card.get_by_text(panel.say("Primary domain"), exact=True)).to_have_count(0)
    panel.press("Remove", card)
    panel.press("Remove", panel.page.get_by_role("dialog"))
    panel.expect_text("No domain of your own yet")


def test_on_a_phone_a_wrong_record_is_told_and_a_bad_name_refused(open_house: OpenHouse) -> None:
    house = open_house("pt-BR")
    records, name = Records(house.site.world), new_domain("test")
    panel = domains_page(house, "phone")
    panel.expect_accessible()
    panel.press("Add domain")
    dialog = panel.dialog("Add domain")
    panel.field("Domain", dialog).fill("casa.localhost")
    panel.press("Add domain", dialog)
    panel.expect_text("This address is the platform's own. Choose one below your own domain.")
    panel.press("Cancel", dialog)
    card = add(panel, name)
    records.set("TXT", copied(card, 0), copied(card, 1))
    records.set("A", name, "203.0.113.9")
    check(panel, card, "Waiting for CNAME")
    expect(card.get_by_text("203.0.113.9")).to_be_visible()
    panel.expect_accessible()
