"""Writes into the company's log, and closes its doors, what the platform's rows say.

Asked twice it writes once. The steps are apart: the company's transaction cannot be the platform's.
"""

from __future__ import annotations

from sqlalchemy import exists, select

from app.access.audit import record
from app.access.models import AuditEntry
from app.access.support_models import SupportAccess
from app.core.clock import utcnow
from app.core.db import db
from app.realtime.connections import drop_support_connections, lock_support_connections
from app.support.standing import do_stand, locked_company
from tenants.context import platform_scope, tenant_scope
from tenants.resolve import find_company

SUBJECT = "support_access"


def do_tell(access_id: int) -> None:
    """Brings the company up to date with one access; commits."""
    with platform_scope():
        access = db.session.get(SupportAccess, access_id)
    if access is None or access.told_end_at is not None:
        return
    company = find_company(access.company_id)
    if company is not None:
        with tenant_scope(company):
            _write(access)
            db.session.commit()
    _note(access)


def _write(access: SupportAccess) -> None:
    lock_support_connections()
    told = {"name": access.staff_name, "reason": access.reason}
    if access.told_start_at is None:
        until = access.expires_at.isoformat()
        _record_once(
            "support.started", access.id, until=until, may_change=access.may_change, **told
        )
    if access.ended_at is not None:
        _record_once("support.ended", access.id, how=access.ended_how, by=access.ended_by, **told)
        drop_support_connections(access.id)


def _record_once(action: str, access_id: int, **details: object) -> None:
    same = exists().where(
        AuditEntry.action == action,
        AuditEntry.subject_kind == SUBJECT,
        AuditEntry.subject_id == str(access_id),
    )
    if not db.session.scalar(select(same)):
        record(action, SUBJECT, access_id, **details)


def _note(told: SupportAccess) -> None:
    """What opens from here on, or needs no more telling, is what was written."""
    with platform_scope():
        company = locked_company(told.company_id)
        access = db.session.get_one(SupportAccess, told.id, with_for_update=True)
        access.told_start_at = access.told_start_at or utcnow()
        if told.ended_at is not None:
            access.told_end_at = utcnow()
        do_stand(company)
