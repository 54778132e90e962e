"""Everything that changes an account: signing in and out, passwords, profile, second factor.

All of it is about whoever signs in at the host of the open scope: a company's people or the staff.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.access import passwords, totp
from app.access.actor import Actor, set_actor
from app.access.audience import Member, current_audience
from app.access.audit import record
from app.access.jobs import send_link, send_notice
from app.access.limiter import (
    LINK,
    PASSWORD_CHECK,
    PASSWORD_RESET,
    SECOND_FACTOR,
    SIGN_IN,
    count_attempt,
    forget_attempts,
)
from app.access.models import Person
from app.access.one_time import Purpose, do_use_link, holder_of
from app.access.sessions import (
    do_end_session,
    do_end_sessions,
    do_open_session,
    member_of,
    person_actor,
)
from app.access.staff import staff_actor
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import Conflict, Invalid, Problem
from tenants.brand import PRODUCT_NAME
from tenants.context import current_company_or_none

# Within this time of signing in, the password need not be typed again.
FRESH = timedelta(minutes=15)


class InvalidCredentials(Problem):
    status = 401
    slug = "invalid-credentials"
    title = "The email or the password is wrong"


class SecondFactorRequired(Problem):
    """`code_refused` tells a wrong or used code from one that is still to be asked for."""

    status = 401
    slug = "second-factor-required"
    title = "A code of the second factor is needed"


def do_sign_in(email: str, password: str, code: str | None) -> str:
    """Opens a session and returns its cookie value.

    Raises InvalidCredentials, SecondFactorRequired or TooManyAttempts. Unknown, inactive and known
    people take the same path.
    """
    account = email.strip().lower()
    count_attempt(SIGN_IN, account)
    member = _by_email(account)
    matches = passwords.verify_password(member.password_hash if member else None, password)
    if member is None or not matches or not member.active:
        _record("session.refused", member)
        raise InvalidCredentials(keeps_writes=True)
    _check_second_factor(member, code)
    forget_attempts(SIGN_IN, account)
    if member.password_hash and passwords.needs_rehash(member.password_hash):
        member.password_hash = passwords.hash_password(password)
    return _open(member)


def _check_second_factor(member: Member, code: str | None) -> None:
    if not totp.is_enrolled(member):
        return
    if not code:
        raise SecondFactorRequired("Enter the code of your authenticator app.", code_refused=False)
    count_attempt(SECOND_FACTOR, member.email)
    if not totp.do_use_second_factor(member, code):
        _record("session.second_factor_refused", member)
        raise SecondFactorRequired(
            "This code is wrong or has been used.", code_refused=True, keeps_writes=True
        )
    forget_attempts(SECOND_FACTOR, member.email)


def _open(member: Member) -> str:
    session, token = do_open_session(member)
    member.last_signed_in_at = utcnow()
    is_person = isinstance(member, Person)
    set_actor(person_actor(session, member) if is_person else staff_actor(session, member))
    _record("session.opened", member)
    return token


def do_sign_out(actor: Actor) -> None:
    do_end_session(actor.id, actor.session_id, reason="signed_out")
    record("session.ended", actor.kind, actor.id)


def do_request_reset(email: str) -> None:
    """Asks for a link by mail; nobody learns from it whether the address is known here."""
    account = email.strip().lower()
    count_attempt(PASSWORD_RESET, account)
    send_link(Purpose.PASSWORD_RESET, email=account)


def do_invite(member: Member) -> None:
    """Mails a link that sets somebody's first password; earlier invitations stop working."""
    if isinstance(member, Person):
        member.invited_at = utcnow()
    send_link(Purpose.INVITATION, id=member.id)
    _record("person.invited", member)


def link_holder(token: str, purpose: Purpose) -> dict[str, str]:
    """Whom the link is for, without using it up; raises NotFound."""
    count_attempt(LINK, token)
    member = holder_of(token, purpose)
    return {"email": member.email, "name": member.name, "company": _house()}


def do_set_password_by_link(token: str, purpose: Purpose, password: str) -> None:
    """Uses the link up and ends every session of its holder; raises NotFound or Invalid."""
    count_attempt(LINK, token)
    member = holder_of(token, purpose)
    _check_quality(member, password)
    do_use_link(token, purpose)
    member.password_hash = passwords.hash_password(password)
    do_end_sessions(member.id, reason="password_reset")
    _record("person.password_set", member, by=purpose.value)
    if purpose is Purpose.PASSWORD_RESET:
        send_notice("password_changed", member.id)


def do_enter(token: str) -> str:
    """Opens a session for the holder of an entrance link, which is used up; raises NotFound."""
    count_attempt(LINK, token)
    member = holder_of(token, Purpose.ENTRANCE)
    do_use_link(token, Purpose.ENTRANCE)
    return _open(member)


def do_change_password(actor: Actor, current_password: str, password: str) -> None:
    """Raises Invalid for either field; every other session of this person ends."""
    member = member_of(actor.id)
    _check_password(member, current_password, field="current_password")
    _check_quality(member, password)
    member.password_hash = passwords.hash_password(password)
    do_end_sessions(member.id, except_session=actor.session_id, reason="password_changed")
    _record("person.password_set", member, by="themselves")
    send_notice("password_changed", member.id)


def do_update_profile(actor: Actor, changes: dict[str, Any]) -> None:
    """`changes` may hold `name`, `language` and `theme`."""
    member = member_of(actor.id)
    for name, value in changes.items():
        setattr(member, name, value.strip() if name == "name" else value)
    if isinstance(member, Person):
        member.touch()


def do_start_totp(actor: Actor, password: str | None) -> dict[str, str]:
    """→ secret, address and picture for the app; asks for the password of an older session."""
    member = member_of(actor.id)
    session = db.session.get_one(current_audience().session, actor.session_id)
    if password or session.created_at < utcnow() - FRESH:
        _check_password(member, password or "", field="password")
    return totp.do_start_enrolment(member)


def do_confirm_totp(actor: Actor, code: str) -> list[str]:
    """Turns the second factor on and returns the recovery codes, which are shown this once."""
    member = member_of(actor.id)
    count_attempt(SECOND_FACTOR, member.email)
    codes = totp.do_confirm_enrolment(member, code)
    forget_attempts(SECOND_FACTOR, member.email)
    _record("person.second_factor_on", member)
    send_notice("second_factor_changed", member.id, enabled=True)
    return codes


def do_disable_totp(actor: Actor, password: str) -> None:
    """Raises Invalid for a wrong password, Conflict where everyone is asked for it."""
    company = current_company_or_none()
    if company is not None and company.totp_required_at:
        raise Conflict("Your company asks everyone for a second factor.")
    if company is None and settings().staff_totp_required:
        raise Conflict("Everyone of the staff needs a second factor.")
    member = member_of(actor.id)
    _check_password(member, password, field="password")
    totp.do_disable(member)
    _record("person.second_factor_off", member)
    send_notice("second_factor_changed", member.id, enabled=False)


def _by_email(account: str) -> Member | None:
    kind = current_audience().member
    return db.session.scalar(select(kind).where(kind.email == account))


def _check_password(member: Member, password: str, *, field: str) -> None:
    count_attempt(PASSWORD_CHECK, member.email)
    if not passwords.verify_password(member.password_hash, password):
        raise Invalid({field: ["This is not your present password."]}, reason="wrong_password")
    forget_attempts(PASSWORD_CHECK, member.email)


def _check_quality(member: Member, password: str) -> None:
    passwords.check_quality(password, (member.name, member.email, _house(), PRODUCT_NAME))


def _house() -> str:
    company = current_company_or_none()
    return company.name if company else PRODUCT_NAME


def _record(action: str, member: Member | None, **details: Any) -> None:
    kind = current_audience().kind
    named = {"name": member.name} if member else {}
    record(action, kind, member.id if member else "unknown", **named | details)
