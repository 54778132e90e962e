"""DNS records of the outside world, as a company would publish them at its provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import requests

from tests.services.outside_world import OutsideWorld

TARGET = "custom.localhost"


def new_domain(ending: str = "com") -> str:
    """The server is shared by all tests, so each has names of its own."""
    return f"d{uuid4().hex[:12]}.{ending}"


@dataclass
class Records:
    """`records.set("TXT", name, value)` replaces, without values it removes."""

    world: OutsideWorld

    def set(self, kind: str, name: str, *values: str) -> None:
        body = {"name": name, "kind": kind, "values": values}
        answer = requests.put(f"{self.world.url}/dns/records", json=body, timeout=5)
        assert answer.ok, answer.text

    def prove(self, domain: dict[str, Any]) -> None:
        """Everything that the page asks for."""
        self.set("TXT", domain["challenge_name"], domain["challenge"])
        self.set("CNAME", domain["host"], TARGET)

    def withdraw(self, domain: dict[str, Any]) -> None:
        self.set("TXT", domain["challenge_name"])
        self.set("CNAME", domain["host"])
