"""The beginning and the end of a company, as staff decide them. Each needs a reason for their log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from app.access.actor import current_staff
from app.access.audit import record
from app.core.after_commit import after_commit
from app.core.db import db, outside_transaction
from app.core.errors import Conflict, Invalid, NotFound
from app.domains.operations import do_settle
from app.superadmin.jobs import ask_for_work, end_subscription, invite_company_owners
from app.superadmin.models import TaskKind
from app.superadmin.queries import get_company
from app.superadmin.task_operations import do_ask
from app.superadmin.task_queries import finished_export, waiting_task
from app.superadmin.usage_queries import owners
from media.storage import MAX_LINK_SECONDS, signed_url
from tenants import lifecycle
from tenants.context import tenant_scope
from tenants.models import Company, CompanyStatus
from tenants.provision import (
    NewCompany,
    ProvisioningRefused,
    SlugReserved,
    SlugTaken,
    reserve_company,
)
from tenants.resolve import find_company

SUBJECT = "company"


class BeingErased(Conflict):
    slug = "company-being-erased"
    title = "The company is being erased"


def do_provision(values: Mapping[str, Any]) -> int:
    """Takes the address, and asks for the rest; returns the company's number. Raises Invalid."""
    owner = {
        "name": values["owner_name"],
        "email": values["owner_email"],
        "language": values["language"],
    }
    names = ("slug", "name", "plan", "language", "time_zone")
    company_id = _reserved(NewCompany(**{name: values[name] for name in names}))
    _ask(company_id, TaskKind.PROVISION, {"owner": owner})
    record("company.provisioned", SUBJECT, company_id, plan=values["plan"], reason=values["reason"])
    return company_id


def _reserved(company: NewCompany) -> int:
    try:
        return reserve_company(company)
    except (SlugTaken, SlugReserved) as had:
        raise Invalid({"slug": ["This address cannot be had. Choose another one."]}) from had
    except ProvisioningRefused as refused:
        raise Invalid({"slug": [str(refused)]}) from refused


def do_invite_owner(company_id: int, reason: str) -> None:
    """Another link for the owner who never came in; raises Conflict when all of them have."""
    get_company(company_id)
    with outside_transaction():
        waiting = _who_never_came(company_id)
    if not waiting:
        raise Conflict("The owner has a password already. They can ask for a new one at sign-in.")
    record("company.owner_invited", SUBJECT, company_id, reason=reason)
    after_commit(lambda: invite_company_owners.enqueue(company_id))


def _who_never_came(company_id: int) -> bool:
    company = find_company(company_id)
    if company is None:
        raise Conflict("The company is not served. Restore it first.")
    with tenant_scope(company):
        return any(not owner["has_password"] for owner in owners())


def do_close(company_id: int, reason: str, keep_days: int) -> None:
    """Serves the company no more and ends its subscription; its data stay for so many days."""
    company = lifecycle.close(company_id, timedelta(days=keep_days))
    do_settle(company)
    record("company.closed", SUBJECT, company_id, reason=reason, erase_at=company.erase_at)
    end_subscription.enqueue_on_commit(closed_id=company_id)


def check_not_erasing(company_id: int) -> None:
    """Raises BeingErased: what has begun to go does not come back."""
    if waiting_task(company_id, TaskKind.ERASE) is not None:
        raise BeingErased("It cannot be restored any more.")


def do_export(company_id: int, reason: str) -> None:
    """Raises Conflict where there is nothing to export yet."""
    company = _locked(company_id)
    if company.status == CompanyStatus.PROVISIONING:
        raise Conflict("The company is still being set up.")
    check_not_erasing(company_id)
    _ask(company_id, TaskKind.EXPORT)
    record("company.exported", SUBJECT, company_id, reason=reason)


def do_fetch_export(company_id: int, task_id: int) -> str:
    """A link to the archive that holds for minutes; each one is in the log. Raises NotFound."""
    task = finished_export(company_id, task_id)
    company = get_company(company_id)
    record("company.export_fetched", SUBJECT, company_id, export=task_id)
    name = f"{company.slug}-{task.asked_at:%Y-%m-%d}.zip"
    return signed_url(task.payload["key"], name, "application/zip", seconds=MAX_LINK_SECONDS)


def do_erase(company_id: int, slug: str, reason: str) -> None:
    """Raises Invalid unless the slug was typed, StatusRefused unless the company is closed."""
    company = _locked(company_id)
    if slug != company.slug:
        raise Invalid({"slug": ["This is not the address of the company."]})
    if company.status != CompanyStatus.CLOSED:
        raise lifecycle.StatusRefused("Close the company first.")
    _ask(company_id, TaskKind.ERASE)
    record("company.erased", SUBJECT, company_id, reason=reason)


def _ask(company_id: int, kind: TaskKind, payload: Mapping[str, Any] | None = None) -> None:
    task = do_ask(company_id, kind, current_staff().name, payload)
    ask_for_work(task)


def _locked(company_id: int) -> Company:
    company = db.session.get(Company, company_id, with_for_update=True)
    if company is None or company.erased_at:
        raise NotFound()
    return company
