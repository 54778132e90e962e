"""The end client's page: form, device check, waiting room, call, rating."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.journeys.media.sides import Side
from tests.journeys.screen import Screen


@dataclass
class ClientRoom(Screen):
    name: str = "Zoe Martinez"
    phone: str = "+1 202 555 0143"
    # The attendant that this client talks to.
    other: str = "Ana Prado"

    @property
    def side(self) -> Side:
        return Side(self.page, self.other)

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@client.example"

    def fill_in(self) -> None:
        self.field("Name").fill(self.name)
        self.field("Email").fill(self.email)
        self.field("Phone").fill(self.phone)

    def check_in(self) -> None:
        """From the form to the device check."""
        self.fill_in()
        self.press("Continue")
        expect(self.button("Join the queue")).to_be_visible()

    def join(self) -> None:
        """From the form into the queue."""
        self.check_in()
        self.press("Join the queue")
        self.expect_text("Your place in the queue")

    @property
    def place(self) -> Locator:
        return self.page.get_by_role("status").filter(has_text=self.say("Your place in the queue"))

    def write(self, text: str) -> None:
        """Opens the chat, says something and closes it again."""
        chat = self._chat()
        self.field("Message", chat).fill(text)
        self.page.keyboard.press("Enter")
        expect(chat.get_by_role("log")).to_contain_text(text)
        self.page.keyboard.press("Escape")
        expect(chat).to_be_hidden()

    def expect_message(self, text: str) -> None:
        chat = self._chat()
        expect(chat.get_by_role("log")).to_contain_text(text)
        self.page.keyboard.press("Escape")
        expect(chat).to_be_hidden()

    def _chat(self) -> Locator:
        self.press("Chat")
        chat = self.dialog("Messages")
        expect(chat).to_be_visible()
        return chat

    def rate(self, satisfaction: int, recommendation: int, comment: str) -> None:
        for group, value in (
            ("Satisfaction", satisfaction),
            ("Recommendation", recommendation),
        ):
            scale = self.page.get_by_role("radiogroup", name=self.say(group), exact=True)
            self.push(scale.get_by_role("radio", name=str(value), exact=True))
        self.field("Comment").fill(comment)
        self.press("Send rating")
