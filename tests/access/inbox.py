"""What arrived in the outside world for one address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import requests

from tests.services.outside_world import OutsideWorld

Inbox = Callable[[str], list[dict[str, Any]]]


def new_address() -> str:
    """The inbox is shared by all tests, so each has an address of its own."""
    return f"{uuid4().hex[:12]}@mail.example"


def inbox_of(world: OutsideWorld) -> Inbox:
    """`inbox(address)` → its messages, newest first."""

    def read(address: str) -> list[dict[str, Any]]:
        answer = requests.get(f"{world.url}/messages", params={"to": address}, timeout=5)
        return answer.json()["items"]

    return read
