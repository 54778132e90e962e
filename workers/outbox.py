"""Outbox entries through the queue: at once after the commit, and again by the sweeper."""

from __future__ import annotations

from typing import Any

from app.core.outbox import add_entry, deliver_entry, due_entry_ids
from workers.job import in_every_company, job
from workers.queues import QueueName


@job(QueueName.MAIL)
def deliver_outbox_entry(entry_id: int) -> None:
    deliver_entry(entry_id)


@job(QueueName.BULK, platform=True)
def sweep_outboxes() -> None:
    """Delivers what is due in every company; entries that the queue lost among them."""
    in_every_company(_deliver_due)


def _deliver_due() -> None:
    for entry_id in due_entry_ids():
        deliver_entry(entry_id)


def send_later(topic: str, payload: dict[str, Any]) -> None:
    """Adds an entry to the outbox and tells the queue once the transaction has committed."""
    entry = add_entry(topic, payload)
    deliver_outbox_entry.enqueue_on_commit(entry_id=entry.id)
