"""The life of a long task: asked for once, tried until it is through, its result noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.superadmin.models import CompanyTask, TaskKind, TaskState
from app.superadmin.task_queries import waiting_task
from tenants.context import platform_scope

MAX_ATTEMPTS = 12
# A worker that died gives its task back after this: no job runs longer.
LEASE_SECONDS = 3600
FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(hours=1)


class AlreadyAsked(Conflict):
    slug = "task-waiting"
    title = "This is under way already"


@dataclass(frozen=True)
class Taken:
    """What the job has to do; `number` counts the attempts."""

    company_id: int
    kind: TaskKind
    payload: Mapping[str, Any]
    number: int


def do_ask(
    company_id: int, kind: TaskKind, asked_by: str, payload: Mapping[str, Any] | None = None
) -> CompanyTask:
    """Raises AlreadyAsked while the same waits. The caller holds the company's row locked."""
    if waiting_task(company_id, kind) is not None:
        raise AlreadyAsked("Wait until it is through.")
    task = CompanyTask(
        company_id=company_id, kind=kind, asked_by=asked_by, payload=dict(payload or {})
    )
    db.session.add(task)
    db.session.flush()
    return task


def do_take(task_id: int) -> Taken | None:
    """Takes a task that is due, so that no other worker has it meanwhile; commits."""
    with platform_scope():
        query = select(CompanyTask).where(CompanyTask.id == task_id)
        task = db.session.scalar(query.with_for_update(skip_locked=True))
        if task is None or task.state != TaskState.WAITING or task.due_at > utcnow():
            return None
        task.attempts += 1
        task.due_at = utcnow() + timedelta(seconds=LEASE_SECONDS)
        return Taken(task.company_id, TaskKind(task.kind), dict(task.payload), task.attempts)


def do_finish(task_id: int, result: Mapping[str, Any], lasts: timedelta | None) -> None:
    """What was needed goes, what was made stays until it expires; commits."""
    now = utcnow()
    values = {
        "state": TaskState.DONE,
        "payload": dict(result),
        "error": None,
        "done_at": now,
        "expires_at": now + lasts if lasts else None,
    }
    with platform_scope():
        db.session.execute(update(CompanyTask).where(CompanyTask.id == task_id).values(**values))


def do_note_failure(task_id: int, number: int, error: Exception) -> None:
    """The next attempt comes later and later; after the last one staff have to ask again; commits."""
    delay = min(FIRST_DELAY * 2 ** (number - 1), LONGEST_DELAY)
    values: dict[str, Any] = {"error": f"{type(error).__name__}: {error}"[:500]}
    if number >= MAX_ATTEMPTS:
        values |= {"state": TaskState.FAILED, "done_at": utcnow()}
    else:
        values |= {"due_at": utcnow() + delay}
    with platform_scope():
        db.session.execute(update(CompanyTask).where(CompanyTask.id == task_id).values(**values))


def do_expire(task_id: int) -> None:
    """What was made is gone; commits."""
    values = {"state": TaskState.EXPIRED, "payload": {}}
    with platform_scope():
        db.session.execute(update(CompanyTask).where(CompanyTask.id == task_id).values(**values))
