"""Asking for a callback as a client, working through the list as one of the company's people."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.audit import record
from app.access.permissions import Permission
from app.access.support import SEES
from app.api.paging import Page, paginate
from app.api.routes import get, patch, post, routes
from app.links.hooks import (
    VisitPolicy,
    VisitSchema,
    current_situation,
    current_visit,
    visit_answer,
)
from app.schedules import schemas
from app.schedules.models import Schedule
from app.schedules.operations import check_callback, do_change_status, do_request_callback
from app.schedules.queries import DUE_AT, filtered, get_schedule


def request_callback(body: dict[str, Any], token: str) -> dict[str, Any]:
    source = check_callback(current_situation().stage, body)
    do_request_callback(current_visit(), source, body)
    return visit_answer()


def list_schedules(query: dict[str, Any]) -> Page:
    return paginate(
        filtered(current_person(), query),
        query,
        sortable={"created_at": Schedule.created_at, "due_at": DUE_AT},
        key=Schedule.id,
        default_sort="-created_at",
    )


def change_schedule(body: dict[str, Any], schedule_id: int) -> Schedule:
    schedule = get_schedule(current_person(), schedule_id)
    do_change_status(schedule, body["status"])
    record("schedule.status_changed", "schedule", schedule.id, status=schedule.status)
    return schedule


blueprint = routes(
    "schedules",
    "Callbacks that clients asked for",
    [
        post(
            "/visits/<token>/callback",
            request_callback,
            while_suspended=True,
            policy=VisitPolicy(),
            body=schemas.CallbackSchema,
            returns=VisitSchema,
        ),
        get(
            "/schedules",
            list_schedules,
            support=SEES,
            can=Permission.SCHEDULES_VIEW,
            query=schemas.ScheduleQuery,
            returns=schemas.SchedulePage,
        ),
        patch(
            "/schedules/<int:schedule_id>",
            change_schedule,
            can=Permission.SCHEDULES_EDIT,
            body=schemas.ScheduleChangeSchema,
            returns=schemas.ScheduleSchema,
        ),
    ],
)
