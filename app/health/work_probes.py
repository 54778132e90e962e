"""Probes of the work for later: queues and their workers, what failed, and the clock that asks for it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from rq import Worker
from rq.job import Job
from rq.serializers import JSONSerializer

from app.core.redis import redis_client
from app.health.report import Item, Part, age, figures
from workers.beat import last_beat
from workers.failures import count_failed_jobs
from workers.queues import QueueName, queue


def scheduler() -> Part:
    return Part("scheduler", figures("scheduler", {"beat": age(last_beat())}))


def queues() -> Part:
    workers = Counter(
        name
        for worker in Worker.all(connection=redis_client(), serializer=JSONSerializer)
        for name in worker.queue_names()
    )
    return Part("queues", items=tuple(_queue(name, workers[name.value]) for name in QueueName))


def failed_jobs() -> Part:
    return Part("failed_jobs", figures("failed_jobs", {"failed": count_failed_jobs()}))


def _queue(name: QueueName, workers: int) -> Item:
    values: dict[str, float | None] = {
        "waiting": len(queue(name)),
        "oldest": age(_first_asked_at(name)),
        "workers": workers,
    }
    return Item(name.value, figures("queues", values, item=name.value))


def _first_asked_at(name: QueueName) -> datetime | None:
    """When the job that is next was handed over."""
    ids = queue(name).get_job_ids(0, 1)
    found = Job.fetch_many(ids, connection=redis_client(), serializer=JSONSerializer)
    asked = [job.enqueued_at for job in found if job and job.enqueued_at]
    return asked[0].replace(tzinfo=UTC) if asked else None
