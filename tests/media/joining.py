"""Real participants in rooms of the media server, from a test's point of view."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.live import ROOT
from tests.services.processes import bound

SECONDS = 60


@dataclass
class Joiners:
    """Pages in a Chromium; each is known by the name that the test gives it."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def join(self, name: str, ticket: Any) -> bool:
        """Whether the ticket (a `Ticket`, or the API's answer) opened its room."""
        url, token = (
            (ticket["url"], ticket["token"])
            if isinstance(ticket, dict)
            else (ticket.url, ticket.token)
        )
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name} {url} {token}\n")
        self.process.stdin.flush()
        return self.wait_for(f"{name} connected", f"{name} failed").endswith("connected")

    def wait_for(self, *lines: str) -> str:
        """The first of these lines that is said, now or later."""
        with self._news:
            found = self._news.wait_for(
                lambda: next((line for line in lines if line in self.said), None), SECONDS
            )
        assert found, (lines, self.said)
        return found

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.said.append(line.strip())
                self._news.notify_all()


@contextmanager
def joiners() -> Iterator[Joiners]:
    process = subprocess.Popen(
        bound([sys.executable, "-m", "tests.media.joiner"]),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    pages = Joiners(process)
    listener = threading.Thread(target=pages.listen)
    listener.start()
    try:
        pages.wait_for("ready")
        yield pages
    finally:
        _finish(process)
        listener.join()


def _finish(process: subprocess.Popen[str]) -> None:
    """The end of its input is the end of its work; Chromium goes with it."""
    assert process.stdin is not None
    with suppress(BrokenPipeError):
        process.stdin.close()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
