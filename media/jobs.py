"""What is made of the media server's reports, and of its own word every half minute."""

from __future__ import annotations

from app.core.db import db
from app.core.logging import get_logger
from media.attendance import do_forget_stays
from media.reconciling import Survey, close_rooms_of_closed, reconcile_company, survey
from media.webhooks import apply_report, do_forget_reports, overdue_reports
from tenants.context import tenant_scope
from tenants.resolve import served_companies
from workers.job import job
from workers.queues import QueueName

log = get_logger(__name__)


@job(QueueName.REALTIME, platform=True)
def apply_webhook(webhook_id: str) -> None:
    apply_report(webhook_id)


@job(QueueName.DEFAULT, platform=True)
def reconcile() -> None:
    """Applies what was forgotten, then makes the server and the companies' rooms agree."""
    for report_id in overdue_reports():
        apply_report(report_id)
    db.session.commit()
    seen = survey()
    if seen is not None:
        close_rooms_of_closed(seen)
    for company in served_companies():
        with tenant_scope(company):
            _reconcile(seen)


@job(QueueName.BULK, platform=True)
def forget_media() -> None:
    """Deletes what is too old to be asked for."""
    do_forget_reports()
    db.session.commit()
    for company in served_companies():
        with tenant_scope(company):
            do_forget_stays()
            db.session.commit()


def _reconcile(seen: Survey | None) -> None:
    try:
        reconcile_company(seen)
        db.session.commit()
    except Exception:
        # One company's trouble must not keep the others waiting.
        log.exception("media_not_reconciled")
