"""Two pages of one Chromium with fake cameras, joined by the front end's loopback page."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.media.rooms import Rooms
from tests.journeys.media.sides import Side
from tests.journeys.media.watch import REMEMBER_CONNECTIONS
from tests.journeys.windows import SMALL_PICTURES
from tests.services.fresh import run_folder
from tests.services.media_server import OwnServer

OpenPage = Callable[..., Page]
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
    context.add_init_script(SMALL_PICTURES)
    context.add_init_script(REMEMBER_CONNECTIONS)
    yield context
    context.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Errors of the pages; a test that leaves one has failed."""
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def open_page(context: BrowserContext, loopback_url: str, complaints: list[str]) -> OpenPage:
    """`open_page(me, of=…, mode=…)`: one participant's page of a call."""

    def opened(me: int, **query: object) -> Page:
        page = new_window(context)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        more = "".join(f"&{name}={value}" for name, value in query.items())
        page.goto(f"{loopback_url}?me={me}{more}")
        return page

    return opened


def new_window(context: BrowserContext) -> Page:
    """A page of its own window: of the tabs of one window only the newest draws its pictures."""
    if not context.pages:
        return context.new_page()
    with context.expect_page() as opened:
        context.pages[0].evaluate(
            "() => void window.open('about:blank', '_blank', 'popup,noopener')"
        )
    return opened.value


@pytest.fixture
def sides(open_page: OpenPage) -> tuple[Side, Side]:
    """The client's and the attendant's page, both in the call."""
    client, attendant = open_page(1), open_page(2)
    return Side(client, other="Ana Prado"), Side(attendant, other="Bia Nogueira")


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    """A media server that tests of this module may kill and start."""
    with run_folder() as home:
        server = OwnServer(home / "media")
        server.start()
        yield server
        server.close()


@pytest.fixture
def rooms(context: BrowserContext, own_server: OwnServer) -> Rooms:
    """The pages get their tickets from here."""
    rooms = Rooms(own_server.server)
    context.expose_function("ticketOf", rooms.ticket)
    return rooms


@pytest.fixture
def client_check(context: BrowserContext, loopback_url: str) -> Page:
    """The device check on a phone."""
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{loopback_url}?view=check")
    return page
