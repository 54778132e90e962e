"""Reads of what staff asked for, company by company."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core.db import db
from app.core.errors import NotFound
from app.superadmin.models import CompanyTask, TaskKind, TaskState

MOST_SHOWN = 10
_SHOWN = (
    "id",
    "kind",
    "state",
    "attempts",
    "error",
    "asked_by",
    "asked_at",
    "done_at",
    "expires_at",
)


def task_views(company_id: int) -> list[dict[str, Any]]:
    """The latest first; `size` in bytes of what can be fetched."""
    query = select(CompanyTask).where(CompanyTask.company_id == company_id)
    rows = db.session.scalars(query.order_by(CompanyTask.id.desc()).limit(MOST_SHOWN))
    return [
        {name: getattr(row, name) for name in _SHOWN} | {"size": row.payload.get("size")}
        for row in rows
    ]


def waiting_task(company_id: int, kind: TaskKind) -> CompanyTask | None:
    return db.session.scalar(
        select(CompanyTask).where(
            CompanyTask.company_id == company_id,
            CompanyTask.kind == kind,
            CompanyTask.state == TaskState.WAITING,
        )
    )


def finished_export(company_id: int, task_id: int) -> CompanyTask:
    """Raises NotFound, also for one that has expired."""
    task = db.session.get(CompanyTask, task_id)
    wanted = (company_id, TaskKind.EXPORT, TaskState.DONE)
    if task is None or (task.company_id, task.kind, task.state) != wanted:
        raise NotFound()
    return task


def due_tasks(now: datetime) -> list[CompanyTask]:
    query = select(CompanyTask).where(
        CompanyTask.state == TaskState.WAITING, CompanyTask.due_at <= now
    )
    return list(db.session.scalars(query.order_by(CompanyTask.id)))


def expired_export_ids(now: datetime) -> list[int]:
    query = select(CompanyTask.id).where(
        CompanyTask.state == TaskState.DONE, CompanyTask.expires_at <= now
    )
    return list(db.session.scalars(query))
