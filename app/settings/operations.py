"""The only writer of a company's own settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.core.clock import utcnow
from tenants.changes import note_company_change
from tenants.context import CompanyRef
from tenants.models import Company

PLAIN = ("name", "language", "time_zone")


def do_save_settings(company: Company, values: dict[str, Any]) -> dict[str, Any]:
    """Returns what is another now, by field; every open page of the company hears of it."""
    before = settings_of(company)
    for field in PLAIN:
        setattr(company, field, values[field])
    company.totp_required_at = _required_at(company, required=values["require_totp"])
    changed = {field: values[field] for field in before if values[field] != before[field]}
    if changed:
        note_company_change(company.id)
    return changed


def settings_of(company: Company | CompanyRef) -> dict[str, Any]:
    plain = {field: getattr(company, field) for field in PLAIN}
    return plain | {"require_totp": company.totp_required_at is not None}


def _required_at(company: Company, *, required: bool) -> datetime | None:
    """Saving once more asks nobody anew."""
    return (company.totp_required_at or utcnow()) if required else None
