"""What staff change about a company. Each change carries its reason into the staff's audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.access.audit import record
from app.core.after_commit import after_commit
from app.core.db import db
from app.core.errors import NotFound
from app.domains.operations import do_settle
from app.superadmin.jobs import count_usage
from tenants import lifecycle
from tenants.changes import note_company_change
from tenants.models import Company
from tenants.resolve import SERVED

SUBJECT = "company"
_MOVES: Mapping[str, tuple[Callable[[int], Company], str]] = {
    "suspend": (lifecycle.suspend, "company.suspended"),
    "restore": (lifecycle.restore, "company.restored"),
}


def do_move(company_id: int, move: str, reason: str) -> None:
    """`suspend` or `restore`; raises NotFound, or StatusRefused where it makes no sense.

    Calls in progress go on: only new requests meet the company's new status.
    """
    change, action = _MOVES[move]
    do_settle(change(company_id))
    record(action, SUBJECT, company_id, reason=reason)


def do_override(company_id: int, exceptions: Mapping[str, Any]) -> None:
    """Replaces the company's exceptions to its plan; they hold until the end of `until`, if given."""
    company = db.session.get(Company, company_id, with_for_update=True)
    if company is None or company.erased_at:
        raise NotFound()
    kept = {name: exceptions[name] for name in ("limits", "features", "until", "reason")}
    before = company.overrides
    company.overrides = kept if kept["limits"] or kept["features"] else {}
    do_settle(company)
    record("company.overridden", SUBJECT, company_id, before=before, after=company.overrides)
    note_company_change(company.id)
    # A closed company is not counted: nobody can use it.
    if company.status in SERVED:
        after_commit(lambda: count_usage.enqueue(company_id))
