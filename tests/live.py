"""Real web processes and real websocket clients."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import socketio

from tests.browser import Browser
from tests.services import ports
from tests.services.processes import ServiceFailed, running

ROOT = Path(__file__).resolve().parents[1]
ACK_SECONDS = 10


@dataclass
class LiveServer:
    """Web processes that share one port of loopback."""

    port: int
    processes: list[subprocess.Popen[bytes]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self, number: int) -> None:
        """`kill -9`, as the kernel or a person would."""
        os.kill(self.processes[number].pid, signal.SIGKILL)
        self.processes[number].wait()


@contextmanager
def live_server(
    env: Mapping[str, str],
    log: Path,
    *,
    async_mode: str = "eventlet",
    processes: int = 1,
    port: int | None = None,
) -> Iterator[LiveServer]:
    """Serves the product with `env` until the end of the block, on `port` or any free one."""
    port = port or ports.free()
    server = LiveServer(port, [])
    with ExitStack() as started:
        for _ in range(processes):
            server.processes.append(started.enter_context(web_process(env, log, port, async_mode)))
        yield server


@contextmanager
def web_process(
    env: Mapping[str, str], log: Path, port: int, async_mode: str
) -> Iterator[subprocess.Popen[bytes]]:
    """One web process, ready when it answers; others may listen on the port beside it."""
    ready = threading.Event()
    own = dict(env) | {
        "ASYNC_MODE": async_mode,
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": str(port),
        "WEB_SHARE_PORT": "1",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }
    mark = len(_listeners(port))
    with running(
        [sys.executable, "wsgi.py"],
        name="web",
        log=log,
        env=own,
        cwd=ROOT,
        is_ready=lambda: ready.is_set() or (len(_listeners(port)) > mark and _alive(port)),
    ) as process:
        yield process


def _listeners(port: int) -> list[str]:
    """The kernel's own list: a shared port answers before the newest process does."""
    wanted = f"0100007F:{port:04X}"
    rows = Path("/proc/net/tcp").read_text().splitlines()
    return [row for row in rows if row.split()[1] == wanted and row.split()[3] == "0A"]


def _alive(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/livez", timeout=2).ok
    except requests.RequestException:
        return False


class Refused(AssertionError):
    """The server answered `ok: false`; `problem` says why."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass
class Connection:
    """A browser's websocket in one namespace. `events` are envelopes, `transients` (name, data)."""

    namespace: str
    client: socketio.Client = field(default_factory=lambda: socketio.Client(reconnection=False))
    events: list[dict[str, Any]] = field(default_factory=list)
    transients: list[tuple[str, Any]] = field(default_factory=list)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def open(
        self, server: LiveServer, browser: Browser, auth: dict[str, Any] | None = None
    ) -> None:
        """Raises socketio.exceptions.ConnectionError when the handshake is refused."""
        self.client.eio.websocket_extra_options = {"host": browser.host, "suppress_origin": True}
        self.client.on("*", self._note, namespace=self.namespace)
        self.client.on(
            "disconnect", lambda *_: self._note("closed", None), namespace=self.namespace
        )
        self.client.connect(
            server.url,
            headers={"Cookie": cookies_of(browser)},
            auth=auth or {},
            transports=["websocket"],
            namespaces=[self.namespace],
            wait_timeout=ACK_SECONDS,
        )

    @property
    def sid(self) -> str:
        return str(self.client.get_sid(self.namespace))

    def call(self, name: str, message: dict[str, Any] | None = None) -> dict[str, Any]:
        """Sends and waits for the answer; raises Refused."""
        answer = self.client.call(
            name, message or {}, namespace=self.namespace, timeout=ACK_SECONDS
        )
        if not answer["ok"]:
            raise Refused(answer["problem"])
        return answer

    def subscribe(self, room: str, seq: int | None = None) -> dict[str, Any]:
        return self.call("subscribe", {"room": room} | ({} if seq is None else {"seq": seq}))

    def wait_for(self, matches: Callable[[Connection], Any], seconds: float = 10) -> Any:
        """The first truthy value of `matches(self)`; asks again whenever something arrives."""
        with self._news:
            found = self._news.wait_for(lambda: matches(self), timeout=seconds)
        assert found, (self.events, self.transients)
        return found

    def event(self, name: str, seconds: float = 10) -> dict[str, Any]:
        """The first event of that name, now or once it arrives."""
        return self.wait_for(
            lambda c: next((e for e in c.events if e["name"] == name), None), seconds
        )

    def transient(self, name: str, seconds: float = 10) -> Any:
        found = self.wait_for(lambda c: [t for t in c.transients if t[0] == name], seconds)
        return found[0][1]

    def close(self) -> None:
        self.client.disconnect()

    def _note(self, name: str, data: Any = None, *_: Any) -> None:
        with self._news:
            if name == "event":
                self.events.append(data)
            else:
                self.transients.append((name, data))
            self._news.notify_all()


def cookies_of(browser: Browser) -> str:
    """The browser's cookies for its host, as the Cookie header of a websocket handshake."""
    stored = (browser.client._cookies or {}).values()
    return "; ".join(f"{cookie.key}={cookie.value}" for cookie in stored)


__all__ = ["Connection", "LiveServer", "Refused", "ServiceFailed", "live_server", "web_process"]
