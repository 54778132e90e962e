"""From a reserved row to a company that its owner can enter."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.access.audience import address_of
from app.access.audit import record
from app.access.jobs import send_notice
from app.access.models import Person
from app.access.roles import Role
from app.core.clock import utcnow
from app.core.db import db
from app.signup.models import Signup
from app.signup.state import SignupState
from tenants.context import CompanyRef, tenant_scope


def owner_of(signup: Signup) -> dict[str, Any]:
    """The columns of the person who signed up."""
    return {
        "name": signup.person_name,
        "email": signup.email,
        "password_hash": signup.password_hash,
        "language": signup.language,
    }


def do_make_owner(company: CompanyRef, columns: dict[str, Any]) -> None:
    """Makes the company's first person, once, in a transaction of its own."""
    with tenant_scope(company):
        made = upsert(Person).values(role=Role.OWNER, **columns).on_conflict_do_nothing()
        owner_id = db.session.scalar(made.returning(Person.id))
        if owner_id is not None:
            record("company.signed_up", "person", owner_id, email=columns["email"])
            send_notice("welcome", owner_id, link=address_of("/"))
            db.session.commit()


def do_note_ready(signup_id: int) -> None:
    """The company works; a paid plan is paid for next. The password is kept by the owner alone."""
    signup = db.session.scalar(select(Signup).where(Signup.id == signup_id).with_for_update())
    if signup is not None and signup.state == SignupState.PROVISIONING:
        signup.state = SignupState.READY if signup.plan == "free" else SignupState.PAYMENT
        signup.ready_at = utcnow()
        signup.password_hash = None
