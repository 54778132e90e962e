"""The Socket.IO server of a web process."""

from __future__ import annotations

from flask import Flask
from flask_socketio import SocketIO

from app.core.config import settings
from app.realtime.emitter import CHANNEL

# A connection that is gone is known after at most 16 s; the countdown for the other side starts then.
PING_INTERVAL_SECONDS = 8
PING_TIMEOUT_SECONDS = 8
MAX_MESSAGE_BYTES = 64 * 1024

socketio = SocketIO()


def init_app(app: Flask) -> None:
    """Websocket only: several processes need no sticky sessions then."""
    socketio.init_app(
        app,
        async_mode=settings().async_mode,
        message_queue=settings().redis_url,
        channel=CHANNEL,
        transports=["websocket"],
        ping_interval=PING_INTERVAL_SECONDS,
        ping_timeout=PING_TIMEOUT_SECONDS,
        max_http_buffer_size=MAX_MESSAGE_BYTES,
        manage_session=False,
    )
