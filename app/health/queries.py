"""The report: every probe at once, each in a thread of its own, and none waited for beyond its time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from app.core.clock import utcnow
from app.core.db import db, outside_transaction
from app.core.logging import get_logger
from app.health import record_probes, service_probes, work_probes
from app.health.catalogue import PARTS, PROBE_SECONDS
from app.health.report import Part, worst
from tenants.models import Company
from workers.failures import failed_jobs

log = get_logger(__name__)
Probe = Callable[[], Part]
PROBES: Mapping[str, Probe] = {
    probe.__name__: probe
    for probe in (
        service_probes.database,
        service_probes.redis,
        work_probes.scheduler,
        work_probes.queues,
        work_probes.failed_jobs,
        record_probes.outbox,
        record_probes.migrations,
        service_probes.media_server,
        service_probes.storage,
        record_probes.webhooks,
        record_probes.reconcile,
    )
}


def health_report() -> dict[str, Any]:
    """All parts, in the order of the catalogue; takes at most PROBE_SECONDS."""
    with outside_transaction():
        parts = _ask_all()
    return {"at": utcnow(), "status": worst(part.status for part in parts), "parts": parts}


def failed_job_views() -> list[dict[str, Any]]:
    """Each with its company's name, where there is such a company."""
    found = failed_jobs()
    ids = {job.company_id for job in found}
    rows = db.session.execute(select(Company.id, Company.name).where(Company.id.in_(ids)))
    names: dict[int | None, str] = {row.id: row.name for row in rows}
    return [asdict(job) | {"company_name": names.get(job.company_id)} for job in found]


@dataclass
class _Asked:
    """One question under way; `answer` stays None where the probe raised or has not come back."""

    app: Flask
    name: str
    answer: Part | None = None
    thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._ask, name=f"health-{self.name}", daemon=True)
        self.thread.start()

    def _ask(self) -> None:
        with self.app.app_context():
            try:
                self.answer = PROBES[self.name]()
            except Exception as error:  # whatever it is, this part is not well
                log.warning("probe_failed", part=self.name, error=repr(error))
            finally:
                db.session.remove()

    def within(self, seconds: float) -> Part:
        self.thread.join(max(0.0, seconds))
        return self.answer or Part(self.name, answered=False)


def _ask_all() -> list[Part]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    until = time.monotonic() + PROBE_SECONDS
    asked = [_Asked(app, name) for name in PARTS]
    return [each.within(until - time.monotonic()) for each in asked]
