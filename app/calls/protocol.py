"""Protocol numbers: `YYMMDD-XXXXXX`, sortable by the company's day, not to be guessed in order."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select

from app.calls.models import Call
from app.core.db import db
from app.core.ids import readable_code
from tenants.context import current_company

RANDOM_CHARACTERS = 6


def new_protocol(at: datetime) -> str:
    """A number that no call has; the caller holds the floor, so nobody takes it in between."""
    day = at.astimezone(ZoneInfo(current_company().time_zone)).strftime("%y%m%d")
    while True:
        protocol = f"{day}-{readable_code(RANDOM_CHARACTERS)}"
        if not db.session.scalar(select(exists().where(Call.protocol == protocol))):
            return protocol
