"""Announcements over HTTP: staff write them at the platform's host, people put them away at their own."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.permissions import StaffPermission
from app.access.policy import RequiresStaff, SignedIn
from app.announcements import operations, queries, schemas
from app.announcements.models import Announcement
from app.api.paging import ListQuery, Page
from app.api.routes import delete, get, post, put, routes

Body = dict[str, Any]


def list_announcements(query: Body) -> Page:
    """All of them, past ones too."""
    return queries.announcement_page(query)


def make_announcement(body: Body) -> Announcement:
    """It is shown as soon as its time has come, also on pages that are open."""
    return operations.do_make(body)


def change_announcement(body: Body, announcement_id: int) -> Announcement:
    return operations.do_change(announcement_id, body)


def withdraw_announcement(announcement_id: int) -> None:
    """Take it off every page, for good."""
    operations.do_withdraw(announcement_id)


def list_dismissals() -> Body:
    """What the person has put away."""
    return {"items": queries.dismissed_ids(current_person())}


def dismiss_announcement(announcement_id: int) -> None:
    """Put an announcement away, for oneself."""
    operations.do_dismiss(current_person(), announcement_id)


STAFF = {"policy": RequiresStaff(StaffPermission.ANNOUNCEMENTS_EDIT)}
OWN = {"policy": SignedIn()}
ONE = "/announcements/<int:announcement_id>"
SHAPE = {"body": schemas.AnnouncementBody, "returns": schemas.AnnouncementSchema}

blueprint = routes(
    "announcements",
    "Banners from the platform to the companies",
    [
        get(
            "/announcements",
            list_announcements,
            query=ListQuery,
            returns=schemas.AnnouncementPage,
            **STAFF,
        ),
        post("/announcements", make_announcement, status=201, **SHAPE, **STAFF),
        put(ONE, change_announcement, **SHAPE, **STAFF),
        delete(ONE, withdraw_announcement, status=204, **STAFF),
        get("/announcement-dismissals", list_dismissals, returns=schemas.DismissedSchema, **OWN),
        put(
            "/announcement-dismissals/<int:announcement_id>",
            dismiss_announcement,
            status=204,
            **OWN,
        ),
    ],
)
