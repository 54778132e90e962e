"""What staff asked for, the end of what was closed, and the figures that lists of companies show."""

from __future__ import annotations

from sqlalchemy import select

from app.access.audit import record
from app.core.clock import utcnow
from app.core.db import db
from app.core.logging import get_logger
from app.superadmin import company_tasks, task_operations
from app.superadmin.growth_operations import do_note_revenue
from app.superadmin.models import CompanyTask, TaskKind
from app.superadmin.task_queries import due_tasks, expired_export_ids, waiting_task
from app.superadmin.usage_operations import do_count
from billing.models import Subscription
from billing.operations import ENDED, do_end
from tenants.context import platform_scope
from tenants.models import Company, CompanyStatus
from workers.job import in_every_company, job
from workers.queues import QueueName

log = get_logger(__name__)
RETENTION = "retention"


@job(QueueName.DEFAULT)
def count_usage() -> None:
    """That of one company, after a change of its plan or its exceptions."""
    do_count()


@job(QueueName.BULK, platform=True, timeout_seconds=1800)
def sweep_usage() -> None:
    in_every_company(do_count)


@job(QueueName.BULK, platform=True)
def note_revenue() -> None:
    do_note_revenue()


@job(QueueName.DEFAULT)
def invite_company_owners() -> None:
    company_tasks.invite_owners()


@job(QueueName.BULK, platform=True)
def work_on_task(task_id: int) -> None:
    _work(task_id)


@job(QueueName.INGEST, platform=True, timeout_seconds=task_operations.LEASE_SECONDS)
def work_on_long_task(task_id: int) -> None:
    """Apart from what is quick, which would wait behind it."""
    _work(task_id)


def ask_for_work(task: CompanyTask) -> None:
    """Once the current transaction has committed."""
    work = work_on_task if task.kind == TaskKind.PROVISION else work_on_long_task
    work.enqueue_on_commit(task_id=task.id)


def _work(task_id: int) -> None:
    """A failure is noted for the staff, and tried again when its time has come."""
    taken = task_operations.do_take(task_id)
    if taken is None:
        return
    try:
        result = company_tasks.DO[taken.kind](taken.company_id, taken.payload)
    except Exception as error:
        log.exception("company_task_failed", task=task_id, kind=taken.kind)
        task_operations.do_note_failure(task_id, taken.number, error)
    else:
        lasts = company_tasks.EXPORT_LASTS if taken.kind is TaskKind.EXPORT else None
        task_operations.do_finish(task_id, result, lasts)


@job(QueueName.BULK, platform=True)
def end_subscription(closed_id: int) -> None:
    """Of a company that is closed still."""
    with platform_scope():
        company = db.session.get(Company, closed_id)
    if company is not None and company.status == CompanyStatus.CLOSED:
        do_end(closed_id)


@job(QueueName.BULK, platform=True)
def sweep_companies() -> None:
    """Tasks that the queue lost, subscriptions of the closed, archives and companies past their time."""
    now = utcnow()
    for task_id in expired_export_ids(now):
        _drop_export(task_id)
    for company_id in _past_retention():
        _ask_for_erasure(company_id)
    for company_id in _closed_and_charged():
        end_subscription.enqueue_on_commit(closed_id=company_id)
    for task in due_tasks(now):
        ask_for_work(task)


def _drop_export(task_id: int) -> None:
    with platform_scope():
        payload = dict(db.session.get_one(CompanyTask, task_id).payload)
    company_tasks.forget_export(payload)
    task_operations.do_expire(task_id)


def _past_retention() -> list[int]:
    query = select(Company.id).where(
        Company.status == CompanyStatus.CLOSED,
        Company.erased_at.is_(None),
        Company.erase_at <= utcnow(),
    )
    return list(db.session.scalars(query))


def _ask_for_erasure(company_id: int) -> None:
    """Whoever restored it meanwhile has won."""
    company = db.session.get_one(Company, company_id, with_for_update=True)
    if company.status != CompanyStatus.CLOSED or waiting_task(company_id, TaskKind.ERASE):
        return
    task = task_operations.do_ask(company_id, TaskKind.ERASE, RETENTION)
    ask_for_work(task)
    record("company.erased", "company", company_id, reason=RETENTION)


def _closed_and_charged() -> list[int]:
    query = (
        select(Company.id)
        .join(Subscription, Subscription.company_id == Company.id)
        .where(Company.status == CompanyStatus.CLOSED, Subscription.status.not_in(ENDED))
    )
    return list(db.session.scalars(query))
