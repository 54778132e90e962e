"""Asking for support access, entering, ending it, and the company's switch.

The platform's row decides what is open. Both logs are written: the staff's with the row, the
company's by `telling` right after, before anything opens and once everything is closed.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Select, select, update

from app.access.actor import StaffActor
from app.access.audit import record
from app.access.permissions import StaffPermission
from app.access.support_models import SupportAccess
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.ids import new_token, token_hash
from app.support.standing import do_stand, is_refused, locked_company
from tenants.models import Company, CompanyStatus

ENTRANCE_FOR = timedelta(minutes=2)
SUBJECT = "company"


class EndedHow(StrEnum):
    STAFF = "staff"
    COMPANY = "company"
    TIME = "time"
    SWITCHED_OFF = "switched_off"
    STAFF_CHANGED = "staff_changed"


def do_ask(
    actor: StaffActor, company_id: int, *, reason: str, minutes: int, may_change: bool
) -> SupportAccess:
    """Raises NotFound, Forbidden, or Conflict with what stands against it."""
    if may_change:
        actor.require(StaffPermission.SUPPORT_CHANGE)
    company = locked_company(company_id)
    _check_open(company, actor.id)
    access = SupportAccess(
        company_id=company_id,
        staff_id=actor.id,
        staff_name=actor.name,
        reason=reason,
        may_change=may_change,
        expires_at=utcnow() + timedelta(minutes=minutes),
    )
    db.session.add(access)
    db.session.flush()
    record(
        "support.started",
        SUBJECT,
        company_id,
        access=access.id,
        reason=reason,
        until=access.expires_at.isoformat(),
        may_change=may_change,
    )
    return access


def _check_open(company: Company, staff_id: int) -> None:
    if company.status != CompanyStatus.ACTIVE:
        raise Conflict("A company that is not served cannot be looked into. Restore it first.")
    if is_refused(company):
        raise Conflict(
            "This company has switched support access off. Its owner can switch it on again, "
            "under Settings.",
            slug="support-switched-off",
        )
    if db.session.scalar(_running(company.id).where(SupportAccess.staff_id == staff_id)):
        raise Conflict("You have access already. End it before you ask for another.")


def do_open_entrance(company_id: int, access_id: int, staff_id: int) -> str:
    """A secret that lets the same member of staff in once, soon; raises NotFound."""
    access = db.session.scalar(
        _running(company_id)
        .where(SupportAccess.id == access_id, SupportAccess.staff_id == staff_id)
        .with_for_update()
    )
    if access is None:
        raise NotFound()
    token = new_token()
    access.entrance_hash = token_hash(token)
    access.entrance_until = min(utcnow() + ENTRANCE_FOR, access.expires_at)
    return token


def do_enter(company_id: int, entrance: str) -> tuple[SupportAccess, str]:
    """Changes the one-time secret for a cookie, whose earlier one stops working; raises NotFound."""
    token, now = new_token(), utcnow()
    access = db.session.scalar(
        update(SupportAccess)
        .where(
            SupportAccess.entrance_hash == token_hash(entrance),
            SupportAccess.company_id == company_id,
            SupportAccess.entrance_until > now,
            SupportAccess.ended_at.is_(None),
            SupportAccess.told_start_at.is_not(None),
        )
        .values(entrance_hash=None, token_hash=token_hash(token), entered_at=now)
        .returning(SupportAccess)
    )
    if access is None:
        raise NotFound(
            "This link has been used or has expired. Enter again from the company's page."
        )
    return access, token


def do_end(company_id: int, access_id: int, how: EndedHow, by: str = "") -> SupportAccess:
    """Ends it at once, on every door; raises NotFound where none such is running."""
    company = locked_company(company_id)
    access = db.session.scalar(
        _running(company_id).where(SupportAccess.id == access_id).with_for_update()
    )
    if access is None:
        raise NotFound()
    _close(access, how, by)
    do_stand(company)
    return access


def do_switch(company_id: int, *, allowed: bool, by: str) -> list[int]:
    """The company's choice; off ends what is running. Returns what ended."""
    company = locked_company(company_id)
    running = [] if allowed else list(db.session.scalars(_running(company_id).with_for_update()))
    for access in running:
        _close(access, EndedHow.SWITCHED_OFF, by)
    do_stand(company, refused=not allowed)
    record(f"support.switched_{'on' if allowed else 'off'}", SUBJECT, company_id)
    return [access.id for access in running]


def _close(access: SupportAccess, how: EndedHow, by: str) -> None:
    access.ended_at, access.ended_how, access.ended_by = utcnow(), how, by
    access.token_hash = access.entrance_hash = None
    record("support.ended", SUBJECT, access.company_id, access=access.id, how=how, by=by)


def _running(company_id: int) -> Select[SupportAccess]:
    return select(SupportAccess).where(
        SupportAccess.company_id == company_id, SupportAccess.ended_at.is_(None)
    )
