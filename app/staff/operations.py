"""What admins change about the staff. Each change carries its reason into the staff's audit log."""

from __future__ import annotations

from sqlalchemy import func, select

from app.access import totp
from app.access.actor import StaffActor
from app.access.audit import record
from app.access.domain_events import StaffChanged
from app.access.jobs import send_notice
from app.access.operations import do_invite
from app.access.permissions import StaffRole
from app.access.sessions import do_end_sessions
from app.access.staff_models import StaffMember
from app.core.bus import publish
from app.core.db import db
from app.core.errors import Conflict, Invalid, NotFound

SUBJECT = "staff"


def do_add(name: str, email: str, role: StaffRole) -> StaffMember:
    """Makes somebody who sets the password by the link in the mail; raises Invalid."""
    if db.session.scalar(select(StaffMember.id).where(StaffMember.email == email)):
        raise Invalid({"email": ["Somebody of the staff has this address already."]})
    member = StaffMember(name=name, email=email, role=role)
    db.session.add(member)
    db.session.flush()
    record("staff.created", SUBJECT, member.id, name=name, email=email, role=role)
    do_invite(member)
    return member


def do_invite_again(member_id: int) -> StaffMember:
    member = locked_member(member_id)
    if not member.active or member.password_hash:
        raise Conflict("Only somebody who has not set a password yet can be invited again.")
    do_invite(member)
    return member


def do_change_role(actor: StaffActor, member_id: int, role: StaffRole, reason: str) -> StaffMember:
    """Their sign-ins end, so that nothing is open that the new role does not have."""
    member = _other(actor, member_id)
    if role != StaffRole.ADMIN:
        _check_not_last_admin(member)
    before, member.role = member.role, role
    do_end_sessions(member.id, reason="role_changed")
    publish(StaffChanged(member.id))
    record("staff.role_changed", SUBJECT, member.id, **_told(member, reason), role=[before, role])
    return member


def do_deactivate(actor: StaffActor, member_id: int, reason: str) -> StaffMember:
    """Their sign-ins and their access to companies end at once."""
    member = _other(actor, member_id)
    _check_not_last_admin(member)
    member.active = False
    do_end_sessions(member.id, reason="deactivated")
    publish(StaffChanged(member.id))
    record("staff.deactivated", SUBJECT, member.id, **_told(member, reason))
    return member


def do_activate(actor: StaffActor, member_id: int, reason: str) -> StaffMember:
    member = _other(actor, member_id)
    member.active = True
    record("staff.activated", SUBJECT, member.id, **_told(member, reason))
    return member


def do_reset_totp(actor: StaffActor, member_id: int, reason: str) -> StaffMember:
    """For a lost phone: whoever signs in next sets the second factor up anew."""
    member = _other(actor, member_id)
    if not totp.is_enrolled(member):
        raise Conflict("There is no second factor to reset.")
    totp.do_disable(member)
    do_end_sessions(member.id, reason="ended_elsewhere")
    record("staff.second_factor_reset", SUBJECT, member.id, **_told(member, reason))
    send_notice("second_factor_changed", member.id, enabled=False)
    return member


def locked_member(member_id: int) -> StaffMember:
    """Raises NotFound."""
    member = db.session.get(StaffMember, member_id, with_for_update=True)
    if member is None:
        raise NotFound()
    return member


def _other(actor: StaffActor, member_id: int) -> StaffMember:
    """Somebody else than the actor: a mistake about oneself would need another's help."""
    _lock_admins()
    member = locked_member(member_id)
    if member.id == actor.id:
        raise Conflict("Another admin has to change your own account.", slug="staff-oneself")
    return member


def _lock_admins() -> None:
    """Of two admins who deactivate each other, one comes second and is asked who is left."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("staff", 0))))


def _check_not_last_admin(member: StaffMember) -> None:
    others = select(func.count()).where(
        StaffMember.active, StaffMember.role == StaffRole.ADMIN, StaffMember.id != member.id
    )
    if member.role == StaffRole.ADMIN and not db.session.scalar(others):
        raise Conflict("The staff needs an admin. Make somebody else one first.", slug="last-admin")


def _told(member: StaffMember, reason: str) -> dict[str, str]:
    return {"name": member.name, "reason": reason}
