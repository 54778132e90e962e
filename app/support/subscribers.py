"""Whoever of the staff may not look into companies any more is out at once."""

from __future__ import annotations

from app.access.domain_events import StaffChanged
from app.core.bus import subscribe
from app.support.jobs import tell_company
from app.support.operations import EndedHow, do_end
from app.support.queries import running_of_staff


def end_accesses(change: StaffChanged) -> None:
    for access in running_of_staff(change.staff_id):
        do_end(access.company_id, access.id, EndedHow.STAFF_CHANGED)
        tell_company.enqueue_on_commit(access_id=access.id)


subscribe(StaffChanged, end_accesses)
