"""A worker process: `python -m workers.run [QUEUE …]`; without names every queue but `ingest`, in order.

It outlives its Redis: what was in the queue then is lost, and the sweepers ask for it again.
"""

from __future__ import annotations

import sys
import threading
from types import FrameType

from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.serializers import JSONSerializer
from sqlalchemy.orm import configure_mappers

from app import create_app
from app.core.db import db
from app.core.logging import get_logger
from workers.queues import QueueName, rq_redis

log = get_logger(__name__)
# A killed worker's job is found and run again within two minutes at these values.
WORKER_TTL_SECONDS = 30
MAINTENANCE_SECONDS = 15
MONITORING_SECONDS = 5
RETRY_SECONDS = 2
# What waits behind a long upload would be late.
SHORT = tuple(name for name in QueueName if name != QueueName.INGEST)


class SteadyWorker(Worker):
    """Knows whether its work ended because somebody asked for it."""

    max_connection_wait_time = RETRY_SECONDS
    told_to_stop = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self.told_to_stop = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


def main(names: list[str]) -> None:
    app = create_app()
    chosen = [QueueName(name) for name in names] or [*SHORT]
    with app.app_context():
        # Here once, instead of in the fork of every job.
        configure_mappers()
        while not _works_until_told(chosen):
            log.warning("worker_begins_anew")
            threading.Event().wait(RETRY_SECONDS)


def _works_until_told(chosen: list[QueueName]) -> bool:
    """Whether the work ended because of a signal, and not because Redis went away."""
    worker = None
    # Each job runs in a fork: connections made before it must not be shared with it.
    db.engine.dispose()
    try:
        worker = _worker(chosen)
        worker.work(logging_level="WARNING")
    except RedisError as error:
        log.warning("worker_lost_redis", error=type(error).__name__)
    return worker is not None and worker.told_to_stop


def _worker(chosen: list[QueueName]) -> SteadyWorker:
    connection = rq_redis()
    return SteadyWorker(
        [Queue(name, connection=connection, serializer=JSONSerializer) for name in chosen],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        job_monitoring_interval=MONITORING_SECONDS,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
