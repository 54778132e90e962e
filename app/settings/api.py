"""The HTTP API of a company's settings."""

from __future__ import annotations

from typing import Any

from app.access.audit import record
from app.access.permissions import Permission
from app.api.routes import get, put, routes
from app.settings import operations, schemas
from tenants.changes import locked_company
from tenants.context import current_company, platform_scope

Body = dict[str, Any]


def show_settings() -> Body:
    return operations.settings_of(current_company())


def save_settings(body: Body) -> Body:
    """What it holds from now on; pages that are open follow by themselves."""
    company = current_company()
    with platform_scope():
        row = locked_company(company.id)
        changed = operations.do_save_settings(row, body)
        saved = operations.settings_of(row)
    if changed:
        record("company.settings_changed", "company", company.id, **changed)
    return saved


blueprint = routes(
    "settings",
    "What holds for the whole company",
    [
        get(
            "/settings",
            show_settings,
            can=Permission.COMPANY_EDIT,
            returns=schemas.SettingsSchema,
        ),
        put(
            "/settings",
            save_settings,
            can=Permission.COMPANY_EDIT,
            body=schemas.SettingsSchema,
            returns=schemas.SettingsSchema,
        ),
    ],
)
