"""A proxy in front of the object store that does to requests what networks and stores do at their worst."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

# error: 503 without asking the store. reset: the connection ends in the middle. lost: the store does it,
# and its answer never comes. truncated: the store gets half of the body. stalled: nothing comes at all.
FAULTS = ("error", "reset", "lost", "truncated", "stalled")
_HOP = {"connection", "transfer-encoding", "keep-alive"}


class FaultyProxy(ThreadingHTTPServer):
    """`faults` are taken one a request of `methods`; `asked` lists what came, as (method, path)."""

    daemon_threads = True

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = urlsplit(target)
        self.methods = {"PUT", "POST"}
        self.faults: list[str] = []
        self.asked: list[tuple[str, str]] = []
        self.let_go = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def next_fault(self, method: str) -> str | None:
        return self.faults.pop(0) if method in self.methods and self.faults else None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken connections are what this is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultyProxy

    def _serve(self) -> None:
        self.server.asked.append((self.command, self.path))
        fault = self.server.next_fault(self.command)
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        size = int(self.headers.get("Content-Length", 0))
        if fault == "reset":
            self.rfile.read(size // 2)
            self.close_connection = True
            self.connection.close()
            return
        body = self.rfile.read(size)
        if fault == "error":
            self._send(503, [], b"<Error><Code>SlowDown</Code></Error>")
        elif fault == "stalled":
            self.server.let_go.wait(60)
            self.close_connection = True
        elif fault == "truncated":
            self._forward_half(body)
        else:
            self._forward(body, is_lost=fault == "lost")

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _serve

    def _headers(self) -> dict[str, str]:
        return {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in _HOP | {"expect"}
        }

    def _forward(self, body: bytes, *, is_lost: bool) -> None:
        target = self.server.target
        connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=60)
        connection.request(self.command, self.path, body, self._headers())
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if is_lost:
            self.close_connection = True
            self.connection.close()
            return
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOP]
        self._send(answer.status, headers, content)

    def _forward_half(self, body: bytes) -> None:
        """The sender is told that all is well; the store keeps whatever it makes of it."""
        target = self.server.target
        connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=60)
        headers = self._headers() | {"Content-Length": str(len(body) // 2)}
        connection.request(self.command, self.path, body[: len(body) // 2], headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self._send(answer.status, [], content)

    def _send(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() != "content-length" or self.command == "HEAD":
                self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """`asked` is the log."""


@contextmanager
def faulty_proxy(target: str) -> Iterator[FaultyProxy]:
    proxy = FaultyProxy(target)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.let_go.set()
        proxy.shutdown()
        proxy.server_close()
