"""Probes of what is written down: outboxes, migrations, webhooks, and the comparison with Stripe.

Each runs in the platform's scope, in a session of its own thread.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.core.db import db
from app.core.outbox import OutboxBacklog
from app.health.catalogue import Status
from app.health.companies import CompanyState, last_measured
from app.health.report import Item, Part, age, figures
from billing import gateway
from billing.models import Reconciliation
from billing.webhooks import backlog as stripe_backlog
from media.webhooks import backlog as media_backlog
from tenants.context import schema_name
from tenants.models import Company, SchemaRevision
from tenants.revisions import Tree, head

# The page names this many of each kind; the figures count all.
MOST_NAMED = 50


def outbox() -> Part:
    found = last_measured()
    companies = found.companies if found else []
    values: dict[str, float | None] = {"measured": age(found.at if found else None)}
    items = [_outbox_item(company) for company in companies]
    noted = [item for item in items if item.status is not Status.OK]
    total = _total([company.outbox for company in companies])
    return Part("outbox", figures("outbox", values | _outbox_values(total)), named(noted))


def _total(backlogs: list[OutboxBacklog]) -> OutboxBacklog:
    oldest = [each.oldest_at for each in backlogs if each.oldest_at]
    return OutboxBacklog(
        sum(each.undelivered for each in backlogs),
        min(oldest, default=None),
        sum(each.troubled for each in backlogs),
        sum(each.given_up for each in backlogs),
    )


def _outbox_item(company: CompanyState) -> Item:
    return Item(company.name, figures("outbox", _outbox_values(company.outbox)), company.id)


def _outbox_values(backlog: OutboxBacklog) -> dict[str, float | None]:
    return {
        "undelivered": backlog.undelivered,
        "oldest": age(backlog.oldest_at),
        "troubled": backlog.troubled,
        "given_up": backlog.given_up,
    }


def migrations() -> Part:
    """Companies whose schema is not at the head of this release."""
    newest = head(Tree.TENANT)
    schema = func.concat("c_", Company.id)
    rows = db.session.execute(
        select(Company.id, Company.name, SchemaRevision.revision, SchemaRevision.error)
        .join(SchemaRevision, SchemaRevision.schema_name == schema)
        .where(Company.erased_at.is_(None))
        .order_by(Company.id)
    ).all()
    noted = [row for row in rows if row.error or row.revision != newest]
    values: dict[str, float | None] = {
        "companies": len(rows),
        "behind": sum(row.revision != newest for row in noted),
        "failed": sum(row.error is not None for row in noted),
    }
    return Part("migrations", figures("migrations", values), named([_migration(r) for r in noted]))


def _migration(row: Any) -> Item:
    note = row.error or f"{schema_name(row.id)}: {row.revision} → {head(Tree.TENANT)}"
    values: dict[str, float | None] = {"failed" if row.error else "behind": 1}
    return Item(row.name, figures("migrations", values), row.id, note)


def webhooks() -> Part:
    kinds = {"stripe": stripe_backlog(), "media_server": media_backlog()}
    return Part("webhooks", items=tuple(_backlog(name, *found) for name, found in kinds.items()))


def _backlog(name: str, waiting: int, oldest: datetime | None, given_up: int) -> Item:
    values: dict[str, float | None] = {
        "waiting": waiting,
        "oldest": age(oldest),
        "given_up": given_up,
    }
    return Item(name, figures("webhooks", values))


def reconcile() -> Part:
    """The last comparison that came to its end; whether one runs is not told."""
    if not gateway.is_configured():
        return Part("reconcile", absent=True)
    done = select(Reconciliation).where(Reconciliation.finished_at.is_not(None))
    last = db.session.scalar(done.order_by(Reconciliation.id.desc()).limit(1))
    found = last.differences if last else []
    values: dict[str, float | None] = {
        "finished": age(last.finished_at if last else None),
        "differences": len(found),
    }
    return Part("reconcile", figures("reconcile", values), named([_difference(d) for d in found]))


def _difference(found: dict[str, Any]) -> Item:
    note = f"{found['field']}: {found['ours']} → {found['theirs']}"
    company = db.session.get(Company, found["company_id"])
    return Item(company.name if company else "", company_id=found["company_id"], note=note)


def named(items: list[Item]) -> tuple[Item, ...]:
    return tuple(items[:MOST_NAMED])
