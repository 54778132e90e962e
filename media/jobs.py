"""What is made of the media server's reports, and of its own word every half minute."""

from __future__ import annotations

from app.core.db import db
from media.attendance import do_forget_stays
from media.reconciling import close_rooms_of_closed, reconcile_company, survey
from media.webhooks import apply_report, do_forget_reports, overdue_reports
from workers.job import in_every_company, job
from workers.queues import QueueName


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
    in_every_company(lambda: reconcile_company(seen))


@job(QueueName.BULK, platform=True)
def forget_media() -> None:
    """Deletes what is too old to be asked for."""
    do_forget_reports()
    db.session.commit()
    in_every_company(do_forget_stays)
