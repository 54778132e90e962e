"""`python -m tests.services.webhook_relay PORT FOLDER`: one media server tells many installations.

Hands each webhook on to whom the files of the folder name: a line with the address, one with the host.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import requests

PATH = "/api/v1/media/webhooks"
PASSED_ON = ("Authorization", "Content-Type")


class Relay(BaseHTTPRequestHandler):
    folder: Path

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        for target in self.folder.glob("*"):
            # Whoever has ended meanwhile, or is not there yet, is told nothing.
            with suppress(OSError, requests.RequestException):
                url, host = target.read_text().splitlines()
                requests.post(url + PATH, data=body, headers=headers | {"Host": host}, timeout=5)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the product logs what it is told."""


@contextmanager
def told(folder: Path, url: str, host: str) -> Iterator[None]:
    """The installation at `url`, known to itself as `host`, hears of everything inside the block."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / uuid4().hex
    whole = target.with_suffix(".new")
    whole.write_text(f"{url}\n{host}\n")
    whole.rename(target)
    try:
        yield
    finally:
        target.unlink()


def main(port: int, folder: str) -> None:
    Relay.folder = Path(folder)
    ThreadingHTTPServer(("127.0.0.1", port), Relay).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
