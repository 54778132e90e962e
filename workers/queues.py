"""The RQ queues, most urgent first. `ingest` has workers of its own: its jobs are long."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from app.core.config import settings
from app.core.redis import redis_client


class QueueName(StrEnum):
    REALTIME = "realtime"  # deadlines of people who wait; a second counts
    DEFAULT = "default"
    MAIL = "mail"
    BULK = "bulk"  # sweeps, provisioning
    INGEST = "ingest"  # long: recordings into the store, exports; needs RECORDINGS_DIR


@cache
def rq_redis() -> Redis:
    """For workers and the scheduler: they block on it, so it has no read timeout of its own."""
    return Redis.from_url(settings().redis_url)


@cache
def queue(name: QueueName) -> Queue:
    """For whoever hands work over, which must not wait for a Redis that is away."""
    return Queue(name.value, connection=redis_client(), serializer=JSONSerializer)
