"""Who is in a company as its support, and which doors are open to them: those that say so.

A route or socket handler declares `support=SEES` or `support=CHANGES`; without either it is closed
to support access, whatever its policy says. What is open is written into the company's audit log.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import after_this_request, g, request
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.access.actor import NOBODY, SupportActor, actor_or_none
from app.access.audit import record
from app.access.permissions import STAFF_MATRIX, StaffPermission, StaffRole
from app.access.roles import Role
from app.access.staff_models import StaffMember
from app.access.support_models import SupportAccess, SupportSight
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import Problem
from app.core.ids import token_hash
from tenants.context import CompanyRef

COOKIE = "voki_support"


class Support(StrEnum):
    """`ALWAYS` is for the little that is about the access itself, such as leaving."""

    SEES = "sees"
    CHANGES = "changes"
    ALWAYS = "always"


SEES, CHANGES, ALWAYS = Support


class SupportRefused(Problem):
    """`why` is `sensitive` or `read-only`."""

    status = 403
    slug = "support-refused"
    title = "Support access does not open this"


_SENTENCES = {
    "sensitive": "What people said, showed or keep secret stays with the company.",
    "read-only": "This access is for reading. Ask for one that may change things.",
}


def support_actor(company: CompanyRef) -> SupportActor | None:
    """Whoever presents the cookie of a running access to this company. In any scope."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    with db.engine.connect() as connection:
        row = connection.execute(_running(company.id, token_hash(token))).first()
    if row is None or not _still_allowed(StaffRole(row.role), may_change=row.may_change):
        return None
    g.credential = token
    return SupportActor(
        id=NOBODY,
        name=row.staff_name,
        role=Role.MANAGER,
        department_ids=frozenset(),
        session_id=row.id,
        may_change=row.may_change,
        language=row.language,
    )


def _running(company_id: int, hashed: bytes) -> Any:
    return (
        select(
            SupportAccess.id,
            SupportAccess.staff_name,
            SupportAccess.may_change,
            StaffMember.role,
            StaffMember.language,
        )
        .join(StaffMember, StaffMember.id == SupportAccess.staff_id)
        .where(
            SupportAccess.token_hash == hashed,
            SupportAccess.company_id == company_id,
            SupportAccess.ended_at.is_(None),
            SupportAccess.expires_at > utcnow(),
            StaffMember.active,
        )
    )


def _still_allowed(role: StaffRole, *, may_change: bool) -> bool:
    needed = {StaffPermission.SUPPORT_ACCESS}
    if may_change:
        needed.add(StaffPermission.SUPPORT_CHANGE)
    return needed <= STAFF_MATRIX[role]


def check_support(opens: Support | None, *, writes: bool, public: bool) -> None:
    """Raises SupportRefused for a support actor at a door that is not theirs.

    What anyone on the internet may read is no secret to support either; a write is one all the same.
    """
    actor = actor_or_none()
    if not isinstance(actor, SupportActor) or opens is Support.ALWAYS:
        return
    if writes and not actor.may_change:
        raise _refusal("read-only")
    if opens is None and (writes or not public):
        raise _refusal("sensitive")


def _refusal(why: str) -> SupportRefused:
    return SupportRefused(_SENTENCES[why], why=why)


def note_support(opens: Support | None, path: str, *, writes: bool) -> None:
    """Writes into the company's log what support changed, and what it saw for the first time."""
    actor = actor_or_none()
    if not isinstance(actor, SupportActor) or opens not in (Support.SEES, Support.CHANGES):
        return
    if writes:
        record("support.changed", "support_access", actor.session_id, path=path)
    elif _is_first_look(actor.session_id, path):
        record("support.seen", "support_access", actor.session_id, path=path)


def _is_first_look(access_id: int, path: str) -> bool:
    added = (
        insert(SupportSight)
        .values(access_id=access_id, path=path)
        .on_conflict_do_nothing()
        .returning(SupportSight.id)
    )
    return db.session.scalar(added) is not None


def send_support_cookie(token: str, seconds: int) -> None:
    _on_response(lambda response: response.set_cookie(COOKIE, token, max_age=seconds, **_flags()))


def drop_support_cookie() -> None:
    _on_response(lambda response: response.delete_cookie(COOKIE, **_flags()))


def _on_response(change: Any) -> None:
    @after_this_request
    def apply(response: Any) -> Any:
        change(response)
        return response


def _flags() -> dict[str, Any]:
    return {"httponly": True, "samesite": "Lax", "secure": settings().secure_cookies}
