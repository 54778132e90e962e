"""The staff's HTTP API, served on the platform's host only."""

from __future__ import annotations

from typing import Any

from app.access.permissions import StaffPermission
from app.access.policy import RequiresStaff
from app.api.fields import ReasonSchema
from app.api.paging import Page
from app.api.routes import get, post, put, routes
from app.superadmin import operations, queries, schemas


def list_companies(query: dict[str, Any]) -> Page:
    return queries.company_page(query)


def show_company(company_id: int) -> dict[str, Any]:
    return queries.company_detail(company_id)


def suspend_company(body: dict[str, Any], company_id: int) -> None:
    """Its people can no longer work; calls in progress end as they would."""
    operations.do_move(company_id, "suspend", body["reason"])


def restore_company(body: dict[str, Any], company_id: int) -> None:
    """Undoes a suspension or a closing."""
    operations.do_move(company_id, "restore", body["reason"])


def close_company(body: dict[str, Any], company_id: int) -> None:
    """It is served no more; its data stay until they are erased."""
    operations.do_move(company_id, "close", body["reason"])


def override_plan(body: dict[str, Any], company_id: int) -> None:
    """Replaces the exceptions to the company's plan."""
    until = body["until"].isoformat() if body["until"] else None
    operations.do_override(company_id, body | {"until": until})


VIEW = {"policy": RequiresStaff(StaffPermission.COMPANIES_VIEW)}
SUSPEND = {"policy": RequiresStaff(StaffPermission.COMPANIES_SUSPEND), "status": 204}
CLOSE = {"policy": RequiresStaff(StaffPermission.COMPANIES_CLOSE), "status": 204}
OVERRIDE = {"policy": RequiresStaff(StaffPermission.COMPANIES_OVERRIDE), "status": 204}
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
        get(ONE, show_company, returns=schemas.CompanyDetailSchema, **VIEW),
        post(f"{ONE}/suspend", suspend_company, body=ReasonSchema, **SUSPEND),
        post(f"{ONE}/restore", restore_company, body=ReasonSchema, **SUSPEND),
        post(f"{ONE}/close", close_company, body=ReasonSchema, **CLOSE),
        put(f"{ONE}/overrides", override_plan, body=schemas.OverridesSchema, **OVERRIDE),
    ],
)
