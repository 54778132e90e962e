"""Reads of schedules, each through what the person may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.access.actor import PersonActor
from app.clients.models import Client
from app.core.db import db
from app.core.errors import NotFound
from app.schedules.models import Schedule

# When it is due, as far as anyone knows.
DUE_AT = func.coalesce(Schedule.starts_at, Schedule.created_at)


def visible_to(actor: PersonActor) -> Select[Schedule]:
    """Managers see all, everybody else those of their departments."""
    query = select(Schedule)
    if actor.sees_all_departments:
        return query
    return query.where(Schedule.department_id.in_(actor.department_ids))


def get_schedule(actor: PersonActor, schedule_id: int) -> Schedule:
    """Raises NotFound for what the person may not see. Locked, so that changes come one by one."""
    schedule = db.session.scalar(
        visible_to(actor)
        .where(Schedule.id == schedule_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if schedule is None:
        raise NotFound()
    return schedule


def filtered(actor: PersonActor, filters: dict[str, Any]) -> Select[Schedule]:
    """The Schedules page: by status, department and period, and by the client's name or phone."""
    query = visible_to(actor).options(joinedload(Schedule.department), joinedload(Schedule.client))
    for column, name in ((Schedule.status, "status"), (Schedule.department_id, "department_id")):
        if filters.get(name) is not None:
            query = query.where(column == filters[name])
    if filters.get("since") is not None:
        query = query.where(filters["since"] <= DUE_AT)
    if filters.get("until") is not None:
        query = query.where(filters["until"] > DUE_AT)
    return _matching(query, filters.get("q", ""))


def _matching(query: Select[Schedule], text: str) -> Select[Schedule]:
    if not text:
        return query
    named = select(Client.id).where(Client.name.icontains(text, autoescape=True))
    return query.where(
        Schedule.client_id.in_(named) | Schedule.phone.icontains(text, autoescape=True)
    )
