"""Mails about accounts, sent after the commit that caused them.

A company's go through its outbox. The platform has none: its staff's mails are jobs of the queue,
and whoever misses one asks again.
"""

from __future__ import annotations

from typing import Any

from app.access.one_time import Purpose, mail_link, mail_notice
from app.core.outbox import define_topic
from tenants.context import current_company_or_none
from workers.job import job
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


def _deliver_link(payload: dict[str, Any]) -> None:
    mail_link(Purpose(payload["purpose"]), **payload["who"])


def _deliver_notice(payload: dict[str, Any]) -> None:
    mail_notice(**payload)


_DELIVER = {LINK: _deliver_link, NOTICE: _deliver_notice}
for _topic, _deliver in _DELIVER.items():
    define_topic(_topic, _deliver)
