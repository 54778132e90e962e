"""A recorder: takes recordings that wait, up to its capacity, and keeps each in a thread of its own."""

from __future__ import annotations

import os
import socket
import threading
import time

from flask import Flask
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError

from app.core.config import settings
from app.core.ids import readable_code
from app.core.logging import get_logger
from media.recording import files, hints, watchdog
from media.recording.engine import Engine
from media.recording.keeping import Keeping
from media.recording.ledger import DISK_FULL, Order, ledger
from tenants.context import CompanyRef, tenant_scope
from tenants.resolve import find_company, served_companies

log = get_logger(__name__)
TURN_SECONDS = 0.5
# Hints bring what is new at once; with many companies looking at all of them takes a while.
SWEEP_SECONDS = 15.0
# After something could not be begun here, its company is left to other recorders for this long.
AVOID_SECONDS = 3.0
# Within the time that a supervisor gives between SIGTERM and SIGKILL.
CLOSING_SECONDS = 20.0


def node_name() -> str:
    """This machine and this very process."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{readable_code(6)}".lower()


class Recorder:
    """`run` works until `stop` is set, and then finishes the files of what still runs."""

    def __init__(self, app: Flask, engine: Engine, node: str | None = None) -> None:
        self.app = app
        self.engine = engine
        self.node = node or node_name()
        self._running: list[Keeping] = []
        self._avoided: dict[int, float] = {}
        self._swept_at = 0.0

    def run(self, stop: threading.Event) -> None:
        with self.app.app_context(), files.alive(self.node):
            while not stop.wait(TURN_SECONDS):
                try:
                    self.turn()
                except (DBAPIError, RedisError) as error:
                    # What runs goes on; nothing new begins meanwhile.
                    log.warning("recorder_waits", error=type(error).__name__)
            self.close()

    def turn(self) -> None:
        """Looks for lost recorders, and for what waits."""
        self._forget_ended()
        watchdog.take_over_from_dead()
        if not self._has_capacity():
            return
        if (company_id := hints.take()) is not None:
            self._look_at(find_company(company_id))
        if time.monotonic() >= self._swept_at + SWEEP_SECONDS:
            self._swept_at = time.monotonic()
            for company in served_companies():
                self._look_at(company)

    def _forget_ended(self) -> None:
        for ended in [each for each in self._running if not each.is_alive()]:
            self._running.remove(ended)
            if ended.could_not_begin:
                self._avoided[ended.order.company_id] = time.monotonic() + AVOID_SECONDS

    def _has_capacity(self) -> bool:
        return len(self._running) < settings().recorder_capacity and self.engine.is_well()

    def _look_at(self, company: CompanyRef | None) -> None:
        """Takes what waits in this company, or says why it goes on waiting."""
        if company is None or self._avoided.get(company.id, 0.0) > time.monotonic():
            return
        with tenant_scope(company):
            if not files.has_room():
                log.error("recorder_disk_full", free=files.free_bytes())
                ledger().note_waiting(DISK_FULL)
                return
            while self._has_capacity() and (order := ledger().claim(self.node)):
                self._begin(company, order)

    def _begin(self, company: CompanyRef, order: Order) -> None:
        log.info("recording_taken", recording=order.recording_id, part=order.number)
        keeping = Keeping(self.app, self.engine, self.node, company, order)
        self._running.append(keeping)
        keeping.start()

    def close(self) -> None:
        """Other recorders go on in the next part."""
        for keeping in self._running:
            keeping.leave()
        for keeping in self._running:
            keeping.join(CLOSING_SECONDS)
        self.engine.close()
