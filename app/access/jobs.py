"""Mails about accounts, sent after the commit that caused them, and news for open pages.

A company's mails go through its outbox. The platform has none: its staff's mails are jobs of the
queue, and whoever misses one asks again.
"""

from __future__ import annotations

from typing import Any

from app.access.one_time import Purpose, mail_link, mail_notice
from app.access.realtime import tell_revision, tell_unless_told
from app.core.db import db
from app.core.outbox import define_topic
from tenants.changes import on_company_change
from tenants.context import current_company_or_none, tenant_scope
from tenants.resolve import find_company
from workers.job import in_every_company, job
from workers.outbox import send_later
from workers.queues import QueueName

LINK = "access.link"
NOTICE = "access.notice"


def send_link(purpose: Purpose, **who: Any) -> None:
    """Asks for a link by mail to whoever has this `id` or `email`, if there is anybody."""
    _send(LINK, {"purpose": purpose.value, "who": who})


def send_notice(template: str, member_id: int, **values: Any) -> None:
    """Asks for a mail that tells somebody what happened to their account."""
    _send(NOTICE, {"template": template, "member_id": member_id, "values": values})


def _send(topic: str, payload: dict[str, Any]) -> None:
    if current_company_or_none() is not None:
        send_later(topic, payload)
    else:
        mail_staff.enqueue_on_commit(topic=topic, payload=payload)


@job(QueueName.MAIL, platform=True)
def mail_staff(topic: str, payload: dict[str, Any]) -> None:
    _DELIVER[topic](payload)


@job(QueueName.REALTIME, platform=True)
def tell_pages(pages_of: int) -> None:
    """A company that is closed or not finished yet has no pages."""
    company = find_company(pages_of)
    if company is not None:
        with tenant_scope(company):
            tell_revision()
            db.session.commit()


@job(QueueName.BULK, platform=True)
def sweep_pages() -> None:
    """Finds what the queue lost, and what changed because time went by."""
    in_every_company(tell_unless_told)


def _deliver_link(payload: dict[str, Any]) -> None:
    mail_link(Purpose(payload["purpose"]), **payload["who"])


def _deliver_notice(payload: dict[str, Any]) -> None:
    mail_notice(**payload)


_DELIVER = {LINK: _deliver_link, NOTICE: _deliver_notice}
for _topic, _deliver in _DELIVER.items():
    define_topic(_topic, _deliver)

on_company_change(lambda company_id: tell_pages.enqueue(None, pages_of=company_id))
