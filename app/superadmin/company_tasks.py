"""What each kind of long task does. All of it can be repeated after a kill at any point.

Each gets the company's number and what was noted for it, runs outside of any transaction, and
returns what is to be kept of the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.access.audit import record
from app.access.models import Person
from app.access.operations import do_invite
from app.access.roles import Role
from app.core.db import db
from app.core.ids import new_token
from app.superadmin.models import TaskKind
from media.storage import company_key, delete_objects, put_file
from tenants.context import tenant_scope
from tenants.erase import erase_company
from tenants.export import export_company
from tenants.provision import finish_company
from tenants.resolve import find_company

ZIP = "application/zip"
EXPORT_LASTS = timedelta(days=7)
Payload = Mapping[str, Any]


def provision(company_id: int, payload: Payload) -> Payload:
    """The same steps as after a sign-up; the owner chooses a password by the invitation's link."""
    finish_company(company_id)
    company = find_company(company_id)
    if company is None:
        raise RuntimeError(f"Company {company_id} was made and is not served.")
    with tenant_scope(company):
        _make_owner(payload["owner"])
        db.session.commit()
    return {}


def _make_owner(columns: Payload) -> None:
    made = upsert(Person).values(role=Role.OWNER, **columns).on_conflict_do_nothing()
    owner_id = db.session.scalar(made.returning(Person.id))
    if owner_id is not None:
        record("company.provisioned", "person", owner_id)
        do_invite(db.session.get_one(Person, owner_id))


def export(company_id: int, payload: Payload) -> Payload:
    """The archive lies under a name that nobody can guess, among the company's other objects."""
    key = company_key(company_id, "exports", f"{new_token()}.zip")
    with NamedTemporaryFile(suffix=".zip") as file:
        export_company(company_id, file)
        file.flush()
        put_file(key, file.name, ZIP)
        return {"key": key, "size": file.tell()}


def forget_export(payload: Payload) -> None:
    delete_objects([payload["key"]])


def erase(company_id: int, payload: Payload) -> Payload:
    """What lies outside of the database goes first: see who subscribes to `CompanyErasing`."""
    erase_company(company_id)
    return {}


DO: Mapping[TaskKind, Callable[[int, Payload], Payload]] = {
    TaskKind.PROVISION: provision,
    TaskKind.EXPORT: export,
    TaskKind.ERASE: erase,
}


def invite_owners() -> None:
    """In the company's scope: whoever owns it and has no password yet gets another link."""
    query = select(Person).where(
        Person.role == Role.OWNER, Person.active, Person.password_hash.is_(None)
    )
    for owner in db.session.scalars(query).all():
        do_invite(owner)
