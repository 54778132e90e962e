"""A call that goes on, with a door for guests."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from flask import Flask

from tests.browser import Browser
from tests.floor import Caller, Desk, Floor
from tests.guests.visitor import Visitor

_addresses = count(1)


@dataclass
class Hall:
    """A call that Ana leads with the client Zoe, and its door."""

    app: Flask
    floor: Floor
    ana: Desk
    zoe: Caller
    call_id: int

    def invite(self, **body: Any) -> dict[str, Any]:
        answer = self.ana.browser.post(
            f"/calls/{self.call_id}/invitations", {"channel": "link"} | body
        )
        assert answer.status_code == 201, answer.json
        return answer.json

    def visitor(self, token: str | None = None) -> Visitor:
        token = token or self.invite()["url"].rpartition("/")[2]
        number = next(_addresses)
        address = f"127.8.{number // 250}.{number % 250 + 1}"
        return Visitor(Browser(self.app, self.floor.company.host, address=address), token)

    def asking(self, name: str = "Gil", token: str | None = None) -> Visitor:
        visitor = self.visitor(token)
        answer = visitor.ask(name)
        assert answer.status_code == 200, answer.json
        return visitor

    def admitted(self, name: str = "Gil") -> Visitor:
        visitor = self.asking(name)
        answer = self.at_door("admit", name)
        assert answer.status_code == 200, answer.json
        return visitor

    def at_door(self, action: str, name: str = "Gil") -> Any:
        """Ana admits or refuses whoever asks under this name."""
        asking = {each["name"]: each["guest_id"] for each in self.call()["asking"]}
        return self.ana.browser.post(f"/calls/{self.call_id}/guests/{asking[name]}/{action}")

    def at_seat(self, action: str, name: str = "Gil") -> Any:
        """Ana mutes or removes whoever is seated under this name."""
        seats = {seat["name"]: seat["id"] for seat in self.call()["participants"]}
        return self.ana.browser.post(f"/calls/{self.call_id}/participants/{seats[name]}/{action}")

    def lock(self, locked: bool) -> Any:
        return self.ana.browser.put(f"/calls/{self.call_id}/lock", {"locked": locked})

    def call(self) -> dict[str, Any]:
        return self.ana.browser.get(f"/calls/{self.call_id}").json

    def history(self) -> list[str]:
        return [event["kind"] for event in self.call()["events"]]
