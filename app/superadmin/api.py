"""The staff's HTTP API, served on the platform's host only."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_staff
from app.access.permissions import StaffPermission
from app.access.policy import RequiresStaff
from app.api.fields import ReasonSchema
from app.api.paging import Page
from app.api.routes import get, post, put, routes
from app.superadmin import (
    growth_queries,
    invoice_queries,
    lifecycle_operations,
    operations,
    queries,
    schemas,
)
from app.superadmin.company_schemas import CompanyDetailSchema, InvoicesSchema
from app.superadmin.growth_schemas import GrowthSchema
from app.superadmin.lifecycle_schemas import (
    CloseSchema,
    EraseSchema,
    MadeCompanySchema,
    ProvisionSchema,
)
from billing.schemas import AddressSchema


def list_companies(query: dict[str, Any]) -> Page:
    return queries.company_page(query)


def show_growth() -> dict[str, Any]:
    """New companies, trials, churn and, for those who see billing, revenue."""
    money = growth_queries.revenue() if _sees_money() else None
    return growth_queries.growth() | {"revenue": money}


def show_company(company_id: int) -> dict[str, Any]:
    return queries.company_detail(company_id, sees_money=_sees_money())


def list_company_invoices(company_id: int) -> dict[str, Any]:
    """The latest bills of the company, from Stripe."""
    return {"items": invoice_queries.latest_invoices(company_id)}


def provision_company(body: dict[str, Any]) -> dict[str, int]:
    """Takes the address at once; the rest is made by a job, which invites the owner by mail."""
    return {"id": lifecycle_operations.do_provision(body)}


def invite_owner(body: dict[str, Any], company_id: int) -> None:
    """Another link for an owner who has not come in yet."""
    lifecycle_operations.do_invite_owner(company_id, body["reason"])


def suspend_company(body: dict[str, Any], company_id: int) -> None:
    """Its people can no longer work; calls in progress end as they would."""
    operations.do_move(company_id, "suspend", body["reason"])


def restore_company(body: dict[str, Any], company_id: int) -> None:
    """Undoes a suspension, or a closing before the company was erased."""
    lifecycle_operations.check_not_erasing(company_id)
    operations.do_move(company_id, "restore", body["reason"])


def close_company(body: dict[str, Any], company_id: int) -> None:
    """It is served no more and pays no more; its data stay for so many days, then they are erased."""
    lifecycle_operations.do_close(company_id, body["reason"], body["keep_days"])


def export_company(body: dict[str, Any], company_id: int) -> None:
    """Asks for an archive of all its data."""
    lifecycle_operations.do_export(company_id, body["reason"])


def fetch_export(company_id: int, task_id: int) -> dict[str, str]:
    """A link to the archive that holds for five minutes."""
    return {"url": lifecycle_operations.do_fetch_export(company_id, task_id)}


def erase_company(body: dict[str, Any], company_id: int) -> None:
    """Asks for the end of a closed company; nothing of it can be brought back."""
    lifecycle_operations.do_erase(company_id, body["slug"], body["reason"])


def override_plan(body: dict[str, Any], company_id: int) -> None:
    """Replaces the exceptions to the company's plan."""
    until = body["until"].isoformat() if body["until"] else None
    operations.do_override(company_id, body | {"until": until})


def _sees_money() -> bool:
    return current_staff().can(StaffPermission.BILLING_VIEW)


VIEW = {"policy": RequiresStaff(StaffPermission.COMPANIES_VIEW)}
SUSPEND = {"policy": RequiresStaff(StaffPermission.COMPANIES_SUSPEND), "status": 204}
CLOSE = {"policy": RequiresStaff(StaffPermission.COMPANIES_CLOSE), "status": 204}
OVERRIDE = {"policy": RequiresStaff(StaffPermission.COMPANIES_OVERRIDE), "status": 204}
PROVISION = {"policy": RequiresStaff(StaffPermission.COMPANIES_PROVISION)}
EXPORT = {"policy": RequiresStaff(StaffPermission.COMPANIES_EXPORT)}
ERASE = {"policy": RequiresStaff(StaffPermission.COMPANIES_ERASE)}
MONEY = {"policy": RequiresStaff(StaffPermission.BILLING_VIEW)}
ONE = "/companies/<int:company_id>"

blueprint = routes(
    "superadmin",
    "Companies, for the platform's staff",
    [
        get(
            "/companies",
            list_companies,
            query=schemas.CompanyQuery,
            returns=schemas.CompanyPage,
            **VIEW,
        ),
        get("/companies/growth", show_growth, returns=GrowthSchema, **VIEW),
        get(ONE, show_company, returns=CompanyDetailSchema, **VIEW),
        post(f"{ONE}/suspend", suspend_company, body=ReasonSchema, **SUSPEND),
        post(f"{ONE}/restore", restore_company, body=ReasonSchema, **SUSPEND),
        post(f"{ONE}/close", close_company, body=CloseSchema, **CLOSE),
        put(f"{ONE}/overrides", override_plan, body=schemas.OverridesSchema, **OVERRIDE),
        get(f"{ONE}/invoices", list_company_invoices, returns=InvoicesSchema, **MONEY),
        post(
            "/companies",
            provision_company,
            body=ProvisionSchema,
            returns=MadeCompanySchema,
            status=201,
            **PROVISION,
        ),
        post(
            f"{ONE}/invitation",
            invite_owner,
            body=ReasonSchema,
            status=204,
            **PROVISION,
        ),
        post(f"{ONE}/exports", export_company, body=ReasonSchema, status=204, **EXPORT),
        post(
            f"{ONE}/exports/<int:task_id>/link",
            fetch_export,
            returns=AddressSchema,
            status=201,
            **EXPORT,
        ),
        post(f"{ONE}/erasure", erase_company, body=EraseSchema, status=204, **ERASE),
    ],
)
