"""Access links as the company's people see them."""

from __future__ import annotations

from typing import Any

from app.core.clock import utcnow
from app.links.models import AccessLink
from app.links.tokens import url_of
from app.links.windows import closes_at, opens_at, status_at
from tenants.context import current_company

_PLAIN = (
    "id",
    "type",
    "label",
    "department",
    "expires_on",
    "scheduled_for",
    "created_by_name",
    "created_at",
    "used_at",
    "canceled_at",
    "access_count",
    "last_access_at",
    "version",
)


def link_view(link: AccessLink) -> dict[str, Any]:
    """Of a link, or of its line on a page, which has the same attributes."""
    time_zone = current_company().time_zone
    return {name: getattr(link, name) for name in _PLAIN} | {
        "url": url_of(link),
        "status": status_at(link, utcnow(), time_zone),
        "opens_at": opens_at(link),
        "closes_at": closes_at(link, time_zone),
    }
