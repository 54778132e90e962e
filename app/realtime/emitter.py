"""The way from any process, web or worker, to every connected browser: Socket.IO's Redis channel."""

from __future__ import annotations

from functools import cache
from typing import Any

import socketio

from app.core.config import settings
from app.core.redis import impatient

CHANNEL = "voki-socketio"


class _Publisher(socketio.RedisManager):
    """Tells the web processes only: it has no server, so no connection of its own to close."""

    def _handle_disconnect(self, message: dict[str, Any]) -> None:
        return None


@cache
def _manager() -> _Publisher:
    return _Publisher(
        settings().redis_url, channel=CHANNEL, write_only=True, redis_options=impatient()
    )


def emit(name: str, data: dict[str, Any], *, room: str, namespace: str) -> None:
    """To every connection in the wire room, or to one connection by its sid."""
    _manager().emit(name, data, room=room, namespace=namespace)


def disconnect(sid: str, namespace: str) -> None:
    """Closes one connection, whichever process holds it."""
    _manager().disconnect(sid, namespace=namespace)
