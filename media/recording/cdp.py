"""One headless Chromium, driven through its debugging pipe.

A pipe and not a port: nobody else on the machine can reach it, and Chromium ends when this process does,
however that happens. The few commands that are needed do not earn a library with a second runtime.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any

from app.core.logging import get_logger

log = get_logger(__name__)
COMMAND_SECONDS = 10.0
# Until the first answer, on a machine that has much else to do.
START_SECONDS = 60.0
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-features=WebRtcHideLocalIpsWithMdns,Translate,MediaRouter",
    # A recording page is never in front, and must draw and mix all the same.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--remote-debugging-pipe",
)


class BrowserGone(RuntimeError):
    """Chromium ended or does not answer."""


class PageFailed(RuntimeError):
    """The page's script threw; the text is its own."""


class Chromium:
    """Raises BrowserGone when the program does not start."""

    def __init__(self, program: str, *, sandbox: bool) -> None:
        self.profile = tempfile.mkdtemp(prefix="voki-recorder-")
        flags = [*FLAGS, f"--user-data-dir={self.profile}", *([] if sandbox else ["--no-sandbox"])]
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        for ours in (self._out, self._in):
            os.set_inheritable(ours, False)
        self.pid = self._spawn(program, flags, to_browser, from_browser)
        os.close(to_browser)
        os.close(from_browser)
        self._lock = threading.Lock()
        self._number = 0
        self._waiting: dict[int, Future[dict[str, Any]]] = {}
        self._gone = threading.Event()
        threading.Thread(target=self._read, name="chromium", daemon=True).start()
        self._await_answer()

    def _await_answer(self) -> None:
        try:
            self.send("Browser.getVersion", seconds=START_SECONDS)
        except BrowserGone:
            self.close()
            raise

    def _spawn(self, program: str, flags: list[str], reading: int, writing: int) -> int:
        # The browser reads commands from descriptor 3 and answers on 4.
        # Copies far above keep the two moves from overwriting each other's source.
        high = [os.dup(reading), os.dup(writing)]
        try:
            return os.posix_spawnp(
                program,
                [program, *flags, "about:blank"],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                    (os.POSIX_SPAWN_DUP2, high[0], 3),
                    (os.POSIX_SPAWN_DUP2, high[1], 4),
                ],
                setpgroup=0,
            )
        except OSError as error:
            raise BrowserGone(f"{program} does not start: {error.strerror}.") from error
        finally:
            for descriptor in high:
                os.close(descriptor)

    def is_alive(self) -> bool:
        return not self._gone.is_set()

    def send(
        self,
        method: str,
        session: str | None = None,
        *,
        seconds: float = COMMAND_SECONDS,
        **params: Any,
    ) -> dict[str, Any]:
        """The answer of a command; raises BrowserGone, or PageFailed with the browser's words."""
        answer: Future[dict[str, Any]] = Future()
        with self._lock:
            self._number += 1
            number = self._number
            self._waiting[number] = answer
            message = {"id": number, "method": method, "params": params}
            self._write(message | ({"sessionId": session} if session else {}))
        try:
            found = answer.result(seconds)
        except FutureTimeout as error:
            raise BrowserGone(f"Chromium did not answer {method}.") from error
        finally:
            self._waiting.pop(number, None)
        if "error" in found:
            raise PageFailed(str(found["error"].get("message")))
        return dict(found["result"])

    def _write(self, message: dict[str, Any]) -> None:
        rest = memoryview(json.dumps(message).encode() + b"\0")
        try:
            while rest:
                rest = rest[os.write(self._out, rest) :]
        except OSError as error:
            raise BrowserGone("Chromium has ended.") from error

    def _read(self) -> None:
        held = b""
        while content := self._receive():
            *messages, held = (held + content).split(b"\0")
            for message in messages:
                self._take(json.loads(message))
        os.close(self._in)
        self._gone.set()
        for answer in list(self._waiting.values()):
            if not answer.done():
                answer.set_exception(BrowserGone("Chromium has ended."))

    def _receive(self) -> bytes:
        try:
            return os.read(self._in, 1 << 16)
        except OSError:
            return b""

    def _take(self, message: dict[str, Any]) -> None:
        answer = self._waiting.get(message.get("id", -1))
        if answer is not None and not answer.done():
            answer.set_result(message)

    def close(self) -> None:
        """Ends the browser and everything that it has started."""
        self._gone.set()
        try:
            os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            log.info("chromium_was_gone")
        os.close(self._out)
        shutil.rmtree(self.profile, ignore_errors=True)


class Page:
    """A page in a context of its own, so that nothing is shared between recordings."""

    def __init__(self, browser: Chromium, url: str) -> None:
        self.browser = browser
        # Seconds for an answer; who is in a hurry lowers it.
        self.patience = START_SECONDS
        self.context = browser.send("Target.createBrowserContext")["browserContextId"]
        target = browser.send(
            "Target.createTarget", url="about:blank", browserContextId=self.context
        )
        attached = browser.send("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self.session = str(attached["sessionId"])
        browser.send("Page.navigate", self.session, url=url)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, awaited; raises PageFailed or BrowserGone."""
        answer = self.browser.send(
            "Runtime.evaluate",
            self.session,
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
            seconds=self.patience,
        )
        if problem := answer.get("exceptionDetails"):
            raise PageFailed(str(problem.get("exception", {}).get("description", problem["text"])))
        return answer["result"].get("value")

    def call(self, function: str, *arguments: Any) -> Any:
        """`function(*arguments)` in the page."""
        return self.evaluate(f"{function}({', '.join(json.dumps(each) for each in arguments)})")

    def close(self) -> None:
        self.browser.send("Target.disposeBrowserContext", browserContextId=self.context)
