"""An owner pays: from the limit to the larger plan, down again, and through a failed renewal."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import requests
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.access.models import Person
from app.core.db import db
from app.team.models import Department
from tests import companies
from tests.factories.access import PersonFactory
from tests.fakes.stripe import cards
from tests.journeys.house import House, house_of_its_own, signed_in
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.windows import OTHER_SIZE, Windows
from tests.journeys.words import people_words
from tests.patience import eventually

pytestmark = pytest.mark.timeout(400)
STRIPE_WORDS = {
    "en": {"number": "Card number", "pay": "Pay", "save": "Save card"},
    "pt-BR": {"number": "Número do cartão", "pay": "Pagar", "save": "Salvar cartão"},
}


@dataclass
class Payer:
    """A company of its own with an owner at the panel, and what is outside of the product."""

    house: House
    panel: Screen
    owner: Person
    other: int

    @property
    def page(self) -> Page:
        return self.panel.page

    @property
    def plan(self) -> str:
        with self.house.site.app.app_context():
            return companies.found(self.house.company.slug).plan

    def open(self, path: str) -> None:
        self.page.goto(f"{self.house.url}{path}")

    def type_card(self, number: str, button: str = "pay") -> None:
        """On a page of the payment service."""
        words = STRIPE_WORDS[self.house.language]
        self.page.get_by_label(words["number"]).fill(number)
        self.page.get_by_role("button", name=words[button], exact=True).click()

    def at_stripe(self, button: str) -> None:
        """Somebody presses a button for this company on the simulator's own page."""
        page = self.house.windows.page(self.house.windows.open("en"))
        page.goto(f"{self.house.site.world.url}/stripe")
        company = page.get_by_role("article").filter(has_text=self.house.company.name)
        with page.expect_navigation():
            company.get_by_role("button", name=button, exact=True).click()
        page.close()

    def departments(self, *names: str) -> None:
        with self.house.scope():
            db.session.add_all([Department(name=name) for name in names])

    def mails(self) -> list[str]:
        url = f"{self.house.site.world.url}/messages"
        answer = requests.get(url, params={"to": self.owner.email}, timeout=5)
        return [item["subject"] for item in answer.json()["items"]]

    def checked(self) -> None:
        self.panel.expect_accessible(self.other)


def payer(site: Site, windows: Windows, slug: str, language: str, size: str = "desktop") -> Payer:
    house = house_of_its_own(site, windows, slug, language)
    with house.scope():
        owner = PersonFactory(
            name="Olívia Prado",
            role="owner",
            email=f"olivia@{slug}.example",
            language=language,
        )
    context = windows.open(language, size)
    signed_in(context, house.floor.browser_of(owner))
    panel = Screen(windows.page(context), people_words(language), house.shots, size == "phone")
    return Payer(house, panel, owner, OTHER_SIZE[size])


def new_department(who: Payer, name: str) -> None:
    who.open("/departments")
    who.panel.press("New Department")
    dialog = who.panel.dialog("New Department")
    who.panel.field("Name", dialog).fill(name)
    who.panel.press("Save", dialog)


@pytest.mark.parametrize(
    ("slug", "language", "size"), [("north", "en", "desktop"), ("norte", "pt-BR", "phone")]
)
def test_from_the_limit_to_the_larger_plan(
    site: Site, windows: Windows, slug: str, language: str, size: str
) -> None:
    who = payer(site, windows, slug, language, size)
    panel = who.panel
    # Free includes the one department that every house has.
    new_department(who, "Second")
    expect(panel.dialog("Your plan’s limit is reached")).to_be_visible()
    who.checked()
    panel.shoot("limit")
    panel.press_link("See {{plan}} and its price", plan="Starter")
    expect(panel.dialog("Subscribe to {{plan}}", plan="Starter")).to_be_visible()
    who.checked()
    panel.press("Continue to payment")
    who.type_card(cards.DECLINED)
    expect(who.page.get_by_role("alert")).to_contain_text("declined")
    who.type_card(cards.GOOD)
    panel.expect_text("The payment arrived and the plan holds.")
    assert who.plan == "starter"
    who.checked()
    panel.shoot("billing")
    new_department(who, "Second")
    expect(who.page.get_by_role("heading", name="Second", level=1)).to_be_visible()
    # At the limit again, and up once more with the sum shown before it is taken.
    who.departments("Third")
    new_department(who, "Fourth")
    panel.press_link("See {{plan}} and its price", plan="Business")
    dialog = panel.dialog("Change to {{plan}}", plan="Business")
    expect(dialog.get_by_text(panel.say("To pay now"))).to_be_visible()
    who.checked()
    panel.shoot("change")
    panel.push(dialog.get_by_role("button").last)
    panel.expect_text("{{plan}} holds now.", plan="Business")
    assert who.plan == "business"
    new_department(who, "Fourth")
    expect(who.page.get_by_role("heading", name="Fourth", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("slug", "language", "size"), [("live", "en", "desktop"), ("vivo", "pt-BR", "phone")]
)
def test_a_tab_at_the_limit_goes_on_once_another_has_paid(
    site: Site, windows: Windows, slug: str, language: str, size: str
) -> None:
    who = payer(site, windows, slug, language, size)
    waiting = who.panel
    new_department(who, "Second")
    expect(waiting.dialog("Your plan’s limit is reached")).to_be_visible()
    # A sign that this very document is still there in the end.
    who.page.evaluate("() => { window.stillHere = true }")
    paying = Payer(who.house, same_person(who), who.owner, who.other)
    subscribe(paying, "starter")
    lifted = waiting.dialog("There is room now")
    expect(lifted).to_be_visible(timeout=20_000)
    who.checked()
    waiting.shoot("lifted")
    waiting.press("Carry on", lifted)
    form = waiting.dialog("New Department")
    expect(waiting.field("Name", form)).to_have_value("Second")
    waiting.press("Save", form)
    expect(who.page.get_by_role("heading", name="Second", level=1)).to_be_visible()
    assert who.page.evaluate("() => window.stillHere")


def same_person(who: Payer) -> Screen:
    """A second tab of the same browser."""
    page = who.house.windows.page(who.page.context)
    return Screen(page, who.panel.words, who.panel.shots, who.panel.touch)


def test_down_with_more_than_the_smaller_plan_holds(site: Site, windows: Windows) -> None:
    who = payer(site, windows, "south", "en")
    panel = who.panel
    subscribe(who, "business")
    who.departments("Alpha", "Beta", "Gamma")
    who.open("/billing?plan=starter")
    dialog = panel.dialog("Change to {{plan}}", plan="Starter")
    expect(dialog.get_by_text("Gamma")).to_be_visible()
    who.checked()
    panel.shoot("downgrade")
    panel.press("Confirm", dialog)
    panel.expect_text("The change to {{plan}} is planned.", plan="Starter")
    assert who.plan == "business"
    who.at_stripe("Next renewal")
    eventually(lambda: who.plan == "starter", 60)
    who.open("/usage")
    expect(panel.text("Over the plan’s limits")).to_be_visible()
    expect(who.page.get_by_text("Gamma")).to_be_visible()
    who.checked()
    panel.shoot("usage")
    with who.house.scope():
        names = set(db.session.scalars(select(Department.name).where(Department.active)))
    assert {"Alpha", "Beta", "Gamma"} <= names


def test_a_renewal_that_fails_and_is_paid_at_last(site: Site, windows: Windows) -> None:
    who = payer(site, windows, "oeste", "pt-BR")
    panel = who.panel
    subscribe(who, "starter")
    who.open("/billing")
    panel.press("Change card")
    who.type_card(cards.FAILS_LATER, "save")
    panel.expect_text("Payment history")
    who.at_stripe("Next renewal")
    eventually(lambda: state_of(who) == "past_due", 60)
    who.open("/usage")
    expect(who.page.get_by_role("status").filter(has_text="Um pagamento")).to_be_visible()
    assert who.plan == "starter"
    who.checked()
    panel.shoot("past-due")
    for _ in range(3):
        who.at_stripe("3 days later")
    eventually(lambda: who.plan == "free", 60)
    eventually(lambda: len(who.mails()) >= 2, 90)
    who.open("/billing")
    expect(panel.text("A payment is open").first).to_be_visible()
    who.checked()
    panel.shoot("restricted")
    pay_now = who.page.get_by_role("link", name=panel.say("Pay the open invoice"), exact=True)
    panel.push(pay_now)
    who.type_card(cards.GOOD)
    eventually(lambda: who.plan == "starter", 60)
    who.open("/billing")
    expect(who.page.get_by_role("status").filter(has_text="pagamento")).to_be_hidden()


def subscribe(who: Payer, plan: str) -> None:
    who.open(f"/billing?plan={plan}")
    who.panel.press("Continue to payment")
    who.type_card(cards.GOOD)
    who.panel.expect_text("The payment arrived and the plan holds.")


def state_of(who: Payer) -> str:
    with who.house.site.app.app_context():
        return str(companies.found(who.house.company.slug).billing.get("state"))
