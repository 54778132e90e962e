"""The address of a new company: what its name suggests, and whether a wished one can be had."""

from __future__ import annotations

from typing import Any

from slugify import slugify
from sqlalchemy import select

from app.core.db import db
from tenants.models import Company
from tenants.provision import ProvisioningRefused, SlugReserved, check_slug
from tenants.resolve import company_host

LONGEST = 32
# More companies of one name are asked to choose by themselves.
MOST_NUMBERS = 20


def address_view(slug: str) -> dict[str, Any]:
    """Whether this address can be had now; `reason` is `taken`, `reserved` or `shape`."""
    reason = _refusal(slug)
    return {
        "slug": slug,
        "host": company_host(slug),
        "available": reason is None,
        "reason": reason,
    }


def suggested_slug(name: str) -> str:
    """A free address near the company's name; empty where the name suggests none."""
    base = slugify(name, max_length=LONGEST, word_boundary=True)
    if len(base) < 3:
        base = f"{base}-company".strip("-")
    wished = [base, *(f"{base}-{number}" for number in range(2, MOST_NUMBERS))]
    return next((slug for slug in wished if _refusal(slug) is None), "")


def _refusal(slug: str) -> str | None:
    try:
        check_slug(slug)
    except SlugReserved:
        return "reserved"
    except ProvisioningRefused:
        return "shape"
    return "taken" if _taken([slug]) else None


def _taken(slugs: list[str]) -> set[str]:
    return set(db.session.scalars(select(Company.slug).where(Company.slug.in_(slugs))))
