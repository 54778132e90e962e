"""What goes wrong at one company: jobs that failed, and side effects that do not get through."""

from __future__ import annotations

from typing import Any

from redis.exceptions import RedisError
from sqlalchemy import select

from app.core.db import db
from app.core.outbox import OutboxEntry
from workers import failures
from workers.failures import FailedJob

MOST_SHOWN = 20


def failed_jobs(company_id: int) -> list[FailedJob] | None:
    """The latest first; None while the queue does not answer."""
    try:
        return failures.failed_jobs(company_id)[:MOST_SHOWN]
    except RedisError:
        return None


def late_entries() -> list[dict[str, Any]]:
    """In the company's scope: what was tried and has not got through, the latest first."""
    query = select(OutboxEntry).where(OutboxEntry.done_at.is_(None), OutboxEntry.attempts > 0)
    rows = db.session.scalars(query.order_by(OutboxEntry.id.desc()).limit(MOST_SHOWN))
    names = ("id", "topic", "attempts", "last_error", "created_at", "failed_at")
    return [{name: getattr(row, name) for name in names} for row in rows]
