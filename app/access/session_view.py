"""What a browser is told about its session: who, where, and what is allowed.

Parts that stand above this package, such as the plan's features, are contributed from there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from flask import g

from app.access.actor import Actor, SupportActor, current_actor
from app.access.csrf import csrf_token
from app.access.schemas import SessionSchema
from app.access.sessions import member_of
from app.core.config import settings
from tenants.brand import brand_of
from tenants.context import CompanyRef, current_company, current_company_or_none

Part = Callable[[], Any]
# Nothing is allowed until somebody says so.
_parts: dict[str, Part] = {"features": list, "announcements": list, "limits": lambda: None}


def contribute(name: str, part: Part) -> None:
    """`part` is asked in a company's scope, at each view of a session of its people.

    It is the same for all of them: whoever depends on one person does not belong here.
    """
    _parts[name] = part


def session_view() -> dict[str, Any]:
    """The dumped view of who is signed in; raises NotSignedIn."""
    actor = current_actor(while_enrolling=True)
    company = current_company_or_none()
    shared = _company_state(company) if company else {}
    view: dict[str, Any] = SessionSchema().dump(
        {
            "audience": actor.kind,
            "person": person_view(actor),
            "company": None,
            "permissions": [] if actor.must_enrol else sorted(actor.permissions),
            "needs_second_factor": actor.must_enrol,
            "csrf_token": csrf_token(g.credential),
            "features": [],
            "announcements": [],
            "limits": None,
            "billing": None,
            "support": [],
            "revision": _revision(shared) if company else None,
        }
        | shared
    )
    return view


def company_revision() -> str:
    """Names the present state of what the company's people share; another state has another name."""
    return _revision(_company_state(current_company()))


def _company_state(company: CompanyRef) -> dict[str, Any]:
    parts = {name: part() for name, part in _parts.items()}
    return {"company": _company_view(company)} | parts


def _revision(state: dict[str, Any]) -> str:
    text = json.dumps(state, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]


def person_view(actor: Actor) -> dict[str, Any]:
    if isinstance(actor, SupportActor):
        return _visitor_view(actor)
    member = member_of(actor.id)
    company = current_company_or_none()
    return {
        "id": member.id,
        "name": member.name,
        "email": member.email,
        "role": member.role,
        "language": member.language or (company.language if company else "en"),
        "theme": member.theme,
        "has_totp": member.totp_confirmed_at is not None,
    }


def _visitor_view(actor: SupportActor) -> dict[str, Any]:
    """A member of staff is nobody of the company: a name, and a manager's place."""
    return {
        "id": actor.id,
        "name": actor.name,
        "email": "",
        "role": actor.role,
        "language": actor.language or current_company().language,
        "theme": "auto",
        "has_totp": True,
    }


def _company_view(company: CompanyRef) -> dict[str, Any]:
    return {
        "name": company.name,
        "slug": company.slug,
        "status": company.status,
        "plan": company.plan,
        "language": company.language,
        "time_zone": company.time_zone,
        "brand": asdict(brand_of(company)),
        "contact": {"email": settings().sales_email, "whatsapp": settings().sales_whatsapp},
    }
