"""Looking at DNS, telling the owners, and the sweep behind both."""

from __future__ import annotations

from datetime import timedelta

from app.core.clock import utcnow
from app.core.db import db
from app.domains.dns import look_at
from app.domains.mail import mail_notice
from app.domains.models import DomainClaim
from app.domains.operations import do_note_look
from app.domains.queries import due_looks, due_notices
from tenants.context import platform_scope, tenant_scope
from tenants.resolve import find_company
from workers.job import job
from workers.queues import QueueName

# A worker that died in the middle of a look leaves it to the sweep after this.
LEASE = timedelta(minutes=1)


@job(QueueName.DEFAULT, platform=True)
def look_at_domain(domain_id: int) -> None:
    """One look, outside of any transaction; asked twice, it looks twice and finds the same."""
    with platform_scope():
        claim = db.session.get(DomainClaim, domain_id)
        if claim is None:
            return
        claim.next_look_at = utcnow() + LEASE
        host, challenge = claim.host, claim.challenge
    look = look_at(host, challenge)
    with platform_scope():
        noted = do_note_look(domain_id, challenge, look)
        if noted is not None and noted.notice:
            send_domain_notice.enqueue_on_commit(domain_id=domain_id)


@job(QueueName.MAIL, platform=True)
def send_domain_notice(domain_id: int) -> None:
    """Hands the mails to the company's outbox, then notes that it is done."""
    with platform_scope():
        claim = db.session.get(DomainClaim, domain_id)
        if claim is None or claim.notice is None:
            return
        kind, host, company_id = claim.notice, claim.host, claim.company_id
    company = find_company(company_id)
    if company is not None:
        with tenant_scope(company):
            mail_notice(kind, host)
            db.session.commit()
    with platform_scope():
        claim = db.session.get(DomainClaim, domain_id, with_for_update=True)
        if claim is not None and claim.notice == kind:
            claim.notice = None


@job(QueueName.BULK, platform=True)
def sweep_domains() -> None:
    """Asks for the looks that are due, and for mails that the queue forgot."""
    with platform_scope():
        looks, notices = due_looks(utcnow()), due_notices()
    for domain_id in looks:
        look_at_domain.enqueue(None, domain_id=domain_id)
    for domain_id in notices:
        send_domain_notice.enqueue(None, domain_id=domain_id)
