"""The ceiling of `queue_to_ring`: Flask-SocketIO with its Redis queue and nothing else.

`python -m benchmarks.bare_sockets PORT CHANNEL`: a connection is in the room that its handshake names.
"""

from __future__ import annotations

import sys

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402  (after the patch)

from eventlet import wsgi  # noqa: E402
from flask import Flask  # noqa: E402
from flask_socketio import SocketIO, join_room  # noqa: E402

NAMESPACE = "/people"


def application(channel: str) -> Flask:
    app = Flask(__name__)
    sockets = SocketIO(
        app,
        async_mode="eventlet",
        message_queue=os.environ["REDIS_URL"],
        channel=channel,
        transports=["websocket"],
    )

    @sockets.on("connect", namespace=NAMESPACE)
    def connect(auth: dict[str, str]) -> None:
        join_room(auth["room"])

    return app


def main(port: int, channel: str) -> None:
    listening = eventlet.listen(("127.0.0.1", port), backlog=2048)
    wsgi.server(listening, application(channel), max_size=20_000, log_output=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
