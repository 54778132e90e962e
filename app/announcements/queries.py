"""Reads of announcements: the staff's list, and what a company is shown now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from app.access.actor import PersonActor
from app.announcements.models import Announcement, AnnouncementDismissal
from app.api.paging import Page, paginate
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from tenants.context import current_company
from tenants.resolve import companies_version

SORTABLE = {"starts_at": Announcement.starts_at}
Row = dict[str, Any]
# What has not ended, as of a version of the companies; asked for at every view of a session.
_kept: tuple[bytes, list[Row]] | None = None


def announcement_page(params: dict[str, Any]) -> Page:
    columns = (Announcement.text_en, Announcement.text_pt)
    found = [column.icontains(params["q"], autoescape=True) for column in columns]
    return paginate(
        select(Announcement).where(or_(*found)),
        params,
        sortable=SORTABLE,
        key=Announcement.id,
        default_sort="-starts_at",
    )


def find_announcement(announcement_id: int) -> Announcement:
    """Locked; raises NotFound."""
    found = db.session.get(Announcement, announcement_id, with_for_update=True)
    if found is None:
        raise NotFound()
    return found


def shown_now() -> list[Row]:
    """What the company of the open scope is shown, in the order in which it began."""
    plan, now = current_company().plan, utcnow()
    return [_view(row) for row in _open() if _shows(row, plan, now)]


def dismissed_ids(actor: PersonActor) -> list[int]:
    query = select(AnnouncementDismissal.announcement_id)
    return list(db.session.scalars(query.where(AnnouncementDismissal.person_id == actor.id)))


def _shows(row: Row, plan: str, now: datetime) -> bool:
    in_time = row["starts_at"] <= now < row["ends_at"]
    return in_time and (not row["plans"] or plan in row["plans"])


def _view(row: Row) -> Row:
    names = ("id", "kind", "text_en", "text_pt")
    return {name: row[name] for name in names} | {"ends_at": row["ends_at"].isoformat()}


def _open() -> list[Row]:
    global _kept
    version = companies_version()
    if version is None or _kept is None or _kept[0] != version:
        rows = _load()
        if version is None:
            return rows
        _kept = (version, rows)
    return _kept[1]


def _load() -> list[Row]:
    """On a connection of its own: a company's role does not see the platform's tables."""
    columns = Announcement.__table__
    query = select(columns).where(Announcement.ends_at > utcnow()).order_by(Announcement.starts_at)
    with db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]
