"""Reports as the media server sends them: signed JSON, posted to the platform's host."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt

from tests.browser import Browser
from tests.services.media_server import MediaServer

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PATH = "/media/webhooks"


@dataclass(frozen=True)
class Report:
    """`second` counts from noon. Who is reported about has one stay a `sid`."""

    event: str
    room: str
    second: int = 0
    identity: str = ""
    sid: str = ""
    id: str = field(default_factory=lambda: f"EV_{uuid4().hex[:12]}")

    @property
    def body(self) -> bytes:
        said: dict[str, Any] = {
            "event": self.event,
            "id": self.id,
            "createdAt": str(int((NOON + timedelta(seconds=self.second)).timestamp())),
            "room": {"sid": "RM_1", "name": self.room},
            # The server says more than we know of.
            "somethingNew": {"of": "a later version"},
        }
        if self.identity:
            said["participant"] = {"sid": self.sid, "identity": self.identity, "state": "ACTIVE"}
        return json.dumps(said).encode()


def signature(
    server: MediaServer, body: bytes, *, age: timedelta = timedelta(), **changes: Any
) -> str:
    """The bare JWT of the Authorization header."""
    now = datetime.now(UTC) - age
    claims = {
        "iss": server.key,
        "nbf": now,
        "exp": now + timedelta(minutes=5),
        "sha256": base64.b64encode(hashlib.sha256(body).digest()).decode(),
    }
    kept = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(kept, server.secret, algorithm="HS256")


def post(browser: Browser, server: MediaServer, report: Report) -> int:
    return deliver(browser, report.body, signature(server, report.body))


def deliver(browser: Browser, body: bytes, authorization: str) -> int:
    headers = {"Authorization": authorization}
    answer = browser.send(
        "POST", PATH, data=body, headers=headers, content_type="application/webhook+json"
    )
    return int(answer.status_code)
