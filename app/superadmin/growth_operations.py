"""Notes today's revenue, so that a year later there is a year to look at."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert as upsert

from app.core.clock import utcnow
from app.core.db import db
from app.superadmin.models import RevenueDay
from billing.queries import monthly_revenue


def do_note_revenue() -> None:
    """Replaces what was noted earlier today."""
    today = utcnow().date()
    for currency, amount in monthly_revenue().items():
        row = upsert(RevenueDay).values(day=today, currency=currency, amount=amount)
        db.session.execute(
            row.on_conflict_do_update(
                index_elements=["day", "currency"], set_={"amount": row.excluded.amount}
            )
        )
