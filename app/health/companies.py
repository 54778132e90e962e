"""What only a visit to each company tells: its outbox, and its recordings on their way to the store.

A job goes round; the page reads what it has kept last, so that its time does not grow with the
number of companies.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from app.core.clock import utcnow
from app.core.outbox import OutboxBacklog, outbox_backlog
from app.core.redis import redis_client
from app.recordings.queries import UploadState, upload_state
from tenants.context import current_company

KEY = "health:companies"


@dataclass(frozen=True)
class CompanyState:
    id: int
    name: str
    outbox: OutboxBacklog
    uploads: UploadState


@dataclass(frozen=True)
class Measured:
    """`companies` are those that had anything to tell."""

    at: datetime
    companies: list[CompanyState]


def measure_company() -> CompanyState:
    """In the company's scope."""
    company = current_company()
    return CompanyState(company.id, company.name, outbox_backlog(), upload_state())


def keep_measured(companies: list[CompanyState]) -> None:
    telling = [c for c in companies if c.outbox != OutboxBacklog() or c.uploads != UploadState()]
    kept = {"at": utcnow(), "companies": [asdict(company) for company in telling]}
    redis_client().set(KEY, json.dumps(kept, default=datetime.isoformat))


def last_measured() -> Measured | None:
    """None until the job has gone round for the first time."""
    kept = redis_client().get(KEY)
    if not isinstance(kept, bytes):
        return None
    found = json.loads(kept, object_hook=_with_moments)
    return Measured(found["at"], [_company(each) for each in found["companies"]])


def _company(kept: dict[str, Any]) -> CompanyState:
    outbox, uploads = OutboxBacklog(**kept["outbox"]), UploadState(**kept["uploads"])
    return CompanyState(kept["id"], kept["name"], outbox, uploads)


def _with_moments(kept: dict[str, Any]) -> dict[str, Any]:
    is_moment = {name for name, value in kept.items() if name.endswith("at") and value}
    return {
        name: datetime.fromisoformat(value) if name in is_moment else value
        for name, value in kept.items()
    }
