"""The quality of lines over HTTP, and the rooms that follow its alerts."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.permissions import Permission
from app.access.support import SEES
from app.api.paging import Page, paginate
from app.api.routes import get
from app.calls.models import QualityAlert
from app.calls.quality_schemas import (
    CallQualitySchema,
    QualityAlertPage,
    QualityAlertQuery,
    QualityAlertsSchema,
)
from app.calls.quality_views import ALL, alert_view, call_quality, filtered_alerts, recent_alerts
from app.calls.queries import get_call
from app.core.db import db
from app.core.errors import NotFound
from app.realtime.rooms import PEOPLE, define_room
from app.team.models import Department


def show_call_quality(call_id: int) -> dict[str, Any]:
    return call_quality(get_call(current_person(), call_id))


def list_quality_alerts(query: dict[str, Any]) -> dict[str, Any]:
    page: Page = paginate(
        filtered_alerts(current_person(), query),
        query,
        sortable={"raised_at": QualityAlert.raised_at},
        key=QualityAlert.id,
        default_sort="-raised_at",
    )
    return {
        "items": [alert_view(alert) for alert in page.items],
        "next_cursor": page.next_cursor,
    }


def _check_room(identifier: str) -> None:
    actor = current_person()
    actor.require(Permission.CALLS_SUPERVISE)
    if identifier == ALL and actor.sees_all_departments:
        return
    if not identifier.isdigit() or not actor.reaches_department(int(identifier)):
        raise NotFound()
    if db.session.get(Department, int(identifier)) is None:
        raise NotFound()


def _snapshot(identifier: str) -> dict[str, Any]:
    department_id = None if identifier == ALL else int(identifier)
    return QualityAlertsSchema().dump({"alerts": recent_alerts(department_id)})


define_room(
    "quality",
    namespace=PEOPLE,
    check=_check_room,
    snapshot=_snapshot,
    description="Lines that are bad now or were a short while ago, of a department or of `all`: "
    "`{alerts}`.",
)

QUALITY_ROUTES = [
    get(
        "/quality/alerts",
        list_quality_alerts,
        query=QualityAlertQuery,
        returns=QualityAlertPage,
        can=Permission.CALLS_SUPERVISE,
    ),
    get(
        "/calls/<int:call_id>/quality",
        show_call_quality,
        support=SEES,
        returns=CallQualitySchema,
        can=Permission.CALLS_VIEW,
    ),
]
