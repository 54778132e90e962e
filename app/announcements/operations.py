"""The only writer of announcements. Pages that are open follow within moments of the commit."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import insert

from app.access.actor import PersonActor
from app.access.audit import record
from app.access.jobs import sweep_pages
from app.announcements.models import Announcement, AnnouncementDismissal, Kind
from app.announcements.queries import find_announcement, shown_now
from app.core.after_commit import after_commit
from app.core.db import db
from app.core.errors import Invalid, NotFound
from tenants.resolve import forget_resolved

SUBJECT = "announcement"
_TOLD = ("kind", "text_en", "text_pt", "starts_at", "ends_at", "plans")


def check_times(values: dict[str, Any]) -> None:
    if values["ends_at"] <= values["starts_at"]:
        raise Invalid({"ends_at": ["The end has to come after the start."]})


def do_make(values: dict[str, Any]) -> Announcement:
    check_times(values)
    made = Announcement(**values)
    db.session.add(made)
    db.session.flush()
    _note("announcement.made", made)
    return made


def do_change(announcement_id: int, values: dict[str, Any]) -> Announcement:
    """Raises NotFound."""
    check_times(values)
    changed = find_announcement(announcement_id)
    for name, value in values.items():
        setattr(changed, name, value)
    db.session.flush()
    _note("announcement.changed", changed)
    return changed


def do_withdraw(announcement_id: int) -> None:
    """It is gone from every page; raises NotFound."""
    withdrawn = find_announcement(announcement_id)
    _note("announcement.withdrawn", withdrawn)
    db.session.delete(withdrawn)


def do_dismiss(actor: PersonActor, announcement_id: int) -> None:
    """Put away twice is put away; raises NotFound for what is not shown, or stays until its end."""
    shown = {row["id"] for row in shown_now() if row["kind"] == Kind.INFO}
    if announcement_id not in shown:
        raise NotFound()
    values = {"person_id": actor.id, "announcement_id": announcement_id}
    db.session.execute(insert(AnnouncementDismissal).values(values).on_conflict_do_nothing())


def _note(action: str, announcement: Announcement) -> None:
    told = {name: getattr(announcement, name) for name in _TOLD}
    record(action, SUBJECT, announcement.id, **told)
    after_commit(_tell_everybody)


def _tell_everybody() -> None:
    forget_resolved()
    sweep_pages.enqueue(None)
