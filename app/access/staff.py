"""The platform's staff: who is signed in on the platform's host, and how one is made."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.access.actor import StaffActor, set_actor
from app.access.audience import STAFF
from app.access.permissions import StaffRole
from app.access.sessions import live_session, presented_token
from app.access.staff_models import StaffMember
from app.core.config import settings
from app.core.db import db


def authenticate_staff() -> None:
    """Sets the actor from the staff's cookie, or to nobody."""
    set_actor(None)
    token = presented_token(STAFF)
    found = live_session(STAFF, token) if token else None
    if found:
        set_actor(staff_actor(*found))


def staff_actor(session: Any, member: Any) -> StaffActor:
    return StaffActor(
        id=member.id,
        name=member.name,
        role=StaffRole(member.role),
        session_id=session.id,
        must_enrol=settings().staff_totp_required and member.totp_confirmed_at is None,
    )


def do_create_staff(email: str, name: str, role: StaffRole) -> StaffMember:
    """Makes a member of staff who cannot sign in yet, or finds the one with this address."""
    folded = email.strip().lower()
    member = db.session.scalar(select(StaffMember).where(StaffMember.email == folded))
    if member is None:
        member = StaffMember(email=folded)
        db.session.add(member)
    member.name, member.role, member.active = name, role, True
    db.session.flush()
    return member
