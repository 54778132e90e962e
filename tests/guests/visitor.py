"""A guest's browser, through the API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.browser import Browser


@dataclass
class Visitor:
    """A browser at an invitation; it asks to join with `ask`."""

    browser: Browser
    token: str
    view: dict[str, Any] = field(default_factory=dict)

    def send(self, method: str, path: str = "", **options: Any) -> Any:
        response = self.browser.send(method, f"/guests/{self.token}{path}", **options)
        if response.status_code == 200 and "csrf_token" in response.json:
            self.view = response.json
            self.browser.csrf_token = self.view["csrf_token"]
        return response

    def ask(self, name: str = "Gil") -> Any:
        return self.send("POST", json={"name": name, "language": "en"})

    def look(self) -> dict[str, Any]:
        assert self.send("GET").status_code == 200
        return self.view

    def leave(self) -> Any:
        return self.send("POST", "/leave")

    @property
    def stage(self) -> str:
        return self.look()["stage"]
