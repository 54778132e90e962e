"""A stranger signs up for a plan that costs something: a card that is declined, then a good one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import companies
from tests.fakes.stripe import cards
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.signing_up import confirm_by_code, fill_in, stranger
from tests.journeys.test_billing import STRIPE_WORDS
from tests.journeys.windows import OTHER_SIZE

pytestmark = pytest.mark.timeout(300)


@pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("pt-BR", "phone")])
def test_a_declined_card_then_a_good_one_lands_in_the_company(
    open_house: OpenHouse, language: str, size: str
) -> None:
    house = open_house(language)
    screen = stranger(house, size)
    screen.page.goto(f"http://{house.site.env['PLATFORM_HOST']}/")
    screen.push(screen.page.locator("a[href='/signup?plan=business']"))
    email = fill_in(house, screen, OTHER_SIZE[size])
    confirm_by_code(house, screen, email)
    screen.expect_text("Pay for your plan")
    screen.expect_accessible(OTHER_SIZE[size])
    screen.shoot("signup-payment")
    screen.press("Go to payment")
    pay(house, screen, cards.DECLINED)
    expect(screen.page.get_by_role("alert")).to_contain_text("declined")
    screen.shoot("signup-declined")
    pay(house, screen, cards.GOOD)
    expect(screen.page.get_by_role("heading", name=screen.say("Getting started"))).to_be_visible()
    screen.expect_accessible(OTHER_SIZE[size])
    screen.shoot("signup-paid")
    with house.site.app.app_context():
        assert companies.found(slug_of(screen)).plan == "business"
    screen.page.goto(screen.page.url.replace("/setup", "/billing"))
    expect(screen.page.get_by_text("Business", exact=True).first).to_be_visible()


def pay(house: House, screen: Screen, number: str) -> None:
    """On the page of the payment service."""
    words = STRIPE_WORDS[house.language]
    screen.page.get_by_label(words["number"]).fill(number)
    screen.push(screen.page.get_by_role("button", name=words["pay"], exact=True))


def slug_of(screen: Screen) -> str:
    """Of the company at whose host the browser is."""
    return screen.page.url.split("//")[1].split(".")[0]
