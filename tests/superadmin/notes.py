"""What the page of a company says of what staff did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser import Browser

WHY = {"reason": "Asked for by their owner"}
Made = Callable[..., int]


def page(admin: Browser, company_id: int) -> dict[str, Any]:
    answer = admin.get(f"/companies/{company_id}")
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def done(admin: Browser, company_id: int) -> list[tuple[str, str]]:
    """What staff did, the latest first, each with its reason."""
    return [
        (change["action"], change["details"].get("reason"))
        for change in page(admin, company_id)["changes"]
    ]
