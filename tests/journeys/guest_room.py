"""A guest's page: the form of the invitation, the door, the call."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.client_room import ClientRoom
from tests.journeys.house import House
from tests.journeys.words import client_words

NAME = "Gil Moreno"


@dataclass
class GuestRoom(ClientRoom):
    name: str = NAME

    def ask(self) -> None:
        """From the form to the door."""
        self.field("Name").fill(self.name)
        self.press("Ask to join")
        self.expect_text("You have asked to join")

    def expect_in_call(self) -> None:
        expect(self.button("Leave")).to_be_visible()

    def leave(self) -> None:
        self.press("Leave")
        self.press("Leave now", self.dialog("Leave the call?"))


def guest_at(house: House, url: str, *, size: str = "desktop", name: str = NAME) -> GuestRoom:
    """A browser of its own at the form of the invitation."""
    page = house.windows.page(house.windows.open(house.language, size))
    room = GuestRoom(page, client_words(house.language), house.shots, size == "phone", name=name)
    room.page.goto(url)
    return room
