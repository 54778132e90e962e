"""The secret in an invitation's address: looked up by its hash, sealed to be shown and mailed."""

from __future__ import annotations

from app.access.sealed import sealed_column
from app.core.config import settings
from app.guests.models import CallInvitation
from tenants.context import current_company

TOKEN = sealed_column(CallInvitation, "sealed_token")


def url_of(invitation: CallInvitation) -> str:
    """The address to give to a guest, on the company's own host."""
    token = TOKEN.open(invitation.id, invitation.sealed_token)
    return f"{settings().public_scheme}://{current_company().host}/guest/{token}"
