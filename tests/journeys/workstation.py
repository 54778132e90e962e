"""An attendant's Workstation."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.journeys.media.sides import Side
from tests.journeys.screen import Screen

MOST_TABS = 8


@dataclass
class Workstation(Screen):
    # The client that this attendant talks to.
    other: str = "Zoe Martinez"

    @property
    def side(self) -> Side:
        return Side(self.page, self.other)

    @property
    def ringing(self) -> Locator:
        return self.dialog("Incoming call")

    @property
    def closing(self) -> Locator:
        return self.dialog("Close call")

    def go_online(self) -> None:
        self.press("Go online")
        self.expect_text("You are online")

    def queue(self) -> Locator:
        return self.page.get_by_role("region", name=self.say("Queue"), exact=True)

    def accept(self) -> None:
        expect(self.ringing).to_contain_text(self.other)
        self.press("Accept", self.ringing)
        expect(self.ringing).to_be_hidden()
        expect(self.button("End call")).to_be_visible()

    def end_call(self) -> None:
        self.press("End call")
        expect(self.closing).to_be_visible()

    def write(self, text: str) -> None:
        self.press("Chat")
        self.field("Message").fill(text)
        self.page.keyboard.press("Enter")
        self.expect_message(text)

    def expect_message(self, text: str) -> None:
        expect(self.page.get_by_role("log")).to_contain_text(text)

    def finish_by_keyboard(self, tag: str, notes: str) -> None:
        """The first outcome, a tag and notes, without a mouse."""
        keyboard = self.page.keyboard
        expect(self.closing.get_by_role("radio").first).to_be_focused()
        keyboard.press("Space")
        self._tab_to(self.field("Tags", self.closing))
        keyboard.type(tag)
        keyboard.press("Enter")
        self._tab_to(self.field("Notes", self.closing))
        keyboard.type(notes)
        keyboard.press("Control+Enter")
        expect(self.closing).to_be_hidden()

    def _tab_to(self, target: Locator) -> None:
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("(it) => it === document.activeElement"):
                return
        raise AssertionError("The keyboard does not lead there.")
