"""Jobs that failed for good: RQ keeps each for a week, after its last attempt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from rq.exceptions import NoSuchJobError
from rq.job import Job as RqJob
from rq.registry import FailedJobRegistry
from rq.serializers import JSONSerializer

from app.core.errors import NotFound
from app.core.redis import redis_client
from workers.queues import QueueName, queue

MOST_LISTED = 200
MOST_OF_A_REASON = 300
UNKNOWN = "The worker died, or the reason was not kept."


@dataclass(frozen=True)
class FailedJob:
    """`name` is the job's, `company_id` None for the platform's; `reason` the last line of its error."""

    id: str
    name: str
    queue: str
    company_id: int | None
    failed_at: datetime | None
    reason: str


def count_failed_jobs() -> int:
    return sum(_registry(name).get_job_count(cleanup=False) for name in QueueName)


def failed_jobs(company_id: int | None = None) -> list[FailedJob]:
    """The latest first, of one company or of all and the platform."""
    found = [job for name in QueueName for job in _jobs(name)]
    chosen = [job for job in found if company_id is None or job.args[1] == company_id]
    return sorted(map(_view, chosen), key=_when, reverse=True)[:MOST_LISTED]


def find_failed_job(job_id: str) -> FailedJob:
    """Raises NotFound where it is no failed job any more; so do the two below."""
    return _view(_find(job_id)[0])


def retry_failed_job(job_id: str) -> None:
    """Hands it to its queue once more."""
    job, registry = _find(job_id)
    registry.requeue(job)


def discard_failed_job(job_id: str) -> None:
    """Forgets it."""
    job, registry = _find(job_id)
    registry.remove(job, delete_job=True)


def _registry(name: QueueName) -> FailedJobRegistry:
    return FailedJobRegistry(queue=queue(name))


def _jobs(name: QueueName) -> Iterator[RqJob]:
    """The latest of the queue."""
    ids = _registry(name).get_job_ids(end=MOST_LISTED - 1, desc=True, cleanup=False)
    found = RqJob.fetch_many(ids, connection=redis_client(), serializer=JSONSerializer)
    return (job for job in found if job is not None)


def _find(job_id: str) -> tuple[RqJob, FailedJobRegistry]:
    try:
        job = RqJob.fetch(job_id, connection=redis_client(), serializer=JSONSerializer)
        registry = _registry(QueueName(job.origin))
    except (NoSuchJobError, ValueError) as error:
        raise NotFound() from error
    if job not in registry:
        raise NotFound()
    return job, registry


def _view(job: RqJob) -> FailedJob:
    name, company_id, _ = job.args
    return FailedJob(
        id=job.id,
        name=name,
        queue=job.origin,
        company_id=company_id,
        failed_at=_utc(job.ended_at),
        reason=_reason(job),
    )


def _reason(job: RqJob) -> str:
    result = job.latest_result()
    lines: list[str] = ((result and result.exc_string) or "").strip().splitlines()
    return lines[-1][:MOST_OF_A_REASON] if lines else UNKNOWN


def _utc(moment: datetime | None) -> datetime | None:
    """RQ's times are in UTC and do not always say so."""
    return moment.replace(tzinfo=UTC) if moment else None


def _when(job: FailedJob) -> float:
    return job.failed_at.timestamp() if job.failed_at else 0.0
