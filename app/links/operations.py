"""The only writer of access links."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, update

from app.access.actor import PersonActor
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import Conflict, Invalid
from app.core.ids import new_token, token_hash
from app.links.models import AccessLink, LinkAccess, LinkType
from app.links.tokens import TOKEN
from app.links.windows import CLOSES_AFTER, LinkStatus, local_day, status_at
from app.team.entitlement import check_department_in_plan
from app.team.models import Department
from tenants.context import current_company

MAX_USER_AGENT = 400


def check_new_link(actor: PersonActor, values: Mapping[str, Any]) -> Department:
    """The link's department; raises Invalid for one out of reach and for times that are over,
    PlanLimitReached for one that is over the plan's limit."""
    errors = _times_over(values, utcnow())
    department = db.session.get(Department, values["department_id"])
    if department is None or not actor.reaches_department(department.id):
        errors["department_id"] = ["Choose one of your departments."]
    elif not department.active:
        errors["department_id"] = ["This department is not active."]
    if errors or department is None:
        raise Invalid(errors)
    check_department_in_plan(department.id)
    return department


def do_create_links(
    actor: PersonActor | None, department: Department, values: Mapping[str, Any], count: int = 1
) -> list[AccessLink]:
    """`count` links that are alike but for their tokens."""
    tokens = [new_token() for _ in range(count)]
    links = [_new_link(actor, department, values, token) for token in tokens]
    db.session.add_all(links)
    db.session.flush()
    for link, token in zip(links, tokens, strict=True):
        link.sealed_token = TOKEN.seal(link.id, token)
    db.session.flush()
    return links


def do_cancel(link: AccessLink) -> None:
    """Nobody new comes in by it; who waits or talks already goes on. Raises Conflict once it is over."""
    status = status_at(link, utcnow(), current_company().time_zone)
    if status is not LinkStatus.ACTIVE:
        raise Conflict(f"The link is {status} already.", slug="link-not-active")
    link.status = LinkStatus.CANCELED
    link.canceled_at = utcnow()
    link.touch()


def do_mark_used(link: AccessLink) -> None:
    """A single-use link has led to an answered call."""
    if link.type == LinkType.SINGLE_USE and link.status == LinkStatus.ACTIVE:
        link.status = LinkStatus.USED
        link.used_at = utcnow()
        link.touch()


def do_record_access(link: AccessLink, user_agent: str, address: str) -> None:
    """Counts one opening of the page; it consumes nothing."""
    now = utcnow()
    db.session.add(
        LinkAccess(
            link_id=link.id,
            at=now,
            user_agent=user_agent[:MAX_USER_AGENT],
            address_hash=_address_hash(address, now),
        )
    )
    db.session.execute(
        update(AccessLink)
        .where(AccessLink.id == link.id)
        .values(access_count=AccessLink.access_count + 1, last_access_at=func.now())
        .execution_options(synchronize_session=False)
    )


def _new_link(
    actor: PersonActor | None, department: Department, values: Mapping[str, Any], token: str
) -> AccessLink:
    """Its token is sealed for the row, so only once the row has its number."""
    return AccessLink(
        token_hash=token_hash(token),
        sealed_token="",
        type=values["type"],
        department=department,
        label=values["label"],
        expires_on=values["expires_on"],
        scheduled_for=values["scheduled_for"],
        created_by_id=actor.id if actor else None,
    )


def _times_over(values: Mapping[str, Any], now: datetime) -> dict[str, list[str]]:
    errors = {}
    if values["expires_on"] and values["expires_on"] < local_day(now, current_company().time_zone):
        errors["expires_on"] = ["This day is over."]
    if values["scheduled_for"] and values["scheduled_for"] + CLOSES_AFTER <= now:
        errors["scheduled_for"] = ["This time is over."]
    return errors


def _address_hash(address: str, now: datetime) -> bytes:
    """The same address gives the same hash for one day, and cannot be found by trying addresses."""
    key = f"{settings().secret_key}:{current_company().id}:{now.date()}"
    return hmac.new(key.encode(), address.encode(), hashlib.sha256).digest()
