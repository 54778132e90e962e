"""The staff's HTTP API, served on the platform's host only."""

from __future__ import annotations

from typing import Any

from app.access.permissions import StaffPermission
from app.access.policy import RequiresStaff
from app.api.paging import Page
from app.api.routes import get, routes
from app.superadmin import queries, schemas


def list_companies(query: dict[str, Any]) -> Page:
    return queries.company_page(query)


def show_company(company_id: int) -> dict[str, Any]:
    return queries.company_view(company_id)


VIEW = {"policy": RequiresStaff(StaffPermission.COMPANIES_VIEW)}
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
        get(ONE, show_company, returns=schemas.CompanySchema, **VIEW),
    ],
)
