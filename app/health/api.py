"""The health page's HTTP API, on the platform's host only."""

from __future__ import annotations

from typing import Any

from app.access.permissions import StaffPermission
from app.access.policy import RequiresStaff
from app.api.fields import ReasonSchema
from app.api.routes import get, post, routes
from app.health import operations, queries, schemas


def show_health() -> dict[str, Any]:
    """Everything that is measured, each part with its state."""
    return queries.health_report()


def list_failed_jobs() -> dict[str, Any]:
    """Jobs that failed at their last attempt, the latest first."""
    return {"items": queries.failed_job_views()}


def retry_failed_job(body: dict[str, Any], job_id: str) -> None:
    """Hand the job to its queue once more."""
    operations.do_retry(job_id, body["reason"])


def discard_failed_job(body: dict[str, Any], job_id: str) -> None:
    """Forget the job; what it was to do is not done."""
    operations.do_discard(job_id, body["reason"])


VIEW = {"policy": RequiresStaff(StaffPermission.HEALTH_VIEW)}
EDIT = {"policy": RequiresStaff(StaffPermission.HEALTH_EDIT), "status": 204}
ONE = "/failed-jobs/<job_id>"

blueprint = routes(
    "health",
    "How the platform is doing, for its staff",
    [
        get("/health", show_health, returns=schemas.HealthSchema, **VIEW),
        get("/failed-jobs", list_failed_jobs, returns=schemas.FailedJobsSchema, **VIEW),
        post(f"{ONE}/retry", retry_failed_job, body=ReasonSchema, **EDIT),
        post(f"{ONE}/discard", discard_failed_job, body=ReasonSchema, **EDIT),
    ],
)
