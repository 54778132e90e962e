"""Two pages of one Chromium with fake cameras, joined by the front end's loopback page."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.media.sides import Side

WEB = Path(__file__).parents[3] / "app" / "web"
CONFIG = "src/shared/call/loopback/vite.config.ts"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads the access log of a test."""


@pytest.fixture(scope="session")
def loopback_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the freshly built loopback page on a port of its own."""
    built = tmp_path_factory.mktemp("loopback")
    vite = WEB / "node_modules" / ".bin" / "vite"
    command = [str(word) for word in (vite, "build", "--config", CONFIG, "--outDir", built)]
    subprocess.run([*command, "--logLevel", "error"], cwd=WEB, check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(chromium: Browser, loopback_url: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.grant_permissions(["camera", "microphone"], origin=loopback_url)
    context.set_default_timeout(20_000)
    context.add_init_script(_REMEMBER_CONNECTIONS)
    yield context
    context.close()


# Lets a test reach what the engine keeps to itself.
_REMEMBER_CONNECTIONS = """
window.openConnections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(config) {
    super(config);
    openConnections.push(this);
  }
};
"""


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Errors of the pages; a test that leaves one has failed."""
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def sides(context: BrowserContext, loopback_url: str, complaints: list[str]) -> tuple[Side, Side]:
    """The client's and the attendant's page, both in the call."""

    def open_page(me: int) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{loopback_url}?me={me}")
        return page

    client, attendant = open_page(1), open_page(2)
    return Side(client, other="Ana Prado"), Side(attendant, other="Bia Nogueira")


@pytest.fixture
def client_check(context: BrowserContext, loopback_url: str) -> Page:
    """The device check on a phone."""
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{loopback_url}?view=check")
    return page
