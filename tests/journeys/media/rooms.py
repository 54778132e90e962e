"""Rooms and tickets of a media server, for pages that have no product behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import requests
from livekit.api import AccessToken, VideoGrants

from tests.services.media_server import MediaServer

_numbers = count(1)


@dataclass
class Rooms:
    """Tickets are for the newest room; a restarted server has forgotten the ones before."""

    server: MediaServer
    name: str = field(default="")

    def open(self) -> None:
        self.name = f"room-{next(_numbers)}"
        url = self.server.url.replace("ws", "http", 1)
        answer = requests.post(
            f"{url}/twirp/livekit.RoomService/CreateRoom",
            json={"name": self.name},
            headers={"Authorization": f"Bearer {self._token(VideoGrants(room_create=True))}"},
            timeout=10,
        )
        answer.raise_for_status()

    def ticket(self, participant: int) -> dict[str, Any]:
        grants = VideoGrants(room_join=True, room=self.name, can_publish=True, can_subscribe=True)
        identity = f"participant-{participant}"
        return {
            "url": self.server.url,
            "token": self._token(grants, identity),
            "room": self.name,
            "identity": identity,
            "epoch": 1,
            "expires_at": "2100-01-01T00:00:00Z",
        }

    def _token(self, grants: VideoGrants, identity: str = "test") -> str:
        server = self.server
        token = AccessToken(server.key, server.secret).with_identity(identity)
        return token.with_grants(grants).to_jwt()
