"""Reads of sign-ups, each by a secret of its browser, and of a company's setting up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from app.access.models import Person
from app.access.roles import Role
from app.calls.models import Call
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import token_hash
from app.links.models import AccessLink
from app.signup.models import SetupStep, Signup
from app.signup.state import ENTRANCE_FOR, RESEND_AFTER, SignupState
from app.team.models import Department
from tenants.context import current_company
from tenants.resolve import company_host

STEPS = ("brand", "department", "team", "link", "call")


def get_signup(token: str, *, lock: bool = False) -> Signup:
    """Raises NotFound."""
    query = select(Signup).where(Signup.token_hash == token_hash(token))
    signup = db.session.scalar(query.with_for_update() if lock else query)
    if signup is None:
        raise NotFound("This sign-up is not known. Start again.")
    return signup


def signup_view(signup: Signup) -> dict[str, Any]:
    return {
        "state": signup.state,
        "email": signup.email,
        "company_name": signup.company_name,
        "slug": signup.slug,
        "host": company_host(signup.slug),
        "plan": signup.plan,
        "interval": signup.interval,
        "currency": signup.currency,
        "mailed": not signup.mail_due,
        "send_again_at": signup.mailed_at + RESEND_AFTER if signup.mailed_at else None,
        "can_enter": can_enter(signup),
    }


def can_enter(signup: Signup) -> bool:
    """Whether its browser may still walk in without the password."""
    ready = signup.state in (SignupState.READY, SignupState.PAYMENT)
    fresh = signup.ready_at is not None and signup.ready_at > utcnow() - ENTRANCE_FOR
    return ready and fresh


def setup_view() -> dict[str, Any]:
    """The guide's steps in their order: `done` by what exists, or `skipped`, or `open`."""
    skipped = set(db.session.scalars(select(SetupStep.name)))
    done = {
        "brand": bool(current_company().brand),
        "department": _any(select(Department.id).where(Department.active)),
        "team": _any(select(Person.id).where(Person.role != Role.OWNER)),
        "link": _any(select(AccessLink.id)),
        "call": _any(select(Call.id).where(Call.answered_at.is_not(None))),
    }
    steps = [{"name": name, "state": _state(name, done, skipped)} for name in STEPS]
    return {"steps": steps, "finished": all(step["state"] != "open" for step in steps)}


def _state(name: str, done: dict[str, bool], skipped: set[str]) -> str:
    if done[name]:
        return "done"
    return "skipped" if name in skipped else "open"


def _any(query: Any) -> bool:
    return bool(db.session.scalar(select(exists(query))))
