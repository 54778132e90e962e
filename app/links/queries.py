"""Reads of access links and visits; those for people go through what they may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Bundle, joinedload

from app.access.actor import PersonActor
from app.access.models import Person
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import token_hash
from app.links.models import AccessLink, LinkAccess, LinkType, Visit
from app.links.windows import LinkStatus, has_status
from app.team.models import Department
from tenants.context import current_company

# A line of the Access Links page has what the page shows by the names of the model, and no more:
# rows are read in a third of the time that entities take.
_LINES: Any = (
    select(
        AccessLink.id,
        AccessLink.sealed_token,
        AccessLink.type,
        AccessLink.status,
        AccessLink.label,
        Bundle("department", Department.id, Department.name),
        AccessLink.expires_on,
        AccessLink.scheduled_for,
        Person.name.label("created_by_name"),
        AccessLink.created_at,
        AccessLink.used_at,
        AccessLink.canceled_at,
        AccessLink.access_count,
        AccessLink.last_access_at,
        AccessLink.version,
    )
    .join(AccessLink.department)
    .outerjoin(AccessLink.created_by)
)


def _visible_to(actor: PersonActor, query: Select[Any]) -> Select[Any]:
    """A supervisor sees the links of their own departments only."""
    if actor.sees_all_departments:
        return query
    return query.where(AccessLink.department_id.in_(actor.department_ids))


def get_link(actor: PersonActor, link_id: int) -> AccessLink:
    """Raises NotFound for what the person may not see."""
    query = select(AccessLink).where(AccessLink.id == link_id)
    link: AccessLink | None = db.session.scalar(_visible_to(actor, query))
    if link is None:
        raise NotFound()
    return link


def filtered(actor: PersonActor, filters: dict[str, Any]) -> Select[Any]:
    """Lines of the Access Links page: by type, status and department, and by a part of the label."""
    query = _visible_to(actor, _LINES)
    for column, name in ((AccessLink.type, "type"), (AccessLink.department_id, "department_id")):
        if filters.get(name) is not None:
            query = query.where(column == filters[name])
    if filters.get("status"):
        query = query.where(
            has_status(LinkStatus(filters["status"]), utcnow(), current_company().time_zone)
        )
    if filters.get("q"):
        query = query.where(AccessLink.label.icontains(filters["q"], autoescape=True))
    return query


def accesses_of(link: AccessLink) -> Select[LinkAccess]:
    return select(LinkAccess).where(LinkAccess.link_id == link.id)


def link_by_token(token: str) -> AccessLink:
    """Raises NotFound."""
    link = db.session.scalar(
        select(AccessLink)
        .where(AccessLink.token_hash == token_hash(token))
        .options(joinedload(AccessLink.department))
    )
    if link is None:
        raise NotFound()
    return link


def visit_by_cookie(link: AccessLink, secret: str) -> Visit | None:
    """The visit of this link that the browser with this cookie made."""
    return db.session.scalar(
        select(Visit).where(Visit.link_id == link.id, Visit.cookie_hash == token_hash(secret))
    )


def is_claimed_by_another(link: AccessLink, visit: Visit | None) -> bool:
    """Whether a single-use link is held by a browser other than that of `visit`."""
    if link.type != LinkType.SINGLE_USE:
        return False
    others = [Visit.link_id == link.id, Visit.released_at.is_(None)]
    if visit is not None:
        others.append(Visit.id != visit.id)
    return bool(db.session.scalar(select(exists().where(*others))))


def silent_visit_ids(since: datetime) -> list[int]:
    """Visits that hold their link, never queued, and have not been heard of since then."""
    return list(
        db.session.scalars(
            select(Visit.id).where(
                Visit.released_at.is_(None),
                Visit.queued_at.is_(None),
                Visit.last_seen_at < since,
            )
        )
    )
