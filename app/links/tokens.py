"""The secret in a link's address: looked up by its hash, sealed to be shown again."""

from __future__ import annotations

from app.access.sealed import sealed_column
from app.core.config import settings
from app.links.models import AccessLink
from tenants.context import current_company

TOKEN = sealed_column(AccessLink, "sealed_token")


def token_of(link: AccessLink) -> str:
    return TOKEN.open(link.id, link.sealed_token)


def url_of(link: AccessLink) -> str:
    """The address to send to a client, on the company's own host."""
    return f"{settings().public_scheme}://{current_company().host}/call/{token_of(link)}"
