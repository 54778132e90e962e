"""A virus scanner that speaks clamd's INSTREAM and gives the verdict it is told."""

from __future__ import annotations

import socketserver
import struct
import threading
from typing import Any


class FakeClamd:
    """Listens on a free loopback port; `received` are the streams it was sent."""

    def __init__(self) -> None:
        self.verdict = "stream: OK"
        self.received: list[bytes] = []
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> Any:
        fake = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                command = self.rfile.read(len(b"zINSTREAM\0"))
                if command != b"zINSTREAM\0":
                    self.wfile.write(b"UNKNOWN COMMAND\0")
                    return
                fake.received.append(self._stream())
                self.wfile.write(fake.verdict.encode() + b"\0")

            def _stream(self) -> bytes:
                content = b""
                while size := struct.unpack("!L", self.rfile.read(4))[0]:
                    content += self.rfile.read(size)
                return content

        return Handler
