"""The default engine: our own composite page in a headless Chromium, one browser for all recordings.

The page joins the room hidden, can publish nothing, subscribes to the people named in the wish and to
nobody else, draws and mixes them, and hands slices over that are on the disk before the next one is sent.
"""

from __future__ import annotations

import base64
import threading
import time
from pathlib import Path
from typing import Any

import requests

from app.core.config import settings
from app.core.errors import Problem
from app.core.logging import get_logger
from media.names import recorder_identity
from media.recording.cdp import COMMAND_SECONDS, BrowserGone, Chromium, Page, PageFailed
from media.recording.engine import EngineFailed, Status
from media.recording.files import remove
from media.recording.ledger import BROWSER_FAILED, NO_MEDIA_SERVER, Order, Wish
from media.recording.page_server import Assets, PageServer
from media.recording.slices import SliceFile
from media.tickets import join_ticket
from tenants.brand import brand_of
from tenants.context import CompanyRef

log = get_logger(__name__)
# A busy machine takes its time to load a page and to join.
READY_SECONDS = 30.0
REJOIN_SECONDS = 2.0
# For the tail of the file and its last slice, within what a supervisor waits.
STOP_SECONDS = 15.0
LOGO_BYTES = 2 * 1024 * 1024
PROBLEMS = (BrowserGone, PageFailed)


class BrowserEngine:
    """Begins a new browser where the old one is gone."""

    suffix = "webm"

    def __init__(self, assets: Assets) -> None:
        self.server = PageServer(assets)
        self._browser: Chromium | None = None
        self._lock = threading.Lock()

    def browser(self) -> Chromium:
        """Raises BrowserGone."""
        with self._lock:
            if self._browser is not None and not self._browser.is_alive():
                self._browser.close()
                self._browser = None
            if self._browser is None:
                config = settings()
                self._browser = Chromium(config.chromium_path, sandbox=config.chromium_sandbox)
            return self._browser

    def is_well(self) -> bool:
        try:
            return self.browser().is_alive()
        except BrowserGone as error:
            log.error("recorder_has_no_browser", error=str(error))
            return False

    def start(self, order: Order, company: CompanyRef, wish: Wish, path: Path) -> BrowserSession:
        try:
            session = BrowserSession(self.server, self.browser(), order)
        except PROBLEMS as error:
            raise EngineFailed(BROWSER_FAILED, str(error)) from error
        try:
            session.begin(company, wish, path)
        except BaseException:
            session.stop()
            raise
        return session

    def close(self) -> None:
        with self._lock:
            if self._browser is not None:
                self._browser.close()
                self._browser = None
        self.server.close()


class BrowserSession:
    def __init__(self, server: PageServer, browser: Chromium, order: Order) -> None:
        self._server = server
        self._browser = browser
        self._order = order
        self._part = order.number
        self._url, self._files = server.open_page()
        self._page = Page(browser, self._url)
        self._failure: str | None = None
        self._room: str | None = None
        self._people: dict[str, str] | None = None
        self._joined_at = 0.0

    def begin(self, company: CompanyRef, wish: Wish, path: Path) -> None:
        """Joins the room and records from now on; raises EngineFailed."""
        try:
            self._await_script()
            self._page.call("recorder.dress", look(company, self._order))
            self._join(wish)
            self._record(self._part, path)
            # From here on a page that hangs must not hold up the heartbeat for long.
            self._page.patience = COMMAND_SECONDS
        except PROBLEMS as error:
            raise EngineFailed(BROWSER_FAILED, str(error)) from error

    def _await_script(self) -> None:
        end = time.monotonic() + READY_SECONDS
        pause = threading.Event()
        while not self._has_script():
            if time.monotonic() > end:
                raise EngineFailed(BROWSER_FAILED, "The page has not loaded.")
            pause.wait(0.05)

    def _has_script(self) -> bool:
        try:
            return bool(self._page.evaluate("typeof recorder === 'object'"))
        except PageFailed:
            # The blank page before it went away in the middle of the question.
            return False

    def _join(self, wish: Wish) -> None:
        """With a fresh ticket; nobody is drawn or heard who is not in the wish."""
        if wish.room is None:
            raise EngineFailed(NO_MEDIA_SERVER, "The call has no room.")
        self._room, self._people = wish.room, dict(wish.people)
        self._joined_at = time.monotonic()
        try:
            identity = recorder_identity(self._order.recording_id, self._order.number)
            ticket = join_ticket(
                wish.room, identity, name="", publish=False, hidden=True, recorder=True
            )
            self._page.call("recorder.allow", self._people)
            self._page.call("recorder.join", ticket.url, ticket.token)
        except (PageFailed, Problem) as error:
            raise EngineFailed(NO_MEDIA_SERVER, str(error)) from error

    def _record(self, part: int, path: Path) -> None:
        self._files[part] = SliceFile(path)
        self._page.call("recorder.record", part)

    def follow(self, wish: Wish) -> None:
        if self._failure is not None:
            return
        try:
            if self._people != wish.people:
                self._page.call("recorder.allow", dict(wish.people))
                self._people = dict(wish.people)
            self._stay_in(wish)
        except PROBLEMS as error:
            self._fail(error)

    def _stay_in(self, wish: Wish) -> None:
        """The picture says 'Reconnecting' meanwhile, and the file goes on."""
        lost = wish.room != self._room or not self._page.evaluate("recorder.isJoined()")
        if not lost or wish.room is None or time.monotonic() < self._joined_at + REJOIN_SECONDS:
            return
        try:
            self._join(wish)
        except EngineFailed as error:
            log.warning("recorder_cannot_join", room=wish.room, error=str(error))

    def status(self) -> Status:
        file = self._files.get(self._part)
        if self._failure is None and not self._browser.is_alive():
            self._failure = BROWSER_FAILED
        failure = self._failure or (file.failure if file else None)
        return Status(file.size if file else 0, failure)

    def rotate(self, path: Path) -> int:
        """The next part begins before the former one ends, so that both hold the moment between."""
        former, self._part = self._part, self._part + 1
        try:
            self._record(self._part, path)
            self._page.call("recorder.finish", former)
        except PROBLEMS as error:
            self._fail(error)
        return self._closed(former)

    def stop(self) -> int:
        self._page.patience = STOP_SECONDS
        try:
            if self._browser.is_alive():
                self._page.call("recorder.leave")
                self._page.close()
        except PROBLEMS as error:
            self._fail(error)
        self._server.close_page(self._url)
        return self._closed(self._part)

    def _closed(self, part: int) -> int:
        file = self._files.pop(part, None)
        if file is None:
            return 0
        file.close()
        if file.size == 0:
            remove(file.path)
        return file.size

    def _fail(self, error: Exception) -> None:
        log.error("recorder_page_failed", error=str(error), recording=self._order.recording_id)
        self._failure = self._failure or BROWSER_FAILED


def look(company: CompanyRef, order: Order) -> dict[str, Any]:
    """What the page has to know of the company to draw in its colours."""
    brand = brand_of(company)
    return {
        "name": brand.name,
        "logo": logo(company, brand.logo_picture_url or brand.logo_url),
        "primary": brand.primary,
        "font": brand.font,
        "protocol": order.protocol,
        "language": order.language,
        "timeZone": company.time_zone,
    }


def logo(company: CompanyRef, url: str | None) -> str | None:
    """The logo as a data URL; None where there is none of our own, or it cannot be had at once.

    Only an address on the company's own host is asked: any other one is the company's to choose.
    """
    if not url or not url.startswith("/"):
        return None
    try:
        answer = requests.get(
            f"{settings().public_scheme}://{company.host}{url}", timeout=2, allow_redirects=False
        )
    except requests.RequestException:
        return None
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if not answer.ok or not kind.startswith("image/") or len(answer.content) > LOGO_BYTES:
        return None
    return f"data:{kind};base64,{base64.b64encode(answer.content).decode()}"
