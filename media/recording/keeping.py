"""One recording that this node has taken, from the first part to the last, in a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.core.config import settings
from app.core.logging import get_logger
from media.recording import files
from media.recording.engine import Engine, EngineFailed, Session, Status
from media.recording.ledger import BROWSER_FAILED, DISK_FULL, RECORDER_LOST, Order, Wish, ledger
from tenants.context import CompanyRef, tenant_scope

log = get_logger(__name__)
T = TypeVar("T")
TURN_SECONDS = 0.5
BEAT_SECONDS = 2.0
# What has brought nothing by then will not either.
FIRST_SLICE_SECONDS = 30.0
# A database that is away must not end a recording; its end has to be written down for this long.
NOTE_SECONDS = 15.0


class Keeping(threading.Thread):
    """`could_not_begin` says afterwards that not a byte came of it."""

    def __init__(
        self, app: Flask, engine: Engine, node: str, company: CompanyRef, order: Order
    ) -> None:
        super().__init__(name=f"recording-{order.company_id}-{order.recording_id}")
        self.app = app
        self.engine = engine
        self.node = node
        self.company = company
        self.order = order
        self.could_not_begin = False
        self._leaving = threading.Event()
        self._began = False
        self._since = time.monotonic()
        self._wish: Wish | None = None
        self._size = 0

    def leave(self) -> None:
        """Finishes the file; the recording goes on elsewhere."""
        self._leaving.set()

    def run(self) -> None:
        with self.app.app_context():
            try:
                self._record()
            except Exception:
                # The watchdog takes over what this leaves behind.
                log.exception("recording_lost", recording=self.order.recording_id)

    def _record(self) -> None:
        wish = self._noted(lambda: ledger().wish(self.order.part_id, self.node, 0))
        if wish is None:
            return
        try:
            session = self._start(wish)
        except EngineFailed as error:
            log.warning("recording_not_begun", failure=error.failure, detail=str(error))
            self.could_not_begin = True
            self._let_go(0, error.failure)
            return
        failure: str | None = RECORDER_LOST
        mine = True
        try:
            failure, mine = self._keep(session)
        finally:
            with self._beating():
                size = session.stop()
            if mine:
                self._let_go(size, failure)

    def _start(self, wish: Wish) -> Session:
        path = files.prepared(self._path())
        with self._beating():
            session = self.engine.start(self.order, self.company, wish, path)
        self._since = time.monotonic()
        return session

    @contextmanager
    def _beating(self) -> Iterator[None]:
        """Keeps the watchdog away while an engine takes its time."""
        done = threading.Event()

        def beat() -> None:
            with self.app.app_context():
                while not done.wait(BEAT_SECONDS):
                    self._beat(Status(self._size))

        beating = threading.Thread(target=beat, daemon=True)
        beating.start()
        try:
            yield
        finally:
            done.set()
            beating.join()

    def _path(self) -> str:
        return files.part_path(self.order, self.engine.suffix)

    def _keep(self, session: Session) -> tuple[str | None, bool]:
        """Until something ends it: why, and whether the part is still this node's."""
        while not self._leaving.wait(TURN_SECONDS):
            status = session.status()
            wish = self._beat(status)
            if wish is None:
                return RECORDER_LOST, False
            # Also before the end: whoever has just withdrawn is not in its last moment.
            session.follow(wish)
            if wish.stop:
                return None, True
            if failure := self._trouble(status):
                return failure, True
            if status.size >= settings().recording_part_bytes:
                self._rotate(session)
        return RECORDER_LOST, True

    def _beat(self, status: Status) -> Wish | None:
        """Tells the ledger how far it is; the last wish stays in force while the database is away."""
        self._size = status.size
        try:
            with tenant_scope(self.company):
                if status.size and not self._began:
                    self._began = ledger().began(self.order.part_id, self.node, self._path())
                self._wish = ledger().wish(self.order.part_id, self.node, status.size)
        except DBAPIError as error:
            log.warning("recording_not_noted", error=type(error).__name__)
        return self._wish

    def _trouble(self, status: Status) -> str | None:
        if status.failure:
            return status.failure
        if files.is_running_out():
            return DISK_FULL
        if not status.size and time.monotonic() > self._since + FIRST_SLICE_SECONDS:
            return BROWSER_FAILED
        return None

    def _rotate(self, session: Session) -> None:
        """The size of the part that is full now cannot change any more once the next one runs."""
        former = self.order
        following = self._noted(lambda: ledger().next_part(former.part_id, self.node))
        if following is None:
            return
        self.order, self._began, self._size = following, False, 0
        self._since = time.monotonic()
        with self._beating():
            size = session.rotate(files.prepared(self._path()))
        self._noted(lambda: ledger().finished(former.part_id, self.node, size))

    def _let_go(self, size: int, failure: str | None) -> None:
        self._noted(lambda: ledger().let_go(self.order.part_id, self.node, size, failure))

    def _noted(self, note: Callable[[], T]) -> T | None:
        """What must be written down; after NOTE_SECONDS it is left to the watchdog."""
        end = time.monotonic() + NOTE_SECONDS
        while True:
            try:
                with tenant_scope(self.company):
                    return note()
            except DBAPIError as error:
                log.warning("recording_not_noted", error=type(error).__name__)
                if time.monotonic() > end:
                    return None
                threading.Event().wait(TURN_SECONDS)
