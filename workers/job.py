"""Jobs: plain functions that run later, in one company's scope or for the platform.

A job is idempotent: it can be handed out twice and can run long after it was asked for, so it
looks at the present state first. The queue is a hint; what must happen has a row and a sweeper.

    @job(QueueName.REALTIME)
    def expire_offer(offer_id: int) -> None: …

    expire_offer.enqueue_on_commit(at=deadline, offer_id=7)
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from flask import current_app
from rq import Retry

from app.core.after_commit import after_commit
from app.core.db import db
from app.core.logging import bind_contextvars, clear_contextvars, get_logger
from app.core.redis import redis_client
from tenants.context import current_company, tenant_scope
from tenants.resolve import find_company, served_companies
from workers.queues import QueueName, queue

log = get_logger(__name__)
RETRY = Retry(max=3, interval=[5, 30, 120])
TIMEOUT_SECONDS = 300
FAILURE_TTL_SECONDS = 7 * 24 * 3600
# A sweep that the queue lost is asked for again after this time.
WAITING_SECONDS = 600


class CompanyMissing(LookupError):
    """The job names no company, or one that is not served any more."""


@dataclass(frozen=True)
class Job:
    """`platform` jobs run outside of any company and see no company's data unless they open a scope."""

    name: str
    function: Callable[..., Any]
    queue_name: QueueName
    platform: bool
    timeout_seconds: int

    def enqueue_on_commit(self, *, at: datetime | None = None, **arguments: Any) -> None:
        """Hands the job to the queue once the current transaction has committed; `at` delays it."""
        company_id = None if self.platform else current_company().id
        after_commit(lambda: self.enqueue(company_id, at=at, **arguments))

    def enqueue(
        self, company_id: int | None, *, at: datetime | None = None, **arguments: Any
    ) -> None:
        target, call = queue(self.queue_name), self._call(company_id, arguments)
        if at is None:
            target.enqueue(run_job, **call)
        else:
            target.enqueue_at(at, run_job, **call)

    def enqueue_unless_waiting(self) -> None:
        """For sweeps, which a late worker must not find many times over: one waits, or none.

        RQ's unique ids would not do: one that failed is kept, and would keep the next from coming.
        """
        redis = redis_client()
        if redis.exists(self._waiting_key):
            return
        with redis.pipeline() as both:
            queue(self.queue_name).enqueue(run_job, **self._call(None, {}), pipeline=both)
            both.set(self._waiting_key, 1, ex=WAITING_SECONDS)
            both.execute()

    def note_begun(self) -> None:
        """From here on the next one may be asked for."""
        redis_client().delete(self._waiting_key)

    def _call(self, company_id: int | None, arguments: dict[str, Any]) -> dict[str, Any]:
        return {
            "args": (self.name, company_id, arguments),
            "retry": RETRY,
            "job_timeout": self.timeout_seconds,
            "failure_ttl": FAILURE_TTL_SECONDS,
            "result_ttl": 60,
        }

    @property
    def _waiting_key(self) -> str:
        return f"workers:waiting:{self.name}"

    def __call__(self, **arguments: Any) -> Any:
        return self.function(**arguments)


# Every job by name, for the runner and the contract tests.
REGISTRY: dict[str, Job] = {}


def job(
    queue_name: QueueName, *, platform: bool = False, timeout_seconds: int = TIMEOUT_SECONDS
) -> Callable[[Callable[..., Any]], Job]:
    """Registers a function as a job under `package.function`."""

    def register(function: Callable[..., Any]) -> Job:
        name = f"{function.__module__}.{function.__name__}"
        REGISTRY[name] = Job(name, function, queue_name, platform, timeout_seconds)
        return REGISTRY[name]

    return register


def named(name: str) -> Job:
    """Loads the job's module where nothing else has; raises ImportError or KeyError where there is none."""
    if name not in REGISTRY:
        import_module(name.rpartition(".")[0])
    return REGISTRY[name]


def in_every_company(work: Callable[[], object]) -> None:
    """For sweeps: `work` in the scope of each served company, committed there.

    One company's trouble is logged and keeps no other waiting; the next sweep comes back to it.
    """
    for company in served_companies():
        with tenant_scope(company):
            try:
                work()
                db.session.commit()
            except Exception:
                log.exception("company_not_swept", company=company.slug)


def run_job(name: str, company_id: int | None, arguments: dict[str, Any]) -> None:
    """What a worker calls: opens the scope, runs the job, commits once."""
    found = named(name)
    clear_contextvars()
    bind_contextvars(job=name)
    if found.platform:
        found.note_begun()
    with current_app.app_context(), _scope(found, company_id):
        found.function(**arguments)
        db.session.commit()


def _scope(found: Job, company_id: int | None) -> Any:
    if found.platform:
        return nullcontext()
    company = find_company(company_id) if company_id is not None else None
    if company is None:
        raise CompanyMissing(f"{found.name} needs a company; {company_id!r} is not served.")
    return tenant_scope(company)
