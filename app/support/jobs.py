"""The end of support access by its time, and the sweep behind everything that was to be told."""

from __future__ import annotations

from app.core.clock import utcnow
from app.core.errors import NotFound
from app.support.operations import EndedHow, do_end
from app.support.queries import expired_accesses, untold_accesses
from app.support.telling import do_tell
from tenants.context import platform_scope
from workers.job import job
from workers.queues import QueueName


@job(QueueName.REALTIME, platform=True)
def expire_access(access_id: int) -> None:
    """Doors look at the time themselves; this closes the sockets and writes it down."""
    try:
        with platform_scope():
            company_id = expired_accesses(utcnow()).get(access_id)
            if company_id is not None:
                do_end(company_id, access_id, EndedHow.TIME)
    except NotFound:
        return
    do_tell(access_id)


@job(QueueName.REALTIME, platform=True)
def tell_company(access_id: int) -> None:
    do_tell(access_id)


@job(QueueName.BULK, platform=True)
def sweep_support() -> None:
    """What is past its time, and what a company was not told because a process died."""
    with platform_scope():
        expired, untold = expired_accesses(utcnow()), untold_accesses()
    for access_id in expired:
        expire_access(access_id=access_id)
    for access_id in untold:
        do_tell(access_id)
