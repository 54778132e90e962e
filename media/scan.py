"""The virus scanner hook: clamd's INSTREAM command, where a scanner is configured."""

from __future__ import annotations

import socket
import struct

from app.core.config import settings
from app.core.errors import Invalid, Unavailable

CHUNK_BYTES = 64 * 1024
TIMEOUT_SECONDS = 15


def scan(content: bytes) -> None:
    """Raises Invalid for an infected file, Unavailable when the configured scanner does not answer.

    Without ATTACHMENT_SCAN_ADDRESS (`host:port`) nothing is scanned.
    """
    address = settings().attachment_scan_address
    if not address:
        return
    try:
        verdict = _ask(address, content)
    except OSError as error:
        raise Unavailable("The file could not be checked. Try again in a moment.") from error
    if not verdict.endswith("OK"):
        raise Invalid({"file": ["This file was refused by the virus scanner."]})


def _ask(address: str, content: bytes) -> str:
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK_BYTES):
            chunk = content[start : start + CHUNK_BYTES]
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        return connection.recv(4096).decode().strip("\0\n ")
