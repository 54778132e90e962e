"""The scheduler process: `python -m workers.schedule`. The one list of what runs by the clock.

Any number may run; a lock in Redis lets one of them work. It also hands over delayed jobs.
"""

from __future__ import annotations

import signal
import threading
import time
from dataclasses import dataclass

from redis.exceptions import LockError, RedisError
from rq.scheduler import RQScheduler
from rq.serializers import JSONSerializer

from app import create_app
from app.access.jobs import sweep_pages
from app.branding.jobs import sweep_pictures
from app.core.logging import get_logger
from app.domains.jobs import sweep_domains
from app.guests.jobs import sweep_guests
from app.health.jobs import measure_companies
from app.links.jobs import sweep_visits
from app.queueing.jobs import sweep_events, sweep_floors
from app.recordings.jobs import sweep_consents
from app.signup.jobs import sweep_signups
from app.superadmin.jobs import note_revenue, sweep_companies, sweep_usage
from app.supervision.jobs import sweep_live_calls, sweep_supervisions
from app.support.jobs import sweep_support
from billing.jobs import reconcile_nightly, sweep_billing
from media.jobs import forget_media, reconcile
from media.recording.ingest import sweep_recordings, sweep_uploads
from media.recording.retention import sweep_retention
from workers.beat import beat
from workers.job import Job
from workers.outbox import sweep_outboxes
from workers.queues import QueueName, rq_redis

log = get_logger(__name__)
LOCK_KEY = "workers:schedule"
LOCK_SECONDS = 15
TICK_SECONDS = 0.5


@dataclass
class Every:
    """`seconds` between two runs; a run that is missed is not made up for."""

    seconds: float
    job: Job
    due_at: float = 0.0


SCHEDULE = (
    Every(5, sweep_supervisions),
    Every(10, sweep_floors),
    Every(10, sweep_live_calls),
    Every(10, sweep_consents),
    Every(10, sweep_recordings),
    Every(10, sweep_support),
    Every(15, sweep_outboxes),
    Every(15, sweep_guests),
    Every(30, sweep_pages),
    Every(30, sweep_signups),
    Every(30, reconcile),
    Every(30, sweep_domains),
    Every(30, measure_companies),
    Every(60, sweep_visits),
    Every(60, sweep_billing),
    Every(60, sweep_companies),
    Every(600, sweep_events),
    Every(900, sweep_uploads),
    Every(3600, note_revenue),
    Every(3600, reconcile_nightly),
    Every(3600, sweep_usage),
    Every(3600, sweep_pictures),
    Every(24 * 3600, sweep_retention),
    Every(3600, forget_media),
)


def run(stop: threading.Event) -> None:
    """Works whenever it holds the lock, until `stop` is set."""
    lock = rq_redis().lock(LOCK_KEY, timeout=LOCK_SECONDS, thread_local=False)
    scheduler = RQScheduler(
        [name.value for name in QueueName],
        connection=rq_redis(),
        serializer=JSONSerializer,
        logging_level="WARNING",
    )
    while not stop.wait(TICK_SECONDS):
        try:
            if _hold(lock):
                _tick(scheduler)
        except RedisError:
            log.warning("schedule_waits_for_redis")
    _let_go(lock)


def _hold(lock: object) -> bool:
    """Keeps or takes the lock."""
    try:
        if lock.owned():  # type: ignore[attr-defined]
            return bool(lock.reacquire())  # type: ignore[attr-defined]
    except LockError:
        pass
    return bool(lock.acquire(blocking=False))  # type: ignore[attr-defined]


def _let_go(lock: object) -> None:
    try:
        lock.release()  # type: ignore[attr-defined]
    except (LockError, RedisError):
        log.info("schedule_lock_expired")


def _tick(scheduler: RQScheduler) -> None:
    scheduler.acquire_locks()  # type: ignore[no-untyped-call]
    scheduler.enqueue_scheduled_jobs()  # type: ignore[no-untyped-call]
    scheduler.heartbeat()  # type: ignore[no-untyped-call]
    now = time.monotonic()
    for entry in SCHEDULE:
        if entry.due_at <= now:
            entry.job.enqueue_unless_waiting()
            entry.due_at = now + entry.seconds
    beat()


def main() -> None:
    app = create_app()
    stop = threading.Event()
    for received in (signal.SIGTERM, signal.SIGINT):
        signal.signal(received, lambda *_: stop.set())
    with app.app_context():
        run(stop)


if __name__ == "__main__":
    main()
