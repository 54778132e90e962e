"""The way from the platform's host into the new company: signed in, once, without a password."""

from __future__ import annotations

from sqlalchemy import select

from app.access.models import Person
from app.access.one_time import Purpose, do_make_link
from app.access.roles import Role
from app.core.db import db
from app.core.errors import NotFound
from tenants.context import tenant_scope
from tenants.resolve import find_company


def do_make_entrance(company_id: int, email: str) -> str:
    """The address of a page that signs the owner in; raises NotFound. Commits."""
    company = find_company(company_id)
    if company is None:
        raise NotFound()
    with tenant_scope(company):
        owner = db.session.scalar(
            select(Person).where(Person.email == email, Person.role == Role.OWNER, Person.active)
        )
        if owner is None:
            raise NotFound()
        link = do_make_link(owner, Purpose.ENTRANCE)
        db.session.commit()
        return link
