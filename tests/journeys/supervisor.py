"""A supervisor's Live Calls, and the call that they have opened."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from app.access.models import Person
from tests.journeys.house import House, signed_in
from tests.journeys.screen import Screen
from tests.journeys.words import people_words


@dataclass
class Supervisor(Screen):
    person: Person | None = None

    def row(self, client: str) -> Locator:
        """A line of the list; on a phone a card."""
        lines = self.page.get_by_role("row").or_(self.page.get_by_role("listitem"))
        return lines.filter(has_text=client)

    def start(self, mode: str, client: str) -> None:
        button = self.button(mode, self.row(client))
        expect(button).to_be_enabled()
        self.push(button)
        self.expect_mode(mode)

    def switch(self, mode: str) -> None:
        self.press(mode, self.bar)
        self.expect_mode(mode)

    def leave(self) -> None:
        self.press("Leave")
        expect(self.page.get_by_role("heading", name=self.say("Live Calls"))).to_be_visible()

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("group", name=self.say("Ways to supervise"))

    def expect_mode(self, mode: str) -> None:
        expect(self.button(mode, self.bar)).to_have_attribute("aria-pressed", "true")

    def tile(self, name: str) -> Locator:
        return self.page.locator(f"[data-participant-name='{name}'] video")


def live_calls(
    house: House, name: str = "Sofia Ramos", size: str = "desktop", role: str = "supervisor"
) -> Supervisor:
    """The list, opened by a supervisor of the house's department."""
    person = house.person(name, role)
    context = house.windows.open(house.language, size)
    signed_in(context, house.floor.browser_of(person))
    words = people_words(house.language)
    page = house.windows.page(context)
    screen = Supervisor(page, words, house.shots, size == "phone", person)
    page.goto(f"{house.url}/live-calls")
    return screen
