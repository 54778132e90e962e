"""What staff do about jobs that failed. Redis holds them; the staff's audit log says who did what."""

from __future__ import annotations

from collections.abc import Callable

from app.access.audit import record
from app.core.after_commit import after_commit
from app.core.errors import NotFound
from app.core.logging import get_logger
from workers.failures import FailedJob, discard_failed_job, find_failed_job, retry_failed_job

log = get_logger(__name__)
SUBJECT = "job"


def do_retry(job_id: str, reason: str) -> None:
    """Hands the job to its queue once more; raises NotFound."""
    _act("job.retried", retry_failed_job, job_id, reason)


def do_discard(job_id: str, reason: str) -> None:
    """Forgets the job for good; raises NotFound."""
    _act("job.discarded", discard_failed_job, job_id, reason)


def _act(action: str, act: Callable[[str], None], job_id: str, reason: str) -> None:
    """The log first: whoever acts is known even if the process dies in between."""
    job = find_failed_job(job_id)
    record(action, SUBJECT, job_id, reason=reason, **_told(job))
    after_commit(lambda: _quietly(act, job_id))


def _quietly(act: Callable[[str], None], job_id: str) -> None:
    """Somebody else may have been quicker."""
    try:
        act(job_id)
    except NotFound:
        log.info("failed_job_is_gone", job_id=job_id)


def _told(job: FailedJob) -> dict[str, object]:
    return {"name": job.name, "company_id": job.company_id, "error": job.reason}
