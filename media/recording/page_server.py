"""The composite page for this process's own Chromium, and the way by which its slices come back.

A server of our own on loopback, and not the web process: nothing of the recorder can be reached from
outside, no token for it exists, and a recording goes on while web processes restart. Each page has a secret
path.
"""

from __future__ import annotations

import html
import mimetypes
import re
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from app.core.ids import new_token
from media.recording.slices import SliceFile, SliceMissing

ASSETS = "/assets/"
LONGEST_SLICE = 32 * 1024 * 1024
_SLICE = re.compile(r"/([\w-]+)/parts/(\d+)/slices/(\d+)")
# Media servers are named by settings, not known here: the page speaks to nobody else by its own code.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; media-src blob: mediastream:; "
    "font-src 'self'; connect-src 'self' ws: wss: http: https:; worker-src 'self' blob:; base-uri 'none'"
)


@dataclass(frozen=True)
class Assets:
    """The built files in `folder`: addresses of the page's script and styles."""

    folder: Path
    script: str
    styles: tuple[str, ...]


class PageServer:
    """Serves until `close`; `open_page` gives a page's address, under which its parts are taken in."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self._pages: dict[str, dict[int, SliceFile]] = {}
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, name="page-server", daemon=True).start()

    def open_page(self) -> tuple[str, dict[int, SliceFile]]:
        """Its URL, and the files by part number that it may write to: the caller adds them."""
        secret, files = new_token(), dict[int, SliceFile]()
        self._pages[secret] = files
        return f"http://127.0.0.1:{self._server.server_port}/{secret}/", files

    def close_page(self, url: str) -> None:
        self._pages.pop(url.rstrip("/").rpartition("/")[2], None)

    def file_of(self, secret: str, part: int) -> SliceFile | None:
        return self._pages.get(secret, {}).get(part)

    def document(self, path: str) -> tuple[str, bytes] | None:
        """Type and content of a page or of a built file."""
        if path.startswith(ASSETS):
            return self._asset(path.removeprefix(ASSETS))
        if path.strip("/") in self._pages:
            return "text/html; charset=utf-8", self._page().encode()
        return None

    def _asset(self, name: str) -> tuple[str, bytes] | None:
        file = (self.assets.folder / name).resolve()
        if not file.is_relative_to(self.assets.folder.resolve()) or not file.is_file():
            return None
        return mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()

    def _page(self) -> str:
        styles = "".join(
            f'<link rel="stylesheet" href="{html.escape(address)}">'
            for address in self.assets.styles
        )
        script = html.escape(self.assets.script)
        return (
            f'<!doctype html><meta charset="utf-8"><title>Recorder</title>{styles}'
            f'<script type="module" src="{script}"></script><body>'
        )

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: PageServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        found = self.server.pages.document(self.path.partition("?")[0])
        if found is None:
            self._answer(HTTPStatus.NOT_FOUND)
        else:
            self._answer(HTTPStatus.OK, *found)

    def do_POST(self) -> None:
        """A slice; it is answered once it is on the disk."""
        match = _SLICE.fullmatch(self.path)
        size = int(self.headers.get("Content-Length", 0))
        file = self.server.pages.file_of(match[1], int(match[2])) if match else None
        if match is None or file is None or size > LONGEST_SLICE:
            self.close_connection = True
            self._answer(HTTPStatus.NOT_FOUND)
        else:
            self._take(file, int(match[3]), self.rfile.read(size))

    def _take(self, file: SliceFile, number: int, content: bytes) -> None:
        try:
            file.append(number, content)
        except SliceMissing:
            self._answer(HTTPStatus.CONFLICT)
        except (OSError, ValueError):
            self._answer(HTTPStatus.INSUFFICIENT_STORAGE)
        else:
            self._answer(HTTPStatus.NO_CONTENT)

    def _answer(self, status: HTTPStatus, kind: str = "", content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if kind:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """The paths are secret."""
