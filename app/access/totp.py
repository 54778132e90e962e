"""The second factor: codes of an authenticator app, each good once, and recovery codes."""

from __future__ import annotations

from typing import Any

import pyotp
import segno
from sqlalchemy import LargeBinary, any_, func, literal, or_, update

from app.access.audience import Member, current_audience
from app.access.models import Person
from app.access.sealed import SealedColumn, sealed_column
from app.access.staff_models import StaffMember
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, Invalid
from app.core.ids import readable_code, token_hash
from tenants.brand import PRODUCT_NAME
from tenants.context import current_company_or_none

STEP_SECONDS = 30
DIGITS = 6
# Clocks of phones are off by up to a step.
DRIFT_STEPS = (0, -1, 1)
RECOVERY_CODES = 10
RECOVERY_LENGTH = 16
GROUP = 4

_PERSON_SECRET = sealed_column(Person, "totp_secret")
_STAFF_SECRET = sealed_column(StaffMember, "totp_secret")


def is_enrolled(member: Member) -> bool:
    return member.totp_confirmed_at is not None


def do_start_enrolment(member: Member) -> dict[str, str]:
    """Writes a secret that counts once confirmed; → `secret`, its `uri`, and a `qr` image."""
    if is_enrolled(member):
        raise Conflict("Turn the second factor off before setting it up again.")
    secret = pyotp.random_base32()
    member.totp_secret = _column(member).seal(member.id, secret)
    member.totp_last_step = None
    company = current_company_or_none()
    issuer = company.name if company else PRODUCT_NAME
    uri = pyotp.TOTP(secret).provisioning_uri(name=member.email, issuer_name=issuer)
    return {"secret": secret, "uri": uri, "qr": segno.make(uri).svg_data_uri(scale=5)}


def do_confirm_enrolment(member: Member, code: str) -> list[str]:
    """Turns the second factor on; returns its recovery codes, raises Invalid for a wrong code."""
    if is_enrolled(member) or member.totp_secret is None:
        raise Conflict("Start the set-up first.")
    if not do_use_code(member, code):
        raise Invalid({"code": ["This code is wrong or has been used."]})
    codes = [readable_code(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]
    member.totp_confirmed_at = utcnow()
    member.recovery_hashes = [token_hash(each) for each in codes]
    return [_grouped(each) for each in codes]


def do_disable(member: Member) -> None:
    member.totp_secret = None
    member.totp_confirmed_at = None
    member.totp_last_step = None
    member.recovery_hashes = []


def do_use_second_factor(member: Member, given: str) -> bool:
    """Uses up a code of the authenticator or a recovery code; False when it is neither."""
    plain = "".join(filter(str.isalnum, given)).upper()
    if plain.isdigit() and len(plain) == DIGITS:
        return do_use_code(member, plain)
    return _use_recovery_code(member, plain)


def do_use_code(member: Member, code: str) -> bool:
    """One conditional write: of two requests with one code one wins, and none can repeat it."""
    step = _matching_step(member, "".join(code.split()))
    if step is None:
        return False
    kind: Any = current_audience().member
    return _changed(
        update(kind)
        .where(kind.id == member.id, or_(kind.totp_last_step.is_(None), kind.totp_last_step < step))
        .values(totp_last_step=step)
    )


def _matching_step(member: Member, code: str) -> int | None:
    if member.totp_secret is None:
        return None
    totp = pyotp.TOTP(_column(member).open(member.id, member.totp_secret))
    now = int(utcnow().timestamp()) // STEP_SECONDS
    steps = (now + drift for drift in DRIFT_STEPS)
    matching = (step for step in steps if totp.verify(code, for_time=step * STEP_SECONDS))
    return next(matching, None)


def _use_recovery_code(member: Member, code: str) -> bool:
    kind: Any = current_audience().member
    used = literal(token_hash(code), LargeBinary)
    return _changed(
        update(kind)
        .where(kind.id == member.id, used == any_(kind.recovery_hashes))
        .values(recovery_hashes=func.array_remove(kind.recovery_hashes, used))
    )


def _changed(statement: Any) -> bool:
    result: Any = db.session.execute(statement.execution_options(synchronize_session="fetch"))
    return bool(result.rowcount == 1)


def _column(member: Member) -> SealedColumn:
    return _PERSON_SECRET if isinstance(member, Person) else _STAFF_SECRET


def _grouped(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
