"""Listening: the same port from several processes, and never over somebody else's."""

from __future__ import annotations

import os
import signal
import socket
import sys
from typing import Any

from flask import Flask

from app.core.config import Settings

MAX_GREEN_THREADS = 20_000
BACKLOG = 2_048


def serve(app: Flask, chosen: Settings) -> None:
    """Serves until SIGTERM or SIGINT. Exits with a sentence when the port is somebody else's."""
    _refuse_taken_port(chosen.web_host, chosen.web_port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    listener = _SERVERS[chosen.async_mode]
    listener(app, (chosen.web_host, chosen.web_port))


def _refuse_taken_port(host: str, port: int) -> None:
    """SO_REUSEPORT would silently share the traffic with a stale server of another user or deployment.

    WEB_SHARE_PORT says that the other listener is a process of this deployment.
    """
    if os.environ.get("WEB_SHARE_PORT") == "1":
        return
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            sys.exit(f"Port {port} on {host} is served already; stop that process or set WEB_PORT.")


def _serve_eventlet(app: Flask, address: tuple[str, int]) -> None:
    import eventlet
    from eventlet import wsgi

    listening = eventlet.listen(address, backlog=BACKLOG, reuse_port=True)
    wsgi.server(
        listening,
        app,
        max_size=MAX_GREEN_THREADS,
        log_output=False,
        keepalive=75,
        capitalize_response_headers=False,
    )


def _serve_gevent(app: Flask, address: tuple[str, int]) -> None:
    from gevent import pywsgi
    from geventwebsocket.handler import WebSocketHandler

    pywsgi.WSGIServer(
        _reusable(address), app, handler_class=WebSocketHandler, log=None, spawn=MAX_GREEN_THREADS
    ).serve_forever()


def _serve_threads(app: Flask, address: tuple[str, int]) -> None:
    from app.realtime.server import socketio

    host, port = address
    socketio.run(app, host=host, port=port, allow_unsafe_werkzeug=True)


def _reusable(address: tuple[str, int]) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind(address)
    listening.listen(BACKLOG)
    listening.setblocking(False)
    return listening


_SERVERS: dict[str, Any] = {
    "eventlet": _serve_eventlet,
    "gevent": _serve_gevent,
    "threading": _serve_threads,
}
