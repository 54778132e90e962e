"""The two kinds of people who sign in, each with tables and a cookie of its own.

On a company's host it is the company's people, on the platform's host its staff. A session of one
means nothing to the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.access.columns import HasCredentials, IsOneTimeToken, IsSession
from app.access.models import OneTimeToken, Person, PersonSession
from app.access.staff_models import StaffMember, StaffSession, StaffToken
from app.core.config import settings
from tenants.context import current_company_or_none

Member = HasCredentials
Session = IsSession
Token = IsOneTimeToken


@dataclass(frozen=True)
class Audience:
    kind: str
    member: type[Member]
    session: type[Session]
    token: type[Token]
    cookie: str


PEOPLE = Audience("person", Person, PersonSession, OneTimeToken, "voki_session")
STAFF = Audience("staff", StaffMember, StaffSession, StaffToken, "voki_staff")


def current_audience() -> Audience:
    """Whose sign-in the open scope is about."""
    return STAFF if current_company_or_none() is None else PEOPLE


def scope_name() -> str:
    """The company's schema, or `platform`: part of every key that the two must not share."""
    company = current_company_or_none()
    return company.schema if company else "platform"


def address_of(path: str) -> str:
    """The full address of a page on the host that the open scope is served at."""
    company = current_company_or_none()
    host = company.host if company else settings().platform_host
    return f"{settings().public_scheme}://{host}{path}"
