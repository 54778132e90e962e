"""Mails about payments, to the billing address if there is one, else to every owner."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.access.audience import address_of
from app.access.mail import render_mail
from app.access.queries import active_owners
from app.core.mail import send_mail
from app.core.outbox import define_topic
from tenants.context import current_company
from workers.outbox import send_later

TOPIC = "billing.notice"
PAGE = "/billing"


def mail_notice(kind: str, email: str) -> None:
    """Notes one mail a receiver in the company's outbox; runs in its scope."""
    language = current_company().language
    owners = {owner.email: owner.language or language for owner in active_owners()}
    receivers = {email: language} if email else owners
    for to, spoken in receivers.items():
        send_later(TOPIC, {"kind": kind, "to": to, "language": spoken})


def _deliver(payload: dict[str, Any]) -> None:
    company = current_company()
    until = company.billing.get("grace_until")
    mail = render_mail(
        payload["kind"],
        to=payload["to"],
        language=payload["language"],
        company=company.name,
        until=_day(until, payload["language"]) if until else "",
        link=address_of(PAGE),
    )
    send_mail(mail)


def _day(moment: str, language: str) -> str:
    """A date as it is written in the language; the company's zone would move it by a day at most."""
    shape = "%d/%m/%Y" if language == "pt-BR" else "%d %B %Y"
    return datetime.fromisoformat(moment).strftime(shape)


define_topic(TOPIC, _deliver)
