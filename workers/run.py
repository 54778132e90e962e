"""A worker process: `python -m workers.run [QUEUE …]`; without names it serves every queue in order."""

from __future__ import annotations

import sys

from rq import Worker
from rq.serializers import JSONSerializer

from app import create_app
from app.core.db import db
from workers.queues import QueueName, queue, rq_redis

# A killed worker's job is found and run again within two minutes at these values.
WORKER_TTL_SECONDS = 30
MAINTENANCE_SECONDS = 15
MONITORING_SECONDS = 5


def main(names: list[str]) -> None:
    app = create_app()
    chosen = [QueueName(name) for name in names] or list(QueueName)
    worker = Worker(
        [queue(name) for name in chosen],
        connection=rq_redis(),
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        job_monitoring_interval=MONITORING_SECONDS,
    )
    with app.app_context():
        # Each job runs in a fork: connections made before it must not be shared with it.
        db.engine.dispose()
        worker.work(logging_level="WARNING")


if __name__ == "__main__":
    main(sys.argv[1:])
