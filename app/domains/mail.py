"""Mails to the owners about the state of a domain."""

from __future__ import annotations

from typing import Any

from app.access.mail import render_mail
from app.access.queries import active_owners
from app.core.config import settings
from app.core.mail import send_mail
from app.core.outbox import define_topic
from app.domains.hosts import shown_host
from app.web.moving import STAY
from tenants.context import current_company
from tenants.resolve import company_host
from workers.outbox import send_later

TOPIC = "domains.notice"
PAGE = "/domains"


def mail_notice(kind: str, host: str) -> None:
    """Notes one mail an owner in the company's outbox; runs in its scope."""
    for owner in active_owners():
        payload = {"kind": kind, "host": host, "to": owner.email, "language": owner.language}
        send_later(TOPIC, payload)


def _deliver(payload: dict[str, Any]) -> None:
    company = current_company()
    # The company's first address works whatever becomes of its own.
    first = company_host(company.slug)
    mail = render_mail(
        payload["kind"],
        to=payload["to"],
        language=payload["language"],
        company=company.name,
        domain=shown_host(payload["host"]),
        first_host=first,
        link=f"{settings().public_scheme}://{first}{PAGE}?{STAY}=1",
    )
    send_mail(mail)


define_topic(TOPIC, _deliver)
